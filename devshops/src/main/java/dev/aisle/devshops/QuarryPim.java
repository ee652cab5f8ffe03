package dev.aisle.devshops;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Speaks as Akeneo PIM 7 does to a connection: tokens for a password or a refresh token, an hour each;
/// products by uuid and `search_after`, at most a hundred; variants that say only what differs from their
/// model; `Accept` as it wants it; at most four calls of a connection at once and a hundred requests a second; events
/// where they are subscribed to.
final class QuarryPim implements Shop {

    static final String CLIENT_ID = "1_quarry";
    static final String CLIENT_SECRET = "quarry-client-secret";
    static final String USER = "aisle_reader";
    static final String PASSWORD = "a reader's password";

    private static final String API = "/api/rest/v1/";
    private static final int MOST_A_PAGE = 100;
    private static final int DEFAULT_A_PAGE = 10;
    private static final long TOKEN_SECONDS = 3_600;
    private static final int SECRET_BYTES = 16;
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_A_SECOND = 100;
    private static final Pattern JSON_TEXT = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Shelf shelf;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final QuarryEvents events;
    private final Deque<Instant> lastSecond = new ArrayDeque<>();
    private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();
    private final NavigableMap<String, Row> products = new TreeMap<>();
    private final QuarryModels models;

    QuarryPim(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
        this.events = new QuarryEvents(time);
        this.models = new QuarryModels(shelf);
        for (Item item : shelf.all()) {
            item.all().forEach(unit -> products.put(uuid(unit), new Row(uuid(unit), item, unit)));
        }
    }

    @Override
    public String name() {
        return "quarry";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return page(item);
    }

    static String page(Item item) {
        return "/p/" + item.slug();
    }

    @Override
    public boolean takes(Request request) {
        return request.path().equals("/api/oauth/v1/token");
    }

    @Override
    public void changed(Unit unit) {
        shelf.all().stream()
                .filter(item -> item.all().contains(unit))
                .findFirst()
                .map(item -> new Row(uuid(unit), item, unit))
                .ifPresent(row -> events.tell(
                        unit.gone() ? "product.removed" : "product.updated",
                        events.named(row.uuid, unit.sku(), unit.gone() ? JsonText.object() : product(row))));
    }

    /// `POST /__office/key` tells what a connection is given; `POST /__office/expire` ends all tokens before their
    /// time; `POST /__office/subscribe?url=U` sets the event subscription up and tells its secret, with
    /// `by=identifier` one that names products by that only; `/__office/try` tells what its test button shows,
    /// `/__office/unsubscribe` ends it; `/__office/hooks` counts. `POST /__office/rename?model=M&title=T` changes a
    /// model.
    @Override
    public Answer office(Request request) throws InterruptedException {
        return switch (request.path()) {
            case "/__office/key" ->
                Answer.text("client_id=" + CLIENT_ID + "&client_secret=" + CLIENT_SECRET + "&username=" + USER
                        + "&password=" + PASSWORD.replace(" ", "%20").replace("'", "%27"));
            case "/__office/expire" -> {
                tokens.clear();
                yield Answer.text("expired\n");
            }
            case "/__office/subscribe" -> {
                String secret = secret();
                events.subscribe(
                        URI.create(request.query().getOrDefault("url", "")),
                        secret,
                        request.ask("by").equals(Optional.of("identifier")));
                yield Answer.text(secret);
            }
            case "/__office/rename" ->
                models.rename(
                                request.query().getOrDefault("model", ""),
                                request.query().getOrDefault("title", ""),
                                time.instant())
                        .map(model -> {
                            events.tell("product_model.updated", model);
                            return Answer.text("renamed\n");
                        })
                        .orElseGet(Answer::missing);
            case "/__office/try" -> Answer.text(events.tried());
            case "/__office/unsubscribe" -> {
                events.end();
                yield Answer.text("ended\n");
            }
            case "/__office/hooks" -> Answer.text(Integer.toString(events.size()));
            default -> Answer.missing();
        };
    }

