package dev.aisle.edge.catalogapi;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.buylink.BuyLink;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import java.util.Locale;
import java.util.Optional;

/// Reads what a caller names: a product id, a variant id, a buy link, or the address of a store's page.
final class InputReader {

    private static final int PRODUCT_ID = 7;
    private static final int MERCHANT_ID = 4;
    private static final int LISTING_ID = 26;

    private final BuyLinks links;

    InputReader(BuyLinks links) {
        this.links = links;
    }

    /// The thing an id names. Nothing if it has the form of no id; that the form is right does not mean that it
    /// exists.
    Optional<Lookup.Input> id(String said) {
        String text = said.strip();
        Optional<BuyLink> link = links.parse(text);
        if (link.isPresent()) {
            return Optional.of(ofLink(said, link.get()));
        }
        String[] parts = text.split(":", -1);
        if (parts.length == 1 && isId(text, PRODUCT_ID)) {
            return Optional.of(new Lookup.Input.OfProduct(said, new ProductId(text)));
        }
        boolean variant = parts.length == 3
                && isId(parts[0], PRODUCT_ID)
                && isId(parts[1], MERCHANT_ID)
                && isId(parts[2], LISTING_ID);
        return variant ? Optional.of(new Lookup.Input.OfOffer(said, new ListingId(parts[2]))) : Optional.empty();
    }

    /// The page a URL names, or the offer if it is a buy link; nothing if it is no http or https URL.
    Optional<Lookup.Input> page(String said) {
        String text = said.strip();
        Optional<BuyLink> link = links.parse(text);
        if (link.isPresent()) {
            return Optional.of(ofLink(said, link.get()));
        }
        return switch (web(text)) {
            case PageUrl.Good good -> Optional.of(new Lookup.Input.OfPage(said, good.url()));
            case PageUrl.Wrong wrong -> Optional.empty();
        };
    }

    /// What is wrong with an id that has the form of none, and what to send instead.
    static Optional<String> fault(String said) {
        String text = said.strip();
        if (looksLikeWeb(text)) {
            return Optional.of("'" + said + "' is a web address. Look a store's page up with lookup_catalog and"
                    + " catalog.urls.");
        }
        String[] parts = text.split(":", -1);
        boolean product = parts.length == 1 && isId(text, PRODUCT_ID);
        boolean variant = parts.length == 3
                && isId(parts[0], PRODUCT_ID)
                && isId(parts[1], MERCHANT_ID)
                && isId(parts[2], LISTING_ID);
        return product || variant
                ? Optional.empty()
                : Optional.of("'" + said + "' has the form of no id. Send products[].id, 7 letters and digits, or"
                        + " variants[].id, product:store:sku, as an answer gave it; to find a product by words use"
                        + " search_catalog.");
    }

    static boolean looksLikeWeb(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    private static Lookup.Input ofLink(String said, BuyLink link) {
        return link.offer()
                .<Lookup.Input>map(offer -> new Lookup.Input.OfOffer(said, offer))
                .orElseGet(() -> new Lookup.Input.OfProduct(said, link.product()));
    }

    private static boolean isId(String text, int length) {
        return text.length() == length && Base62.isBase62(text);
    }

    /// What is wrong with what begins as the address of a page and is none; nothing where it is one.
    static Optional<String> urlFault(String said) {
        return switch (web(said.strip())) {
            case PageUrl.Wrong wrong -> Optional.of(wrong.why());
            case PageUrl.Good good -> Optional.empty();
        };
    }

    private static PageUrl web(String text) {
        return PageUrl.read(looksLikeWeb(text) ? encoded(text) : text);
    }

    /// Browsers show and copy some characters bare that a URL must encode.
    private static String encoded(String text) {
        int path = PageUrl.endOfHost(text);
        StringBuilder url = new StringBuilder(text.length()).append(text, 0, path);
        for (int i = path; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                url.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                url.append(c);
            }
        }
        return url.toString();
    }
}
