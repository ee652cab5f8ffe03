package dev.aisle.devshops;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Speaks as BigCommerce does to an API account: a token in `X-Auth-Token`; a quota of requests in a window, told
/// with every answer; products by the V3 catalog with what is asked to be included, at most 250 of them; errors with
/// status, title and type; webhooks with the headers that were given with them.
final class GranaryShop implements Shop {

    private static final String STORE = "/stores/gr4nary";
    private static final String CATALOG = "/v3/catalog/";
    private static final int MOST_A_PAGE = 250;
    private static final int DEFAULT_A_PAGE = 50;
    private static final int QUOTA = 150;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int TOKEN_BYTES = 16;

    private final Shelf shelf;
    private final InstantSource time;
    private final GranaryHooks hooks;
    private final List<String> brands;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private Instant windowEnds = Instant.EPOCH;
    private int left;

    GranaryShop(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
        this.hooks = new GranaryHooks(time);
        this.brands = List.copyOf(new TreeSet<>(
                shelf.all().stream().map(item -> item.family().brand()).toList()));
    }

    @Override
    public String name() {
        return "granary";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String store() {
        return STORE;
    }

    @Override
    public String address(Item item) {
        return "/" + item.slug() + "/";
    }

    @Override
    public boolean takes(Request request) {
        return request.path().startsWith(STORE + "/v3/hooks");
    }

    /// `POST /__office/key` makes an API account; `POST /__office/revoke` ends all; `POST /__office/hooks` counts
    /// webhooks.
    @Override
    public Answer office(Request request) {
        return switch (request.path()) {
            case "/__office/key" -> {
                byte[] bytes = new byte[TOKEN_BYTES];
                random.nextBytes(bytes);
                String token = HexFormat.of().formatHex(bytes);
                tokens.add(token);
                yield Answer.text("access_token=" + token);
            }
            case "/__office/revoke" -> {
                tokens.clear();
                yield Answer.text("revoked\n");
            }
            case "/__office/hooks" -> Answer.text(Integer.toString(hooks.size()));
            default -> Answer.missing();
        };
    }

    @Override
    public void changed(Unit unit) {
        shelf.all().stream()
                .filter(item -> item.all().contains(unit))
                .findFirst()
                .ifPresent(item -> {
                    boolean one = item.gone() || item.open().isEmpty();
                    hooks.deliver(
                            item.gone() ? "store/product/deleted" : one ? "store/product/updated" : "store/sku/updated",
                            one
                                    ? JsonText.object("type", "product", "id", item.id())
                                    : JsonText.object(
                                            "type",
                                            "sku",
                                            "id",
                                            unit.id(),
                                            "sku",
                                            JsonText.object("product_id", item.id(), "variant_id", unit.id())),
                            STORE);
                });
    }

    @Override
    public Answer answer(Request request) {
        String path = request.after(STORE).orElse("");
        if (path.isEmpty()) {
            return page(request);
        }
        if (!tokens.contains(request.header("x-auth-token").orElse(""))) {
            return error(401, "The X-Auth-Token header is missing or not valid");
        }
        long untilReset = pour();
        Answer answer = left < 0 ? error(429, "Too many requests") : api(path, request);
        return answer.with("X-Rate-Limit-Requests-Quota", Integer.toString(QUOTA))
                .with("X-Rate-Limit-Requests-Left", Integer.toString(Math.max(0, left)))
                .with("X-Rate-Limit-Time-Window-Ms", Long.toString(WINDOW.toMillis()))
                .with("X-Rate-Limit-Time-Reset-Ms", Long.toString(untilReset));
    }

    private Answer page(Request request) {
        return shelf.items().stream()
                .filter(item -> request.path().equals(address(item)))
                .findFirst()
                .map(item -> Answer.html("<!doctype html><title>" + Template.escape(item.title()) + "</title>"))
                .orElseGet(Answer::missing);
    }

    /// Milliseconds until the quota is whole again.
    private synchronized long pour() {
        Instant now = time.instant();
        if (!now.isBefore(windowEnds)) {
            windowEnds = now.plus(WINDOW);
            left = QUOTA;
        }
        left--;
        return Duration.between(now, windowEnds).toMillis();
    }

    private Answer api(String path, Request request) {
        if (path.startsWith("/v3/hooks")) {
            return hooks.answer(path, request);
        }
        if (path.equals("/v2/store")) {
            return Answer.json(
                    JsonText.object("id", "gr4nary", "name", shelf.shopName(), "currency", shelf.currency()));
        }
        if (path.equals(CATALOG + "products")) {
            return products(request);
        }
        if (path.equals(CATALOG + "brands")) {
            Set<String> wanted =
                    Set.of(request.query().getOrDefault("id:in", "").split(",", -1));
            return list(
                    brands.stream()
                            .filter(it -> wanted.contains(Integer.toString(brandId(it))))
                            .map(it -> JsonText.object("id", brandId(it), "name", it))
                            .toList(),
                    1,
                    DEFAULT_A_PAGE);
        }
        return shelf.byId(path.substring(path.lastIndexOf('/') + 1))
                .filter(item -> path.startsWith(CATALOG + "products/") && !item.gone())
                .map(item -> Answer.json(JsonText.object("data", product(item, request), "meta", Map.of())))
                .orElseGet(() -> error(404, "The requested resource was not found."));
    }

    private Answer products(Request request) {
        int limit = request.number("limit", DEFAULT_A_PAGE, 0, 100_000);
        String since = request.query().getOrDefault("date_modified:min", "1970-01-01T00:00:00Z");
        if (limit < 1 || limit > MOST_A_PAGE || !isDate(since)) {
            return error(422, "The filter is not valid");
        }
        Mischief.with(shelf, request, time.instant());
        Instant after = OffsetDateTime.parse(since).toInstant();
        long above = request.meets("page-repeats") ? 0 : request.number("id:greater", 0, 0, Integer.MAX_VALUE);
        var found = (request.meets("empty-list") ? List.<Item>of() : shelf.items())
                .stream()
                        .filter(item -> item.id() > above && !item.changed().isBefore(after))
                        .sorted(Comparator.comparingLong(Item::id))
                        .toList();
        int shown = request.meets("short-page") ? Math.max(1, limit / 2) : limit;
        if (request.meets("empty-page")) {
            return Answer.json(JsonText.object("data", List.of(), "meta", pagination(0, found.size(), 1, limit)));
        }
        int page = request.number("page", 1, 1, 1_000_000);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(found.stream()
                .skip((page - 1L) * shown)
                .limit(shown)
                .map(item -> product(item, request))
                .toList());
        int count = rows.size();
        Mischief.among(rows, request);
        return Answer.json(JsonText.object("data", rows, "meta", pagination(count, found.size(), page, shown)));
    }

    private static boolean isDate(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().isAfter(Instant.MIN);
        } catch (DateTimeParseException wrong) {
            return false;
        }
    }

