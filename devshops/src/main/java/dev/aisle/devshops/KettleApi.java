package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The WooCommerce Store API of a shop: products, and variations by `type=variation`. Prices are texts in minor units.
final class KettleApi {

    private static final String PRODUCTS = "/wp-json/wc/store/v1/products";
    private static final int DEFAULT_A_PAGE = 10;
    private static final int MOST_A_PAGE = 100;

    private final Shelf shelf;

    KettleApi(Shelf shelf) {
        this.shelf = shelf;
    }

    Answer answer(Request request) {
        if (request.path().equals("/wp-json/")) {
            return Answer.json(JsonText.object(
                    "name", shelf.shopName(),
                    "url", request.origin(),
                    "namespaces", List.of("wp/v2", "wc/v3", "wc/store", "wc/store/v1")));
        }
        if (request.path().equals(PRODUCTS) || request.path().equals(PRODUCTS + "/")) {
            return list(request);
        }
        var id = request.after(PRODUCTS + "/");
        if (id.isEmpty()) {
            return error(404, "rest_no_route", "No route was found matching the URL and request method.");
        }
        return one(id.get(), request)
                .map(Answer::json)
                .orElseGet(() -> error(404, "woocommerce_rest_product_invalid_id", "Invalid product ID."));
    }

    private Answer list(Request request) {
        int perPage = request.number("per_page", DEFAULT_A_PAGE, 0, 1000);
        if (perPage < 1 || perPage > MOST_A_PAGE) {
            return error(400, "rest_invalid_param", "Invalid parameter(s): per_page");
        }
        int page = request.number("page", 1, 1, 10_000);
        var rows = request.ask("type").equals(Optional.of("variation")) ? variations(request) : products(request);
        int pages = (rows.size() + perPage - 1) / perPage;
        var shown = rows.stream().skip((page - 1L) * perPage).limit(perPage).toList();
        var answer = Answer.json(shown)
                .with("X-WP-Total", Integer.toString(rows.size()))
                .with("X-WP-TotalPages", Integer.toString(pages));
        return page < pages
                ? answer.with(
                        "Link",
                        "<%s%s?per_page=%d&page=%d>; rel=\"next\""
                                .formatted(request.origin(), PRODUCTS, perPage, page + 1))
                : answer;
    }

    private List<Map<String, @Nullable Object>> products(Request request) {
        return shelf.items().stream()
                .map(item -> product(item, request.origin()))
                .toList();
    }

    private List<Map<String, @Nullable Object>> variations(Request request) {
        var parent = request.ask("parent");
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (Item item : shelf.items()) {
            if (!item.open().isEmpty()
                    && parent.map(id -> id.equals(Long.toString(item.id()))).orElse(true)) {
                item.units().forEach(unit -> rows.add(variation(item, unit, request.origin())));
            }
        }
        return rows;
    }

    private Optional<Map<String, @Nullable Object>> one(String id, Request request) {
        return shelf.byId(id)
                .filter(item -> !item.gone())
                .map(item -> product(item, request.origin()))
                .or(() -> variations(request).stream()
                        .filter(row -> id.equals(String.valueOf(row.get("id"))))
                        .findFirst());
    }

    private Map<String, @Nullable Object> product(Item item, String origin) {
        boolean simple = item.open().isEmpty();
        Unit first = item.first();
        var row = row(item, first, origin);
        row.put("id", item.id());
        row.put("name", entities(item.title()));
        row.put("parent", 0);
        row.put("type", simple ? "simple" : "variable");
        row.put("variation", "");
        row.put("permalink", origin + "/product/" + item.slug() + "/");
        row.put("sku", simple ? first.sku() : parentSku(item));
        row.put("prices", simple ? prices(first) : range(item));
        row.put("attributes", attributes(item));
        row.put(
                "variations",
                simple ? List.of() : item.units().stream().map(this::choice).toList());
        row.put("has_options", !simple);
        row.put("is_in_stock", item.inStock());
        return row;
    }

    private Map<String, @Nullable Object> variation(Item item, Unit unit, String origin) {
        var row = row(item, unit, origin);
        row.put("id", unit.id());
        row.put("name", entities(item.title()));
        row.put("parent", item.id());
        row.put("type", "variation");
        row.put(
                "variation",
                unit.choice().values().entrySet().stream()
                        .map(pair -> pair.getKey() + ": " + pair.getValue())
                        .collect(joining(", ")));
        row.put("permalink", origin + "/product/" + item.slug() + "/" + KettleShop.choiceQuery(unit));
        row.put("sku", unit.sku());
        row.put("prices", prices(unit));
        row.put("attributes", List.of());
        row.put("variations", List.of());
        row.put("has_options", false);
        row.put("is_in_stock", unit.inStock());
        return row;
    }