    @Override
    public Answer answer(Request request) {
        if (request.path().equals("/api/oauth/v1/token")) {
            return token(request);
        }
        String path = request.after(API).orElse("");
        if (path.isEmpty()) {
            return request.path().startsWith("/p/")
                    ? Answer.html("<!doctype html><title>A thing</title>")
                    : Answer.missing();
        }
        if (!request.header("accept").orElse("*/*").matches("application/json|\\*/\\*")) {
            return message(406, "Accept is not acceptable. Only \"application/json\" is acceptable");
        }
        String bearer = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        boolean works = Optional.ofNullable(tokens.get(bearer))
                .filter(end -> end.isAfter(time.instant()))
                .isPresent();
        if (!works) {
            return message(401, "The access token provided is invalid or has expired.");
        }
        AtomicInteger calls = underWay.computeIfAbsent(bearer, it -> new AtomicInteger());
        try {
            return calls.incrementAndGet() > MOST_AT_ONCE || !isWithinRate()
                    ? message(429, "You have exceeded the limit of API requests.")
                            .with("Retry-After", "1")
                    : api(path, request);
        } finally {
            calls.decrementAndGet();
        }
    }

    private synchronized boolean isWithinRate() {
        Instant now = time.instant();
        while (!lastSecond.isEmpty() && !lastSecond.getFirst().plusSeconds(1).isAfter(now)) {
            lastSecond.removeFirst();
        }
        if (lastSecond.size() >= MOST_A_SECOND) {
            return false;
        }
        lastSecond.addLast(now);
        return true;
    }

    private Answer api(String path, Request request) {
        if (path.equals("products-uuid")) {
            return products(request);
        }
        if (path.startsWith("products-uuid/")) {
            return Optional.ofNullable(products.get(path.substring("products-uuid/".length())))
                    .filter(row -> !row.unit.gone())
                    .map(row -> Answer.json(product(row)))
                    .orElseGet(() -> message(
                            404,
                            "Product \"" + path + "\" does not exist or you do not have"
                                    + " permission to access it."));
        }
        if (path.equals("product-models")) {
            return models(request);
        }
        if (path.startsWith("product-models/")) {
            return models.find(path.substring("product-models/".length()))
                    .map(Answer::json)
                    .orElseGet(() -> message(404, "Product model \"" + path + "\" does not exist."));
        }
        return switch (path) {
            case "attributes" -> Answer.json(embedded(attributes()));
            case "channels" ->
                Answer.json(embedded(List.of(JsonText.object(
                        "code", "ecommerce", "currencies", List.of(shelf.currency()), "locales", List.of("en_US")))));
            default -> message(404, "Not Found");
        };
    }

    private Answer token(Request request) {
        String pair =
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (!request.header("authorization").equals(Optional.of("Basic " + pair))) {
            return message(
                    422, "Parameter \"client_id\" is missing or does not match any client, or secret is invalid");
        }
        var said = new HashMap<String, String>();
        Matcher pairs = JSON_TEXT.matcher(request.body());
        while (pairs.find()) {
            said.put(pairs.group(1), pairs.group(2));
        }
        boolean good = switch (said.getOrDefault("grant_type", "")) {
            case "password" -> USER.equals(said.get("username")) && PASSWORD.equals(said.get("password"));
            case "refresh_token" -> refreshTokens.remove(said.getOrDefault("refresh_token", "")) != null;
            default -> false;
        };
        if (!good) {
            return message(422, "No user found for the given username and password");
        }
        String token = secret();
        String refresh = secret();
        tokens.put(token, time.instant().plusSeconds(TOKEN_SECONDS));
        refreshTokens.put(refresh, true);
        return Answer.json(JsonText.object(
                "access_token", token,
                "expires_in", TOKEN_SECONDS,
                "token_type", "bearer",
                "scope", null,
                "refresh_token", refresh));
    }

    private record Row(String uuid, Item item, Unit unit) {}

