package dev.aisle.supply.extract;

import dev.aisle.supply.crawl.FetchedPage;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Whether a page asks to be kept out of indexes.
final class Robots {

    private static final String OUR_TOKEN = "aislebot";

    /// Directives with a value; any other word before a colon is a crawler's name.
    private static final Set<String> WITH_VALUE =
            Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview", "indexifembedded");

    private Robots() {}

    static boolean noindex(Document page, FetchedPage fetched) {
        for (Element meta : page.select("meta[name]")) {
            String name = meta.attr("name").strip().toLowerCase(Locale.ROOT);
            if ((name.equals("robots") || name.equals(OUR_TOKEN)) && forbids(meta.attr("content"))) {
                return true;
            }
        }
        return fetched.header("x-robots-tag").map(Robots::forbids).orElse(false);
    }

    private static boolean forbids(String directives) {
        boolean forUs = true;
        for (String part : directives.toLowerCase(Locale.ROOT).split(",", -1)) {
            String directive = part.strip();
            int colon = directive.indexOf(':');
            if (colon >= 0 && !WITH_VALUE.contains(directive.substring(0, colon).strip())) {
                forUs = directive.substring(0, colon).strip().equals(OUR_TOKEN);
                directive = directive.substring(colon + 1).strip();
            }
            if (forUs && (directive.equals("noindex") || directive.equals("none"))) {
                return true;
            }
        }
        return false;
    }
}