    private Map<String, @Nullable Object> row(Item item, Unit unit, String origin) {
        var image = JsonText.object(
                "id", item.id() + 1,
                "src", origin + item.image(),
                "thumbnail", origin + item.image(),
                "name", item.slug(),
                "alt", "");
        String category = item.category();
        return JsonText.object(
                "id",
                item.id(),
                "name",
                "",
                "slug",
                item.slug(),
                "parent",
                0,
                "type",
                "",
                "variation",
                "",
                "permalink",
                "",
                "sku",
                "",
                "short_description",
                "<p>" + entities(shortWords(item)) + "</p>\n",
                "description",
                "<p>" + entities(longWords(item)) + "</p>\n",
                "on_sale",
                unit.wasCents() > 0,
                "prices",
                Map.of(),
                "price_html",
                "",
                "average_rating",
                "0",
                "review_count",
                0,
                "images",
                List.of(image),
                "categories",
                List.of(JsonText.object(
                        "id",
                        Math.floorMod(category.hashCode(), 900) + 15,
                        "name",
                        entities(category),
                        "slug",
                        Choice.slug(category),
                        "link",
                        origin + "/product-category/" + Choice.slug(category) + "/")),
                "tags",
                List.of(),
                "brands",
                List.of(JsonText.object(
                        "id", Math.floorMod(item.family().brand().hashCode(), 900) + 2000,
                        "name", entities(item.family().brand()),
                        "slug", Choice.slug(item.family().brand()))),
                "attributes",
                List.of(),
                "variations",
                List.of(),
                "has_options",
                false,
                "is_purchasable",
                true,
                "is_in_stock",
                true,
                "is_on_backorder",
                false,
                "low_stock_remaining",
                null,
                "weight",
                "",
                "dimensions",
                JsonText.object("length", "", "width", "", "height", ""));
    }

    private Object choice(Unit unit) {
        var attributes = new ArrayList<Object>();
        unit.choice()
                .values()
                .forEach((name, label) -> attributes.add(JsonText.object("name", name, "value", Choice.slug(label))));
        return JsonText.object("id", unit.id(), "attributes", attributes);
    }

    private static List<Object> attributes(Item item) {
        var attributes = new ArrayList<Object>();
        item.open().forEach((name, labels) -> {
            var terms = new ArrayList<Object>();
            for (String label : labels) {
                terms.add(JsonText.object(
                        "id", Math.floorMod(label.hashCode(), 900) + 100,
                        "name", entities(label),
                        "slug", Choice.slug(label),
                        "default", terms.isEmpty()));
            }
            attributes.add(JsonText.object(
                    "id",
                    attributes.size() + 1,
                    "name",
                    name,
                    "taxonomy",
                    "pa_" + Choice.slug(name),
                    "has_variations",
                    true,
                    "terms",
                    terms));
        });
        if (item.withMpn() && item.open().isEmpty()) {
            String mpn = item.first().choice().mpn();
            attributes.add(JsonText.object(
                    "id",
                    0,
                    "name",
                    "Part number",
                    "taxonomy",
                    null,
                    "has_variations",
                    false,
                    "terms",
                    List.of(JsonText.object("id", 0, "name", mpn, "slug", Choice.slug(mpn)))));
        }
        return attributes;
    }

    private Map<String, @Nullable Object> prices(Unit unit) {
        long regular = unit.wasCents() > 0 ? unit.wasCents() : unit.cents();
        return money(unit.cents(), regular, null);
    }

    private Map<String, @Nullable Object> range(Item item) {
        Unit first = item.first();
        Object range = item.lowest() == item.highest()
                ? null
                : JsonText.object(
                        "min_amount", Long.toString(item.lowest()), "max_amount", Long.toString(item.highest()));
        return money(item.lowest(), first.wasCents() > 0 && range == null ? first.wasCents() : item.lowest(), range);
    }

    private Map<String, @Nullable Object> money(long price, long regular, @Nullable Object range) {
        return JsonText.object(
                "price",
                Long.toString(price),
                "regular_price",
                Long.toString(regular),
                "sale_price",
                Long.toString(price),
                "price_range",
                range,
                "currency_code",
                shelf.currency(),
                "currency_symbol",
                "$",
                "currency_minor_unit",
                2,
                "currency_decimal_separator",
                ".",
                "currency_thousand_separator",
                ",",
                "currency_prefix",
                "$",
                "currency_suffix",
                "");
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(JsonText.object("code", code, "message", message, "data", Map.of("status", status)))
                .status(status);
    }

    /// WordPress hands names out escaped and with typographer's entities.
    static String entities(String text) {
        return Template.escape(text)
                .replace("–", "&#8211;")
                .replace("&#39;", "&#8217;")
                .replace("&amp;", "&#038;");
    }

    static Map<String, String> slugged(Unit unit) {
        var slugged = new LinkedHashMap<String, String>();
        unit.choice()
                .values()
                .forEach((name, label) -> slugged.put("attribute_pa_" + Choice.slug(name), Choice.slug(label)));
        return slugged;
    }

    static String parentSku(Item item) {
        return "KH-" + item.family().key().toUpperCase(Locale.ROOT);
    }

    static String shortWords(Item item) {
        return item.family().facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(joining(", ", "", "."));
    }

    static String longWords(Item item) {
        return "From our shelf for every day: " + item.family().description() + " Made by "
                + item.family().brand() + ".";
    }
}
