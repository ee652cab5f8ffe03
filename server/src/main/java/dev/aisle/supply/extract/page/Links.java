package dev.aisle.supply.extract.page;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Where a page leads on its own host. Ways into a cart, an account or a file are left out: nothing is listed there.
public final class Links {

    private static final int MOST_LINKS = 3_000;

    private static final Pattern NOT_FOR_US = Pattern.compile(
            "(?i)(?:[/=._-])(?:cart|basket|checkout|login|logout|signin|sign-in|signup|register|account|my-account|wishlist"
                    + "|compare|add-to-cart|addtocart|forgot-password|password|wp-admin|wp-login\\.php|cdn-cgi)"
                    + "(?:[/=._?&-]|$)");

    private static final Pattern FILE = Pattern.compile(
            "(?i)\\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|xml|pdf|zip|gz|rar|docx?|xlsx?|mp[34]|webm|mov|woff2?"
                    + "|ttf|eot)$");

    private Links() {}

    public static List<URI> of(PageFacts facts) {
        Set<URI> links = new LinkedHashSet<>();
        for (Element anchor : facts.page().select("a[href], area[href]")) {
            if (links.size() >= MOST_LINKS) {
                break;
            }
            if (!anchor.attr("rel").toLowerCase(Locale.ROOT).contains("nofollow")) {
                facts.resolve(anchor.attr("href"))
                        .filter(url -> Urls.sameHost(url, facts.url()))
                        .filter(Links::leadsSomewhere)
                        .ifPresent(links::add);
            }
        }
        return List.copyOf(links);
    }

    private static boolean leadsSomewhere(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return !FILE.matcher(path).find() && !isForOneShopper(url);
    }

    /// Whether an address is that of a cart, an account or the like, by its words.
    public static boolean isForOneShopper(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return NOT_FOR_US.matcher(path + query).find();
    }
}
