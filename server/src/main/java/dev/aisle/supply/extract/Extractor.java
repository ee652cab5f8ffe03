package dev.aisle.supply.extract;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.supply.crawl.FetchedPage;
import java.util.List;

/// Finds out what a fetched page is and reads it: a platform's public listing (WooCommerce Store API, Shopify
/// `products.json`) or an HTML page. What a page is shows in its content, never in its address or its site.
public final class Extractor {

    /// Characters of a body that are looked at; the rest of a longer one is left unread and named as a problem.
    private static final int LONGEST_BODY = 8_000_000;

    /// What the page offers and where it leads. A page that cannot be read at all gives an empty reading with the
    /// reasons.
    public Reading read(Merchant merchant, FetchedPage page) {
        String text = page.text();
        if (text.length() > LONGEST_BODY) {
            Reading cut = readText(merchant, page, text.substring(0, LONGEST_BODY));
            return cut.withProblem("body of " + text.length() + " characters cut at " + LONGEST_BODY);
        }
        return readText(merchant, page, text);
    }

    private static Reading readText(Merchant merchant, FetchedPage page, String text) {
        return switch (firstMark(text)) {
            case '[', '{' -> PlatformListing.read(merchant, page, text);
            case '<' -> isXmlData(text) ? nothing() : new HtmlReader(merchant, page).read(text);
            default -> page.contentType().contains("html") ? new HtmlReader(merchant, page).read(text) : nothing();
        };
    }

    private static char firstMark(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                return c;
            }
        }
        return ' ';
    }

    private static boolean isXmlData(String text) {
        String head = text.substring(0, Math.min(text.length(), 600));
        return head.contains("<urlset") || head.contains("<sitemapindex") || head.contains("<rss");
    }

    private static Reading nothing() {
        return Reading.ofPage(List.of(), List.of(), false, List.of());
    }
}
