package dev.aisle.partner.source.woocommerce;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Sayings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A product of the REST API v3 as raw listings: a simple or external one gives one, a variable one gives
/// one for each of its variations, a grouped one gives none (what it groups stands for itself). Items are
/// named as the crawl names them, so that both speak of the same listing.
final class WooCommerceProduct {

    private static final int LONGEST_ITEM = 2_000;

    private final MerchantId merchant;
    private final Optional<String> currency;
    private final Instant readAt;

    WooCommerceProduct(MerchantId merchant, Optional<String> currency, Instant readAt) {
        this.merchant = merchant;
        this.currency = currency;
        this.readAt = readAt;
    }

    /// Whether its variations must be read too.
    static boolean isVariable(JsonNode product) {
        return text(product, "type").equals("variable");
    }

    /// Nothing where shoppers cannot see it.
    List<RawListing> listings(JsonNode product, List<JsonNode> variations) {
        Optional<URI> page = address(product);
        if (page.isEmpty()
                || !text(product, "status").equals("publish")
                || text(product, "catalog_visibility").equals("hidden")
                || text(product, "type").equals("grouped")) {
            return List.of();
        }
        if (!isVariable(product)) {
            return listing(product, product, page.get(), page.get(), "").stream()
                    .toList();
        }
        List<RawListing> listings = new ArrayList<>();
        for (JsonNode variation : variations) {
            if (text(variation, "status").equals("publish")) {
                listing(
                                product,
                                variation,
                                page.get(),
                                address(variation).orElse(page.get()),
                                "#" + text(variation, "id"))
                        .ifPresent(listings::add);
            }
        }
        return listings;
    }

    private Optional<RawListing> listing(JsonNode product, JsonNode unit, URI page, URI url, String suffix) {
        String item = UrlKey.of(page).value() + suffix;
        if (item.length() > LONGEST_ITEM) {
            return Optional.empty();
        }
        boolean isVariation = !suffix.isEmpty();
        return Optional.of(new RawListing(
                merchant,
                Platform.WOOCOMMERCE,
                item,
                url,
                fields(product, unit, page, url, isVariation),
                isVariation ? options(unit) : List.of(),
                attributes(product),
                readAt));
    }

    private Map<Field, List<Said>> fields(JsonNode product, JsonNode unit, URI page, URI url, boolean isVariation) {
        Sayings all = new Sayings();
        all.say(Field.TITLE, text(product, "name"));
        all.say(Field.URL, url.toString());
        all.say(Field.DESCRIPTION, text(unit, "description"));
        all.say(Field.DESCRIPTION, text(product, "description"));
        all.say(Field.DESCRIPTION, text(product, "short_description"));
        all.say(Field.SKU, text(unit, "sku"));
        all.say(Field.GTIN, text(unit, "global_unique_id"));
        all.say(Field.PRICE, text(unit, "price"));
        if (unit.path("on_sale").asBoolean(false)) {
            all.say(Field.LIST_PRICE, text(unit, "regular_price"));
        }
        currency.ifPresent(it -> all.say(Field.CURRENCY, it));
        all.say(Field.AVAILABILITY, availability(text(unit, "stock_status")));
        product.path("brands").forEach(brand -> all.say(Field.BRAND, text(brand, "name")));
        all.say(Field.IMAGE, text(unit.path("image"), "src"));
        product.path("images").forEach(image -> all.say(Field.IMAGE, text(image, "src")));
        product.path("categories").forEach(category -> all.say(Field.CATEGORY, text(category, "name")));
        if (isVariation) {
            all.say(Field.GROUP, UrlKey.of(page).value());
        }
        if (product.path("rating_count").asInt(0) > 0) {
            all.say(Field.RATING, text(product, "average_rating"));
            all.say(Field.RATING_SCALE, "5");
            all.say(Field.RATING_COUNT, text(product, "rating_count"));
        }
        return all.fields();
    }

    private static String availability(String stock) {
        return switch (stock) {
            case "instock" -> "InStock";
            case "outofstock" -> "OutOfStock";
            case "onbackorder" -> "BackOrder";
            default -> stock;
        };
    }

    private static List<Named> options(JsonNode variation) {
        List<Named> options = new ArrayList<>();
        for (JsonNode attribute : variation.path("attributes")) {
            add(options, text(attribute, "name"), text(attribute, "option"));
        }
        return options;
    }

    private static List<Named> attributes(JsonNode product) {
        List<Named> attributes = new ArrayList<>();
        for (JsonNode attribute : product.path("attributes")) {
            if (!attribute.path("variation").asBoolean(false)) {
                List<String> values = new ArrayList<>();
                attribute.path("options").forEach(value -> values.add(value.asString("")));
                add(attributes, text(attribute, "name"), String.join(", ", values));
            }
        }
        return attributes;
    }

    private static void add(List<Named> named, String name, String value) {
        if (!name.isBlank() && !value.isBlank()) {
            named.add(new Named(name, value));
        }
    }

    private static Optional<URI> address(JsonNode node) {
        try {
            return Optional.of(URI.create(text(node, "permalink"))).filter(it -> it.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
