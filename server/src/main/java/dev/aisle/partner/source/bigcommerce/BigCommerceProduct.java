package dev.aisle.partner.source.bigcommerce;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A product of the V3 catalog as raw listings, one for each of its variants; every product has one at
/// least. Its page is on the merchant's own domain.
///
/// @param brands names by number
record BigCommerceProduct(Access access, Map<String, String> brands, Instant now) {

    /// Nothing where shoppers cannot see it.
    List<RawListing> listings(JsonNode product) {
        URI home = URI.create(
                access.merchant().scheme() + "://" + access.merchant().domain() + "/");
        Optional<URI> page = Urls.resolve(home, text(product.path("custom_url"), "url"));
        if (page.isEmpty()
                || !product.path("is_visible").asBoolean(false)
                || text(product, "availability").equals("disabled")) {
            return List.of();
        }
        List<RawListing> listings = new ArrayList<>();
        for (JsonNode variant : product.path("variants")) {
            List<Named> options = new ArrayList<>();
            for (JsonNode option : variant.path("option_values")) {
                options.add(new Named(text(option, "option_display_name"), text(option, "label")));
            }
            String item = UrlKey.of(page.get()).value() + (options.isEmpty() ? "" : "#" + text(variant, "id"));
            listings.add(new RawListing(
                    access.merchant().id(),
                    Platform.BIGCOMMERCE,
                    item,
                    page.get(),
                    fields(product, variant, page.get(), !options.isEmpty()),
                    options,
                    List.of(),
                    now));
        }
        return listings;
    }

    private Map<Field, List<Said>> fields(JsonNode product, JsonNode variant, URI page, boolean isOneOfMany) {
        Map<Field, List<Said>> fields = new EnumMap<>(Field.class);
        say(fields, Field.TITLE, text(product, "name"));
        say(fields, Field.URL, page.toString());
        say(fields, Field.DESCRIPTION, text(product, "description"));
        say(fields, Field.BRAND, brands.getOrDefault(text(product, "brand_id"), ""));
        for (JsonNode from : List.of(variant, product)) {
            say(fields, Field.SKU, text(from, "sku"));
            say(fields, Field.MPN, text(from, "mpn"));
            say(fields, Field.GTIN, text(from, "gtin"));
            say(fields, Field.GTIN, text(from, "upc"));
            say(fields, Field.PRICE, text(from, "calculated_price"));
            if (from.path("sale_price").asDouble(0) > 0) {
                say(fields, Field.LIST_PRICE, text(from, "price"));
            }
        }
        access.currency().ifPresent(it -> say(fields, Field.CURRENCY, it));
        say(fields, Field.AVAILABILITY, availability(product, variant));
        say(fields, Field.CONDITION, text(product, "condition"));
        say(fields, Field.IMAGE, text(variant, "image_url"));
        product.path("images").forEach(image -> say(fields, Field.IMAGE, text(image, "url_zoom")));
        if (isOneOfMany) {
            say(fields, Field.GROUP, UrlKey.of(page).value());
        }
        return fields;
    }

    private static String availability(JsonNode product, JsonNode variant) {
        JsonNode counted = text(product, "inventory_tracking").equals("variant") ? variant : product;
        boolean isOut = variant.path("purchasing_disabled").asBoolean(false)
                || (!text(product, "inventory_tracking").equals("none")
                        && counted.path("inventory_level").asLong(0) <= 0);
        if (isOut) {
            return "OutOfStock";
        }
        return text(product, "availability").equals("preorder") ? "PreOrder" : "InStock";
    }

    private static void say(Map<Field, List<Said>> fields, Field field, String words) {
        if (!words.isBlank()) {
            fields.computeIfAbsent(field, it -> new ArrayList<>()).add(new Said(words, Evidence.PLATFORM_API, 1));
        }
    }
}