    private static Answer list(List<Map<String, @Nullable Object>> rows, int page, int limit) {
        return Answer.json(JsonText.object("data", rows, "meta", pagination(rows.size(), rows.size(), page, limit)));
    }

    private static Map<String, @Nullable Object> pagination(int count, int total, int page, int limit) {
        return JsonText.object(
                "pagination",
                JsonText.object(
                        "total", total,
                        "count", count,
                        "per_page", limit,
                        "current_page", page,
                        "total_pages", (total + limit - 1) / limit));
    }

    private Map<String, @Nullable Object> product(Item item, Request request) {
        String include = request.query().getOrDefault("include", "");
        boolean plain = item.open().isEmpty();
        var row = JsonText.object(
                "id",
                item.id(),
                "name",
                item.title(),
                "type",
                "physical",
                "sku",
                plain ? item.first().sku() : item.family().key(),
                "description",
                "<p>" + Template.escape(item.family().description()) + "</p>",
                "price",
                item.lowest() / 100.0,
                "calculated_price",
                item.lowest() / 100.0,
                "brand_id",
                brandId(item.family().brand()),
                "condition",
                "New",
                "availability",
                "available",
                "is_visible",
                true,
                "inventory_tracking",
                plain ? "product" : "variant",
                "inventory_level",
                item.units().stream().mapToInt(GranaryShop::level).sum(),
                "custom_url",
                JsonText.object("url", address(item), "is_customized", false),
                "base_variant_id",
                plain ? item.first().id() : null,
                "date_modified",
                item.changed().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00"));
        if (include.contains("variants")) {
            row.put(
                    "variants",
                    item.units().stream().map(unit -> variant(item, unit)).toList());
        }
        if (include.contains("images")) {
            row.put(
                    "images",
                    List.of(JsonText.object(
                            "url_zoom", request.origin() + item.image(), "is_thumbnail", true, "sort_order", 0)));
        }
        return row;
    }

    private static Map<String, @Nullable Object> variant(Item item, Unit unit) {
        return JsonText.object(
                "id",
                unit.id(),
                "product_id",
                item.id(),
                "sku",
                unit.sku(),
                "price",
                item.open().isEmpty() ? null : unit.cents() / 100.0,
                "calculated_price",
                unit.cents() / 100.0,
                "purchasing_disabled",
                false,
                "inventory_level",
                level(unit),
                "gtin",
                item.withGtin() ? unit.choice().gtin() : "",
                "mpn",
                item.withMpn() ? unit.choice().mpn() : "",
                "option_values",
                unit.choice().values().entrySet().stream()
                        .map(it -> JsonText.object("option_display_name", it.getKey(), "label", it.getValue()))
                        .toList());
    }

    private static int level(Unit unit) {
        return unit.inStock() ? 5 : 0;
    }

    private int brandId(String brand) {
        return 40 + brands.indexOf(brand);
    }

    static Answer error(int status, String title) {
        return Answer.json(JsonText.object(
                        "status",
                        status,
                        "title",
                        title,
                        "type",
                        "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"))
                .status(status);
    }
}
