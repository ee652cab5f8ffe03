package dev.aisle.supply.crawl;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What an address alone says of a page, before it is asked for: whether it may well be a product page, and whether
/// a link to it is worth following. General habits of shops, no site's own; they only order the queue and keep
/// traps out.
final class Addresses {

    /// The order of the queue: product pages first, but the others within the budget too.
    static final int LIKELY = 0;

    static final int UNKNOWN = 1;
    static final int UNLIKELY = 2;

    static final int LONGEST = 2_000;

    private static final int MOST_PARAMETERS = 5;
    private static final int LAST_PAGE_NUMBER = 1_000;

    private static final Set<String> PRODUCT_WORDS = words("""
            product products p pd dp prod item items produkt produkte produkty produit produits
            producto productos produto produtos prodotto prodotti artikel tuote
            """);

    private static final Set<String> OTHER_WORDS = words("""
            blog blogs news tag tags product-tag category categories product-category collection
            collections author authors user users page pages about about-us contact contact-us faq
            help support policy policies terms privacy shipping returns careers jobs press stores
            store-locator search feed rss brand brands manufacturer manufacturers gallery team
            events information
            """);

    /// Parameters that order, filter, decorate or track what another address shows without them, or that do
    /// something.
    private static final Set<String> IDLE_PARAMETERS = words("""
            sort sortby sort_by sort-by order orderby order_by dir direction limit per_page perpage
            pagesize page_size show view mode display layout grid list min_price max_price price
            pricerange currency phpsessid sid sessionid session_id jsessionid oscsid zenid token
            _token csrf redirect redirect_to return return_to returnurl back ref referrer referer
            add add-to-cart add_to_cart remove remove_item action do compare wishlist
            add_to_wishlist quantity qty q s search query keyword keywords print share replytocom
            variant preview format cmd
            """);

    private static final List<String> IDLE_PREFIXES =
            List.of("filter", "f[", "fq", "attr", "pa_", "sort[", "query_type");

    private static final Set<String> PAGE_PARAMETERS = Set.of("page", "paged", "pg", "pagenumber", "page_number");

    private static final Pattern FILE = Pattern.compile(
            "\\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|xml|pdf|zip|gz|rar|docx?|xlsx?|mp[34]|webm|mov|woff2?)$");

    private static final Pattern PAGE_SEGMENT = Pattern.compile("/page/([0-9]{1,9})/?$");

    private Addresses() {}

    static int rank(URI url) {
        List<String> segments = segments(url);
        for (int i = 0; i < segments.size() - 1; i++) {
            if (PRODUCT_WORDS.contains(segments.get(i))) {
                return LIKELY;
            }
        }
        List<String> parameters = parameters(url);
        if (parameters.stream().map(Addresses::name).anyMatch(it -> it.contains("product") || it.equals("pid"))) {
            return LIKELY;
        }
        boolean other = segments.stream().anyMatch(OTHER_WORDS::contains)
                || parameters.stream()
                        .flatMap(it ->
                                Arrays.stream(it.substring(it.indexOf('=') + 1).split("/", -1)))
                        .anyMatch(OTHER_WORDS::contains);
        return other ? UNLIKELY : UNKNOWN;
    }

    /// Whether the address may be a page of its own, and neither a file nor one of the many faces of another page.
    static boolean isWorthFollowing(URI url) {
        List<String> parameters = parameters(url);
        return isPage(url)
                && parameters.size() <= MOST_PARAMETERS
                && pageNumber(url) <= LAST_PAGE_NUMBER
                && url.getRawPath().indexOf(';') < 0
                && parameters.stream().map(Addresses::name).noneMatch(Addresses::isIdle);
    }

    static boolean isPage(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.toString().length() <= LONGEST
                && !FILE.matcher(path.toLowerCase(Locale.ROOT)).find();
    }

    /// Whether it goes on with a list that began elsewhere, so that it lies no deeper in the shop.
    static boolean isNextPage(URI url) {
        return pageNumber(url) > 0;
    }

    private static long pageNumber(URI url) {
        var segment = PAGE_SEGMENT.matcher(url.getRawPath() == null ? "" : url.getRawPath());
        if (segment.find()) {
            return Long.parseLong(segment.group(1));
        }
        for (String parameter : parameters(url)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (PAGE_PARAMETERS.contains(name(parameter)) && value.matches("[0-9]{1,9}")) {
                return Long.parseLong(value);
            }
        }
        return 0;
    }

    private static boolean isIdle(String name) {
        return IDLE_PARAMETERS.contains(name) || IDLE_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }

    private static List<String> segments(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return Arrays.stream(path.toLowerCase(Locale.ROOT).split("/", -1))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static List<String> parameters(URI url) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        return Arrays.stream(query.toLowerCase(Locale.ROOT).split("&", -1))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).replace("%5b", "[");
    }
}
