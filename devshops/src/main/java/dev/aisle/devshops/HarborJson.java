package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The three shapes in which a Shopify storefront shows one product as JSON.
final class HarborJson {

    private static final long PRODUCT_IDS = 8_000_000_000_000L;
    private static final long VARIANT_IDS = 44_000_000_000_000L;

    private HarborJson() {}

    static long productId(Item item) {
        return PRODUCT_IDS + item.id();
    }

    static long variantId(Unit unit) {
        return VARIANT_IDS + unit.id();
    }

    /// As in `/products.json`: prices are decimal texts, there is no barcode and no currency.
    static Map<String, @Nullable Object> entry(Item item, String origin) {
        var image = JsonText.object(
                "id",
                productId(item) + 7,
                "created_at",
                stamp(item),
                "position",
                1,
                "updated_at",
                stamp(item),
                "product_id",
                productId(item),
                "variant_ids",
                List.of(),
                "src",
                origin + item.image(),
                "width",
                600,
                "height",
                600);
        return JsonText.object(
                "id", productId(item),
                "title", item.title(),
                "handle", item.slug(),
                "body_html", description(item),
                "published_at", stamp(item),
                "created_at", stamp(item),
                "updated_at", stamp(item),
                "vendor", item.family().brand(),
                "product_type", item.category(),
                "tags", item.family().category(),
                "variants", variants(item),
                "images", List.of(image),
                "options", options(item));
    }

    /// As in `/products/HANDLE.js`: prices are whole cents, variants have barcodes.
    static Map<String, @Nullable Object> script(Item item, String address) {
        return JsonText.object(
                "id", productId(item),
                "title", item.title(),
                "handle", item.slug(),
                "description", description(item),
                "published_at", stamp(item),
                "created_at", stamp(item),
                "vendor", item.family().brand(),
                "type", item.category(),
                "tags", item.family().category(),
                "price", item.lowest(),
                "price_min", item.lowest(),
                "price_max", item.highest(),
                "available", item.inStock(),
                "price_varies", item.lowest() != item.highest(),
                "variants",
                        item.units().stream()
                                .map(unit -> scriptVariant(item, unit))
                                .toList(),
                "images", List.of(item.image()),
                "featured_image", item.image(),
                "options", options(item),
                "url", address);
    }

    /// As in the `meta` variable of a product page.
    static Map<String, @Nullable Object> analytics(Item item) {
        var variants = item.units().stream()
                .map(unit -> JsonText.object(
                        "id", variantId(unit),
                        "price", unit.cents(),
                        "name", fullName(item, unit),
                        "public_title", publicTitle(unit),
                        "sku", unit.sku()))
                .toList();
        return JsonText.object(
                "product",
                JsonText.object(
                        "id", productId(item),
                        "gid", "gid://shopify/Product/" + productId(item),
                        "vendor", item.family().brand(),
                        "type", item.category(),
                        "variants", variants),
                "page",
                JsonText.object("pageType", "product", "resourceType", "product", "resourceId", productId(item)));
    }

    static String description(Item item) {
        String facts = item.family().facts().entrySet().stream()
                .map(fact ->
                        "<li>%s: %s</li>".formatted(Template.escape(fact.getKey()), Template.escape(fact.getValue())))
                .collect(joining());
        return "<p>%s</p>\n<ul>%s</ul>".formatted(Template.escape(item.family().description()), facts);
    }

    private static List<Object> options(Item item) {
        if (item.open().isEmpty()) {
            return List.of(JsonText.object("name", "Title", "position", 1, "values", List.of("Default Title")));
        }
        var options = new ArrayList<Object>();
        item.open()
                .forEach((name, labels) ->
                        options.add(JsonText.object("name", name, "position", options.size() + 1, "values", labels)));
        return options;
    }

    private static List<Object> variants(Item item) {
        var variants = new ArrayList<Object>();
        for (Unit unit : item.units()) {
            variants.add(JsonText.object(
                    "id", variantId(unit),
                    "title", unit.choice().words(),
                    "option1", option(unit, 0),
                    "option2", option(unit, 1),
                    "option3", null,
                    "sku", unit.sku(),
                    "requires_shipping", true,
                    "taxable", true,
                    "featured_image", null,
                    "available", unit.inStock(),
                    "price", Unit.decimal(unit.cents()),
                    "grams", 500,
                    "compare_at_price", unit.wasCents() > 0 ? Unit.decimal(unit.wasCents()) : null,
                    "position", variants.size() + 1,
                    "product_id", productId(item),
                    "created_at", stamp(item),
                    "updated_at", stamp(item)));
        }
        return variants;
    }

    private static Map<String, @Nullable Object> scriptVariant(Item item, Unit unit) {
        return JsonText.object(
                "id", variantId(unit),
                "title", unit.choice().words(),
                "option1", option(unit, 0),
                "option2", option(unit, 1),
                "option3", null,
                "sku", unit.sku(),
                "requires_shipping", true,
                "available", unit.inStock(),
                "name", fullName(item, unit),
                "public_title", publicTitle(unit),
                "options", labels(unit),
                "price", unit.cents(),
                "weight", 500,
                "compare_at_price", unit.wasCents() > 0 ? unit.wasCents() : null,
                "inventory_management", "shopify",
                "barcode", item.withGtin() ? unit.choice().gtin() : "");
    }

    private static List<String> labels(Unit unit) {
        var labels = List.copyOf(unit.choice().values().values());
        return labels.isEmpty() ? List.of("Default Title") : labels;
    }

    private static @Nullable String option(Unit unit, int place) {
        var labels = labels(unit);
        return place < labels.size() ? labels.get(place) : null;
    }

    private static String fullName(Item item, Unit unit) {
        return publicTitle(unit) == null ? item.title() : item.title() + " - " + publicTitle(unit);
    }

    private static @Nullable String publicTitle(Unit unit) {
        return unit.choice().values().isEmpty() ? null : unit.choice().words();
    }

    private static String stamp(Item item) {
        return item.changed().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }
}