    private static String uuid(Unit unit) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + unit.id()).toString();
    }

    private Answer models(Request request) {
        int limit = limit(request);
        if (limit < 1 || limit > MOST_A_PAGE) {
            return message(422, "You cannot request more than 100 items.");
        }
        return Answer.json(
                embedded(models.search(QuarrySearch.of(request), request.meets("models-left-out") ? 0 : limit)));
    }

    private static int limit(Request request) {
        return request.number("limit", DEFAULT_A_PAGE, 0, 10_000);
    }

    private Answer products(Request request) {
        int limit = limit(request);
        if (limit < 1 || limit > MOST_A_PAGE) {
            return message(422, "You cannot request more than 100 items.");
        }
        if (!request.ask("pagination_type").equals(Optional.of("search_after"))) {
            return message(422, "Pagination type does not exist.");
        }
        Mischief.with(shelf, request, time.instant());
        QuarrySearch search = QuarrySearch.of(request);
        if (search.parent().isPresent() && models.find(search.parent().get()).isEmpty()) {
            return message(422, "Property \"parent\" expects a valid product model code.");
        }
        String cursor = request.query().getOrDefault("search_after", "");
        if (!cursor.isEmpty() && request.meets("cursor-forgotten")) {
            return message(422, "The search_after cursor is not valid.");
        }
        boolean none = request.meets("empty-list");
        int most = request.meets("empty-page") ? 0 : request.meets("short-page") ? Math.max(1, limit / 2) : limit;
        var found = products.tailMap(cursor, false).values().stream()
                .filter(row -> !none && !row.unit.gone() && isFound(row, search))
                .limit(most + 1L)
                .toList();
        var shown = found.stream().limit(most).toList();
        List<Map<String, @Nullable Object>> items =
                new ArrayList<>(shown.stream().map(this::product).toList());
        Mischief.among(items, request);
        var answer = embedded(items);
        if (shown.size() < found.size()) {
            String last = shown.isEmpty() ? cursor : shown.getLast().uuid;
            String query = request.query().entrySet().stream()
                    .filter(it -> !it.getKey().equals("search_after"))
                    .map(it -> it.getKey() + "=" + java.net.URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                    .collect(java.util.stream.Collectors.joining("&"));
            // an empty page begins behind where it stood, as a cursor made of two keys does
            answer.put(
                    "_links",
                    Map.of(
                            "next",
                            Map.of(
                                    "href",
                                    request.origin() + request.path() + "?" + query + "&search_after=" + last
                                            + (shown.isEmpty() ? "&again=" + secret() : ""))));
        }
        return Answer.json(answer);
    }

    /// A variant counts as updated when its model was.
    private boolean isFound(Row row, QuarrySearch search) {
        Instant model = models.changed(row.item);
        Instant updated = model.isAfter(row.unit.changed()) ? model : row.unit.changed();
        return search.finds(
                row.unit.sku(),
                updated,
                code -> QuarryModels.isAbove(row.item) && row.item.slug().equals(code));
    }

    private static Map<String, @Nullable Object> embedded(List<?> items) {
        return JsonText.object("_links", Map.of(), "_embedded", JsonText.object("items", items));
    }

    private Map<String, @Nullable Object> product(Row row) {
        boolean variant = QuarryModels.isAbove(row.item);
        var values = variant ? JsonText.object() : models.values(row.item);
        values.put("sku", QuarryModels.value(row.unit.sku()));
        values.put("ean", QuarryModels.value(row.unit.choice().gtin()));
        values.put(
                "price",
                List.of(JsonText.object(
                        "locale",
                        null,
                        "scope",
                        null,
                        "data",
                        List.of(JsonText.object(
                                "amount", Unit.decimal(row.unit.cents()), "currency", shelf.currency())))));
        values.put("stock", QuarryModels.value(row.unit.inStock() ? "5" : "0"));
        row.unit
                .choice()
                .values()
                .forEach((option, label) -> values.put(
                        option.toLowerCase(Locale.ROOT),
                        List.of(JsonText.object(
                                "locale",
                                null,
                                "scope",
                                null,
                                "data",
                                Choice.slug(label),
                                "linked_data",
                                Map.of("labels", Map.of("en_US", label))))));
        return JsonText.object(
                "uuid",
                row.uuid,
                "enabled",
                true,
                "family",
                "things",
                "parent",
                variant ? row.item.slug() : null,
                "categories",
                List.of(Choice.slug(row.item.category())),
                "updated",
                row.unit.changed().toString(),
                "values",
                values);
    }

    private static List<Object> attributes() {
        return List.of(
                JsonText.object("code", "sku", "type", "pim_catalog_identifier"),
                JsonText.object("code", "name", "type", "pim_catalog_text"),
                JsonText.object("code", "description", "type", "pim_catalog_textarea"),
                JsonText.object("code", "brand", "type", "pim_catalog_text"),
                JsonText.object("code", "price", "type", "pim_catalog_price_collection"),
                JsonText.object("code", "ean", "type", "pim_catalog_text"),
                JsonText.object("code", "web_address", "type", "pim_catalog_text"),
                JsonText.object("code", "picture_url", "type", "pim_catalog_text"),
                JsonText.object("code", "stock", "type", "pim_catalog_number"),
                JsonText.object("code", "size", "type", "pim_catalog_simpleselect"));
    }

    private static Answer message(int status, String words) {
        return Answer.json(JsonText.object("code", status, "message", words)).status(status);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
