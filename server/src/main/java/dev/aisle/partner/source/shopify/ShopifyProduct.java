package dev.aisle.partner.source.shopify;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Sayings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A product of the Admin API as raw listings, one a variant. Items are named as the crawl of a Shopify
/// storefront names them, so that both speak of the same listing.
final class ShopifyProduct {

    private static final int MOST_OPTIONS = 3;
    private static final String NO_CHOICE = "Default Title";

    private final Merchant merchant;
    private final Optional<String> currency;
    private final Instant readAt;

    ShopifyProduct(Merchant merchant, Optional<String> currency, Instant readAt) {
        this.merchant = merchant;
        this.currency = currency;
        this.readAt = readAt;
    }

    /// Nothing where shoppers of the online store cannot see it.
    List<RawListing> listings(JsonNode product) {
        String handle = text(product, "handle");
        boolean isShown = text(product, "status").equals("active")
                && !text(product, "published_at").isEmpty();
        if (!isShown || !handle.matches("[^\\s/?#\\\\]{1,500}")) {
            return List.of();
        }
        URI page = merchant.home().resolve("products/" + handle);
        JsonNode variants = product.path("variants");
        boolean single = variants.size() == 1 && text(variants.path(0), "title").equals(NO_CHOICE);
        List<RawListing> listings = new ArrayList<>();
        for (JsonNode variant : variants) {
            String id = text(variant, "id");
            listings.add(new RawListing(
                    merchant.id(),
                    Platform.SHOPIFY,
                    UrlKey.of(page).value() + (single ? "" : "#" + id),
                    single ? page : URI.create(page + "?variant=" + id),
                    fields(product, variant, single ? page : URI.create(page + "?variant=" + id), single),
                    single ? List.of() : options(product, variant),
                    tags(product),
                    readAt));
        }
        return listings;
    }

    private Map<Field, List<Said>> fields(JsonNode product, JsonNode variant, URI url, boolean single) {
        Sayings all = new Sayings();
        all.say(Field.TITLE, text(product, "title"));
        all.say(Field.URL, url.toString());
        all.say(Field.DESCRIPTION, text(product, "body_html"));
        all.say(Field.BRAND, text(product, "vendor"));
        all.say(Field.CATEGORY, text(product, "product_type"));
        all.say(Field.SKU, text(variant, "sku"));
        all.say(Field.GTIN, text(variant, "barcode"));
        all.say(Field.PRICE, text(variant, "price"));
        if (isMore(text(variant, "compare_at_price"), text(variant, "price"))) {
            all.say(Field.LIST_PRICE, text(variant, "compare_at_price"));
        }
        currency.ifPresent(it -> all.say(Field.CURRENCY, it));
        all.say(Field.AVAILABILITY, availability(variant));
        images(product, variant, all);
        if (!single) {
            all.say(Field.GROUP, text(product, "id"));
        }
        return all.fields();
    }

    /// Stock that is not counted never ends; counted stock may be sold beyond its end.
    private static String availability(JsonNode variant) {
        boolean counted = !text(variant, "inventory_management").isEmpty();
        if (!counted || variant.path("inventory_quantity").asInt(0) > 0) {
            return "InStock";
        }
        return text(variant, "inventory_policy").equals("continue") ? "BackOrder" : "OutOfStock";
    }

    private static void images(JsonNode product, JsonNode variant, Sayings all) {
        String own = text(variant, "image_id");
        for (JsonNode image : product.path("images")) {
            if (!own.isEmpty() && text(image, "id").equals(own)) {
                all.say(Field.IMAGE, text(image, "src"));
            }
        }
        product.path("images").forEach(image -> all.say(Field.IMAGE, text(image, "src")));
    }

    private static List<Named> options(JsonNode product, JsonNode variant) {
        List<Named> options = new ArrayList<>();
        for (int i = 1; i <= MOST_OPTIONS; i++) {
            String name = text(product.path("options").path(i - 1), "name");
            String value = text(variant, "option" + i);
            if (!value.isEmpty()) {
                options.add(new Named(name.isEmpty() ? "Option " + i : name, value));
            }
        }
        return options;
    }

    private static List<Named> tags(JsonNode product) {
        List<Named> tags = new ArrayList<>();
        for (String tag : text(product, "tags").split(",", -1)) {
            if (!tag.isBlank()) {
                tags.add(new Named("Tag", tag.strip()));
            }
        }
        return tags;
    }

    private static boolean isMore(String one, String other) {
        try {
            return !one.isEmpty() && new BigDecimal(one).compareTo(new BigDecimal(other)) > 0;
        } catch (NumberFormatException notNumbers) {
            return false;
        }
    }
}
