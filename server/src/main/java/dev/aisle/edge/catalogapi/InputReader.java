package dev.aisle.edge.catalogapi;

import dev.aisle.base.ids.Base62;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.buylink.BuyLink;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Reads what a caller names: a product id, a variant id, a buy link, or the address of a store's page.
final class InputReader {

    private static final int PRODUCT_ID = 7;
    private static final int MERCHANT_ID = 4;
    private static final int LISTING_ID = 26;
    private static final int LONGEST_URL = 2_000;

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
        return link.isPresent()
                ? Optional.of(ofLink(said, link.get()))
                : web(text).map(url -> new Lookup.Input.OfPage(said, url));
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

    private static Optional<URI> web(String text) {
        if (!looksLikeWeb(text) || text.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            URI url = new URI(encoded(text));
            return url.getHost() == null || url.getHost().isEmpty() ? Optional.empty() : Optional.of(url);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /// Browsers show and copy some characters bare that a URL must encode.
    private static String encoded(String text) {
        StringBuilder url = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
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
