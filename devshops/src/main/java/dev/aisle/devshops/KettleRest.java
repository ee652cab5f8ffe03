package dev.aisle.devshops;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The WooCommerce REST API v3 of a shop, for those with a key: products, their variations, the currency, webhooks.
final class KettleRest {

    static final String BASE = "/wp-json/wc/v3/";

    private static final int DEFAULT_A_PAGE = 10;
    private static final int MOST_A_PAGE = 100;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern JSON_TEXT = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Shelf shelf;
    private final KettleKeys keys;
    private final KettleHooks hooks;
    private final InstantSource time;
    private volatile String origin = "";

    KettleRest(Shelf shelf, KettleKeys keys, KettleHooks hooks, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
        this.keys = keys;
        this.hooks = hooks;
    }

    Answer answer(Request request) {
        origin = request.origin();
        var key = keys.of(request);
        if (key.isEmpty()) {
            return error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        }
        var path = List.of(request.path().substring(BASE.length()).split("/", -1));
        if (path.getFirst().equals("webhooks") && key.get().mayWrite() && !request.posts()) {
            return path.size() == 1
                    ? Answer.json(hooks.list())
                    : request.method().equals("DELETE") && hooks.remove(path.get(1))
                            ? Answer.json(JsonText.object("id", path.get(1)))
                            : error(404, "woocommerce_rest_webhook_invalid_id", "Invalid ID.");
        }
        if (request.posts()) {
            return path.equals(List.of("webhooks")) && key.get().mayWrite()
                    ? addHook(request)
                    : error(401, "woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources.");
        }
        if (!key.get().mayRead()) {
            return error(
                    401,
                    "woocommerce_rest_authentication_error",
                    "The API key provided does not have read permissions.");
        }
        if (path.equals(List.of("settings", "general", "woocommerce_currency"))) {
            return Answer.json(JsonText.object("id", "woocommerce_currency", "value", shelf.currency()));
        }
        if (!path.getFirst().equals("products")) {
            return error(404, "rest_no_route", "No route was found matching the URL and request method.");
        }
        return switch (path.size()) {
            case 1 -> page(request, listed(request), this::product);
            case 2 ->
                shelf.byId(path.get(1))
                        .filter(item -> !item.gone())
                        .map(item -> Answer.json(product(item)))
                        .orElseGet(() -> error(404, "woocommerce_rest_product_invalid_id", "Invalid ID."));
            default ->
                shelf.byId(path.get(1))
                        .map(item -> page(request, variations(item), row -> row))
                        .orElseGet(() -> error(404, "woocommerce_rest_product_invalid_id", "Invalid ID."));
        };
    }

    /// Tells of a change by webhook.
    void changed(Unit unit) {
        shelf.all().stream()
                .filter(item -> item.all().contains(unit))
                .findFirst()
                .ifPresent(item -> {
                    String topic = item.gone() ? "product.deleted" : "product.updated";
                    Object body = item.gone() ? JsonText.object("id", item.id()) : product(item);
                    hooks.deliver(topic, origin, JsonText.of(body));
                });
    }

    private Answer addHook(Request request) {
        var fields = new LinkedHashMap<String, String>();
        Matcher pairs = JSON_TEXT.matcher(request.body());
        while (pairs.find()) {
            fields.put(pairs.group(1), pairs.group(2).replace("\\/", "/"));
        }
        String topic = fields.getOrDefault("topic", "");
        String address = fields.getOrDefault("delivery_url", "");
        if (!topic.matches("product\\.(created|updated|deleted|restored)") || !address.matches("https?://.+")) {
            return error(400, "woocommerce_rest_webhook_invalid_topic", "Webhook topic or delivery URL is invalid.");
        }
        int id = hooks.add(topic, address, fields.getOrDefault("secret", ""));
        return Answer.json(JsonText.object("id", id, "status", "active", "topic", topic, "delivery_url", address))
                .status(201);
    }

    private static Optional<Instant> changedAfter(Request request) {
        return request.ask("modified_after").map(text -> {
            try {
                return LocalDateTime.parse(text.replace("Z", "")).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException wrong) {
                return Instant.EPOCH;
            }
        });
    }

    private List<Item> listed(Request request) {
        Mischief.with(shelf, request, time.instant());
        if (request.meets("empty-list")) {
            return List.of();
        }
        Instant after = changedAfter(request).orElse(Instant.EPOCH);
        return shelf.items().stream()
                .filter(item -> item.changed().truncatedTo(ChronoUnit.SECONDS).isAfter(after))
                .sorted(Comparator.comparingLong(Item::id))
                .toList();
    }

