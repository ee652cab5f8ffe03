package dev.aisle.partner.source.bigcommerce;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Sayings;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
        Optional<URI> page = Urls.resolve(access.merchant().home(), text(product.path("custom_url"), "url"));
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
            listings.add(said(product, variant, page.get(), !options.isEmpty())
                    .listing(access, Platform.BIGCOMMERCE, item, page.get(), options, now));
        }
        return listings;
    }

    private Sayings said(JsonNode product, JsonNode variant, URI page, boolean isOneOfMany) {
        Sayings all = new Sayings();
        all.say(Field.TITLE, text(product, "name"));
        all.say(Field.URL, page.toString());
        all.say(Field.DESCRIPTION, text(product, "description"));
        all.say(Field.BRAND, brands.getOrDefault(text(product, "brand_id"), ""));
        for (JsonNode from : List.of(variant, product)) {
            all.say(Field.SKU, text(from, "sku"));
            all.say(Field.MPN, text(from, "mpn"));
            all.say(Field.GTIN, text(from, "gtin"));
            all.say(Field.GTIN, text(from, "upc"));
            all.say(Field.PRICE, text(from, "calculated_price"));
            if (from.path("sale_price").asDouble(0) > 0) {
                all.say(Field.LIST_PRICE, text(from, "price"));
            }
        }
        access.currency().ifPresent(it -> all.say(Field.CURRENCY, it));
        all.say(Field.AVAILABILITY, availability(product, variant));
        all.say(Field.CONDITION, text(product, "condition"));
        all.say(Field.IMAGE, text(variant, "image_url"));
        product.path("images").forEach(image -> all.say(Field.IMAGE, text(image, "url_zoom")));
        if (isOneOfMany) {
            all.say(Field.GROUP, UrlKey.of(page).value());
        }
        return all;
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
}
