package dev.aisle.supply.crawl;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Where a WordPress says that its REST API begins: in a `Link` header or a `link` of the relation
/// `https://api.w.org/` on its pages (WordPress REST API Handbook, "Discovery"). It is not at `/wp-json/` where the
/// shop lies in a folder or its addresses are plain, as in `/?rest_route=/`.
final class RestRoot {

    private static final String RELATION = "https://api.w.org/";
    private static final String ROUTE = "rest_route";
    private static final String LISTING = "/wc/store/v1/products";
    private static final String FIRST_PAGE = "per_page=100&page=1";
    private static final Pattern HEADER = Pattern.compile("<([^<>]{1,2000})>([^<]{0,500})");
    private static final Pattern ROUTES_END = Pattern.compile("(?:/|%2[fF])+$");

    /// Where the listing of the Store API begins in most shops.
    static final String USUAL_LISTING = "/wp-json" + LISTING + '?' + FIRST_PAGE;

    private RestRoot() {}

    /// The first page of the Store API's listing under the root that a page names; nothing where it names none.
    static Optional<URI> listing(FetchedPage page) {
        return page.header("link")
                .flatMap(RestRoot::inHeader)
                .or(() -> inDocument(page))
                .flatMap(root -> resolve(page.url(), root))
                .map(RestRoot::listingUnder);
    }

    private static Optional<String> inHeader(String header) {
        Matcher link = HEADER.matcher(header);
        while (link.find()) {
            if (link.group(2).contains(RELATION)) {
                return Optional.of(link.group(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inDocument(FetchedPage page) {
        if (!page.text().contains(RELATION)) {
            return Optional.empty();
        }
        Document document = Jsoup.parse(page.text());
        return document.select("link[rel=" + RELATION + "][href]").stream()
                .map(it -> it.attr("href").strip())
                .filter(it -> !it.isEmpty())
                .findFirst();
    }

    private static Optional<URI> resolve(URI page, String root) {
        try {
            URI url = page.resolve(root);
            return url.getHost() == null ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static URI listingUnder(URI root) {
        String address = root.toString().replaceFirst("#.*", "");
        String query = root.getRawQuery() == null ? "" : root.getRawQuery();
        String before = query.isEmpty() ? address.replaceFirst("\\?$", "") : address.substring(0, address.indexOf('?'));
        if (Arrays.stream(query.split("&", -1)).noneMatch(RestRoot::isRoute)) {
            String more = query.isEmpty() ? "" : query + '&';
            return URI.create(before.replaceFirst("/+$", "") + LISTING + '?' + more + FIRST_PAGE);
        }
        String routed = Arrays.stream(query.split("&", -1))
                .map(it -> isRoute(it) ? ROUTES_END.matcher(it).replaceFirst("") + LISTING : it)
                .collect(Collectors.joining("&"));
        return URI.create(before + '?' + routed + '&' + FIRST_PAGE);
    }

    private static boolean isRoute(String parameter) {
        return parameter.startsWith(ROUTE + '=');
    }
}
