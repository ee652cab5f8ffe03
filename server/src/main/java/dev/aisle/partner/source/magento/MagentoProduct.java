package dev.aisle.partner.source.magento;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Sayings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A product of Magento's REST API as raw listings: one for itself, or one for each of a configurable
/// product's children. The labels of options are not ours to read; Magento appends them to the names of
/// children.
final class MagentoProduct {

    static final String CONFIGURABLE = "configurable";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> NUMBERS = List.of("gtin", "ean", "upc", "barcode", "isbn");
    private static final int LONGEST_KEY = 500;

    private final Access access;
    private final String media;
    private final Instant now;

    /// @param media the address below which the store's pictures are
    MagentoProduct(Access access, String media, Instant now) {
        this.access = access;
        this.media = media;
        this.now = now;
    }

    /// What can be bought, and whether it is there.
    record Unit(JsonNode product, boolean inStock) {}

    /// Whether shoppers can find it by itself: visibility 1 is for parts of others.
    static boolean isShown(JsonNode product) {
        return text(product, "status").equals("1")
                && !text(product, "visibility").equals("1");
    }

    /// Whether it is bought as it is: grouped products and bundles are made of others.
    static boolean isSoldAlone(JsonNode product) {
        return List.of("simple", "virtual", "downloadable").contains(text(product, "type_id"));
    }

    List<RawListing> listings(JsonNode product, List<Unit> units) {
        String key = attribute(product, "url_key");
        if (!isShown(product) || !key.matches("[^\\s?#\\\\]{1," + LONGEST_KEY + "}")) {
            return List.of();
        }
        URI page = URI.create(access.store() + "/" + key + ".html");
        boolean configurable = text(product, "type_id").equals(CONFIGURABLE);
        List<RawListing> listings = new ArrayList<>();
        for (Unit unit : units) {
            if (text(unit.product, "status").equals("1")) {
                listings.add(new RawListing(
                        access.merchant().id(),
                        Platform.MAGENTO,
                        UrlKey.of(page).value() + (configurable ? "#" + text(unit.product, "id") : ""),
                        page,
                        fields(product, unit, page, configurable),
                        configurable ? options(product, unit.product) : List.of(),
                        List.of(),
                        now));
            }
        }
        return listings;
    }

    private Map<Field, List<Said>> fields(JsonNode product, Unit unit, URI page, boolean configurable) {
        Sayings all = new Sayings();
        all.say(Field.TITLE, text(product, "name"));
        all.say(Field.URL, page.toString());
        all.say(Field.DESCRIPTION, attribute(product, "description"));
        all.say(Field.DESCRIPTION, attribute(product, "short_description"));
        all.say(Field.SKU, text(unit.product, "sku"));
        NUMBERS.forEach(number -> all.say(Field.GTIN, attribute(unit.product, number)));
        all.say(Field.BRAND, words(attribute(product, "brand")));
        all.say(Field.BRAND, words(attribute(product, "manufacturer")));
        prices(all, unit.product);
        access.currency().ifPresent(it -> all.say(Field.CURRENCY, it));
        all.say(Field.AVAILABILITY, unit.inStock ? "InStock" : "OutOfStock");
        images(all, unit.product);
        images(all, product);
        if (configurable) {
            all.say(Field.GROUP, UrlKey.of(page).value());
        }
        return all.fields();
    }

    private void prices(Sayings all, JsonNode unit) {
        String price = text(unit, "price");
        String special = attribute(unit, "special_price");
        if (isLess(special, price) && holds(unit)) {
            all.say(Field.PRICE, special);
            all.say(Field.LIST_PRICE, price);
        } else {
            all.say(Field.PRICE, price);
        }
    }

    private boolean holds(JsonNode unit) {
        return date(attribute(unit, "special_from_date"))
                        .map(it -> !it.isAfter(now))
                        .orElse(true)
                && date(attribute(unit, "special_to_date"))
                        .map(it -> it.isAfter(now))
                        .orElse(true);
    }

    private static Optional<Instant> date(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text, STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private void images(Sayings all, JsonNode product) {
        for (JsonNode entry : product.path("media_gallery_entries")) {
            if (!entry.path("disabled").asBoolean(false)
                    && text(entry, "media_type").equals("image")) {
                all.say(Field.IMAGE, media + "catalog/product" + text(entry, "file"));
            }
        }
    }

    private static List<Named> options(JsonNode parent, JsonNode child) {
        List<String> labels = new ArrayList<>();
        parent.path("extension_attributes")
                .path("configurable_product_options")
                .forEach(option -> labels.add(text(option, "label")));
        String name = text(parent, "name");
        String own = text(child, "name");
        String rest = own.startsWith(name + "-") ? own.substring(name.length() + 1) : own;
        List<String> values = Arrays.asList(rest.split("-", -1));
        if (labels.isEmpty() || rest.isBlank()) {
            return List.of();
        }
        if (values.size() != labels.size()) {
            return List.of(new Named(String.join(" / ", labels), rest));
        }
        List<Named> options = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            options.add(new Named(labels.get(i).isBlank() ? "Option" : labels.get(i), values.get(i)));
        }
        return options;
    }

    private static boolean isLess(String one, String other) {
        try {
            return !one.isEmpty() && new BigDecimal(one).compareTo(new BigDecimal(other)) < 0;
        } catch (NumberFormatException notNumbers) {
            return false;
        }
    }

    /// Nothing where an option's number stands in place of its label.
    private static String words(String value) {
        return value.matches("[0-9]+") ? "" : value;
    }

    private static String attribute(JsonNode product, String code) {
        for (JsonNode attribute : product.path("custom_attributes")) {
            if (text(attribute, "attribute_code").equals(code)) {
                return text(attribute, "value");
            }
        }
        return "";
    }
}