    private <T> Answer page(Request request, List<T> all, Function<T, Map<String, @Nullable Object>> row) {
        int asked = request.number("per_page", DEFAULT_A_PAGE, 0, 1_000);
        if (asked < 1 || asked > MOST_A_PAGE) {
            return error(400, "rest_invalid_param", "Invalid parameter(s): per_page");
        }
        int perPage = request.meets("short-page") ? Math.max(1, asked / 2) : asked;
        int page = request.number("page", 1, 1, 10_000);
        int shown = request.meets("page-repeats") ? page - 1 : page;
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(all.stream()
                .skip((shown - 1L) * perPage)
                .limit(request.meets("empty-page") ? 0 : perPage)
                .map(row)
                .toList());
        Mischief.among(rows, request);
        var answer = Answer.json(rows);
        return request.meets("no-total")
                ? answer
                : answer.with("X-WP-Total", Integer.toString(all.size()))
                        .with("X-WP-TotalPages", Integer.toString((all.size() + perPage - 1) / perPage));
    }

    private Map<String, @Nullable Object> product(Item item) {
        boolean simple = item.open().isEmpty();
        Unit first = item.first();
        var row = row(first);
        row.put("id", item.id());
        row.put("name", item.title());
        row.put("slug", item.slug());
        row.put("permalink", origin + "/product/" + item.slug() + "/");
        row.put("type", simple ? "simple" : "variable");
        row.put("catalog_visibility", "visible");
        row.put("description", "<p>" + Template.escape(KettleApi.longWords(item)) + "</p>\n");
        row.put("short_description", "<p>" + Template.escape(KettleApi.shortWords(item)) + "</p>\n");
        row.put("sku", simple ? first.sku() : KettleApi.parentSku(item));
        row.put("global_unique_id", simple && item.withGtin() ? first.choice().gtin() : "");
        row.put("stock_status", item.inStock() ? "instock" : "outofstock");
        row.put("date_modified_gmt", STAMP.format(item.changed()));
        row.put("average_rating", "0.00");
        row.put("rating_count", 0);
        row.put(
                "categories",
                List.of(JsonText.object("id", 15, "name", item.category(), "slug", Choice.slug(item.category()))));
        row.put(
                "brands",
                List.of(JsonText.object("id", 20, "name", item.family().brand())));
        row.put("images", List.of(JsonText.object("id", item.id() + 1, "src", origin + item.image(), "alt", "")));
        row.put("attributes", attributes(item));
        row.put(
                "variations",
                simple ? List.of() : item.units().stream().map(Unit::id).toList());
        row.put("parent_id", 0);
        return row;
    }

    private List<Map<String, @Nullable Object>> variations(Item item) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (Unit unit : item.open().isEmpty() ? List.<Unit>of() : item.units()) {
            var row = row(unit);
            row.put("id", unit.id());
            row.put("type", "variation");
            row.put("permalink", origin + "/product/" + item.slug() + "/" + KettleShop.choiceQuery(unit));
            row.put("description", "");
            row.put("sku", unit.sku());
            row.put("global_unique_id", item.withGtin() ? unit.choice().gtin() : "");
            row.put("stock_status", unit.inStock() ? "instock" : "outofstock");
            row.put("date_modified_gmt", STAMP.format(unit.changed()));
            row.put("image", null);
            row.put("parent_id", item.id());
            var attributes = new ArrayList<Object>();
            unit.choice().values().forEach((name, label) -> {
                if (item.open().containsKey(name)) {
                    attributes.add(JsonText.object("id", attributes.size() + 1, "name", name, "option", label));
                }
            });
            row.put("attributes", attributes);
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(Unit unit) {
        boolean onSale = unit.wasCents() > unit.cents();
        return JsonText.object(
                "status",
                "publish",
                "price",
                Unit.decimal(unit.cents()),
                "regular_price",
                Unit.decimal(onSale ? unit.wasCents() : unit.cents()),
                "sale_price",
                onSale ? Unit.decimal(unit.cents()) : "",
                "on_sale",
                onSale,
                "purchasable",
                true,
                "manage_stock",
                false,
                "stock_quantity",
                null);
    }

    private static List<Object> attributes(Item item) {
        var attributes = new ArrayList<Object>();
        item.open()
                .forEach((name, labels) -> attributes.add(JsonText.object(
                        "id",
                        attributes.size() + 1,
                        "name",
                        name,
                        "visible",
                        true,
                        "variation",
                        true,
                        "options",
                        labels)));
        return attributes;
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(JsonText.object("code", code, "message", message, "data", Map.of("status", status)))
                .status(status);
    }
}
