package dev.aisle.devshops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The admin side of a Shopify store for one app: the owner installs it, codes become tokens that end, the
/// Admin API is paged by cursors and limited by a bucket of calls, webhooks are signed with the app's
/// secret.
final class HarborAdmin {

    static final String CLIENT_ID = "sample-street-app";
    static final String CLIENT_SECRET = "sample-street-secret";

    private static final String API = "/admin/api/";
    private static final String LOGIN = "harbor_staff=owner";
    private static final int MOST_A_PAGE = 250;
    private static final int DEFAULT_A_PAGE = 50;
    private static final int BUCKET = 40;
    private static final double LEAK_A_SECOND = 2;
    private static final long TOKEN_SECONDS = 3_600;
    private static final int SECRET_BYTES = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Pattern JSON_TEXT = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Shelf shelf;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST_WAIT).build();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> cursors = new ConcurrentHashMap<>();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger hookIds = new AtomicInteger();
    private final AtomicInteger deliveries = new AtomicInteger();
    private double inBucket;
    private Instant leakedAt = Instant.EPOCH;
    private volatile String origin = "";

    private record Hook(int id, String topic, String address) {

        Map<String, @Nullable Object> json() {
            return JsonText.object("id", id, "topic", topic, "address", address);
        }
    }

    HarborAdmin(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
    }

    static boolean isFor(Request request) {
        return request.path().startsWith("/admin/");
    }

    Answer answer(Request request) {
        origin = request.origin();
        if (request.path().equals("/admin/login")) {
            return login(request);
        }
        if (request.path().equals("/admin/oauth/authorize")) {
            return authorize(request);
        }
        if (request.path().equals("/admin/oauth/access_token") && request.posts()) {
            return token(request);
        }
        var token = request.header("x-shopify-access-token").orElse("");
        boolean works = Optional.ofNullable(tokens.get(token))
                .filter(end -> end.isAfter(time.instant()))
                .isPresent();
        if (!works) {
            return errors(401, "[API] Invalid API key or access token (unrecognized login or wrong password)");
        }
        if (request.path().equals("/admin/api_permissions/current.json")
                && request.method().equals("DELETE")) {
            uninstall();
            return Answer.json(JsonText.object());
        }
        OptionalInt poured = pour();
        if (poured.isEmpty()) {
            return errors(
                            429,
                            "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.")
                    .with("Retry-After", "2.0");
        }
        String path =
                request.after(API).map(it -> it.substring(it.indexOf('/') + 1)).orElse("");
        return api(path, request).with("X-Shopify-Shop-Api-Call-Limit", poured.getAsInt() + "/" + BUCKET);
    }

    /// `POST /__office/uninstall` (the owner removes the app), `POST /__office/expire` (tokens end now)
    Answer office(Request request) {
        return switch (request.path()) {
            case "/__office/uninstall" -> {
                deliver(
                        "app/uninstalled",
                        JsonText.of(JsonText.object("domain", URI.create(origin).getAuthority())));
                uninstall();
                yield Answer.text("uninstalled\n");
            }
            case "/__office/key" -> {
                String token = "shpat_" + secret();
                String refresh = "shprt_" + secret();
                tokens.put(token, time.instant().plusSeconds(TOKEN_SECONDS));
                refreshTokens.put(refresh, "read_products");
                yield Answer.text("access_token=" + token + "&refresh_token=" + refresh);
            }
            case "/__office/hooks" -> Answer.text(Integer.toString(hooks.size()));
            case "/__office/expire" -> {
                tokens.clear();
                yield Answer.text("expired\n");
            }
            default -> Answer.missing();
        };
    }

    void changed(Unit unit) {
        shelf.all().stream()
                .filter(item -> item.all().contains(unit))
                .findFirst()
                .ifPresent(item -> {
                    if (item.gone()) {
                        deliver("products/delete", JsonText.of(JsonText.object("id", HarborJson.productId(item))));
                    } else {
                        deliver("products/update", JsonText.of(product(item)));
                    }
                });
    }

    private void uninstall() {
        tokens.clear();
        refreshTokens.clear();
        hooks.clear();
    }

    private static Answer login(Request request) {
        if (request.posts()) {
            return Answer.redirect(302, request.form().getOrDefault("to", "/"))
                    .with("Set-Cookie", LOGIN + "; Path=/; HttpOnly");
        }
        return Answer.html("""
                <!doctype html><title>Log in</title><form method="post" action="/admin/login">
                <input type="hidden" name="to" value="%s"><button name="login" value="login">Log in</button></form>
                """.formatted(Template.escape(request.query().getOrDefault("to", "/"))));
    }

    private Answer authorize(Request request) {
        var query = request.query();
        String back = query.getOrDefault("redirect_uri", "");
        if (!query.getOrDefault("client_id", "").equals(CLIENT_ID)
                || !back.matches("https?://[^?#]+/connect/oauth/shopify")) {
            return Answer.of(400, "text/html", "Oauth error invalid_request: The redirect_uri is not whitelisted");
        }
        String self = "/admin/oauth/authorize?"
                + query.entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        if (request.header("cookie").filter(it -> it.contains(LOGIN)).isEmpty()) {
            return Answer.redirect(302, "/admin/login?to=" + encoded(self));
        }
        if (!request.posts()) {
            return Answer.html("""
                    <!doctype html><title>Install app</title><h1>Install app</h1><form method="post" action="%s">
                    <button name="answer" value="install">Install</button></form>
                    """.formatted(Template.escape(self)));
        }
        String code = secret();
        codes.put(code, query.getOrDefault("scope", ""));
        var parameters = new TreeMap<String, String>();
        parameters.put("code", code);
        parameters.put("shop", URI.create(origin).getAuthority());
        parameters.put("state", query.getOrDefault("state", ""));
        parameters.put("timestamp", Long.toString(time.instant().getEpochSecond()));
        String message = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        parameters.put("hmac", HexFormat.of().formatHex(mac(message)));
        return Answer.redirect(
                302,
                back + "?"
                        + parameters.entrySet().stream()
                                .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                                .collect(Collectors.joining("&")));
    }

    private Answer token(Request request) {
        var fields = new LinkedHashMap<String, String>();
        Matcher pairs = JSON_TEXT.matcher(request.body());
        while (pairs.find()) {
            fields.put(pairs.group(1), pairs.group(2));
        }
        boolean app = CLIENT_ID.equals(fields.get("client_id")) && CLIENT_SECRET.equals(fields.get("client_secret"));
        boolean renews = "refresh_token".equals(fields.get("grant_type"));
        Optional<String> scope = Optional.ofNullable(
                renews
                        ? refreshTokens.remove(fields.getOrDefault("refresh_token", ""))
                        : codes.remove(fields.getOrDefault("code", "")));
        if (!app || scope.isEmpty()) {
            return Answer.json(JsonText.object("error", "invalid_request")).status(400);
        }
        String token = "shpat_" + secret();
        String refresh = "shprt_" + secret();
        tokens.put(token, time.instant().plusSeconds(TOKEN_SECONDS));
        refreshTokens.put(refresh, scope.get());
        return Answer.json(JsonText.object(
                "access_token", token,
                "refresh_token", refresh,
                "expires_in", TOKEN_SECONDS,
                "scope", scope.get(),
                "refresh_token_expires_in", 7_776_000));
    }

    private Answer api(String path, Request request) {
        if (path.equals("shop.json")) {
            return Answer.json(
                    JsonText.object("shop", JsonText.object("name", shelf.shopName(), "currency", shelf.currency())));
        }
        if (path.equals("webhooks.json") && request.posts()) {
            var fields = new LinkedHashMap<String, String>();
            Matcher pairs = JSON_TEXT.matcher(request.body());
            while (pairs.find()) {
                fields.put(pairs.group(1), pairs.group(2).replace("\\/", "/"));
            }
            var hook = new Hook(
                    hookIds.incrementAndGet(), fields.getOrDefault("topic", ""), fields.getOrDefault("address", ""));
            hooks.add(hook);
            return Answer.json(JsonText.object("webhook", hook.json())).status(201);
        }
        if (path.equals("webhooks.json")) {
            return Answer.json(
                    JsonText.object("webhooks", hooks.stream().map(Hook::json).toList()));
        }
        if (path.matches("webhooks/\\d+\\.json") && request.method().equals("DELETE")) {
            hooks.removeIf(hook -> path.equals("webhooks/" + hook.id + ".json"));
            return Answer.json(JsonText.object());
        }
        if (path.equals("products.json")) {
            return page(request);
        }
        if (path.matches("products/\\d+\\.json")) {
            long id = Long.parseLong(path.substring("products/".length(), path.length() - ".json".length()));
            return shelf.items().stream()
                    .filter(item -> HarborJson.productId(item) == id)
                    .findFirst()
                    .map(item -> Answer.json(JsonText.object("product", product(item))))
                    .orElseGet(() -> errors(404, "Not Found"));
        }
        return errors(404, "Not Found");
    }

    /// A cursor holds what is still to come, so nothing is skipped when something goes meanwhile.
    private Answer page(Request request) {
        int limit = request.number("limit", DEFAULT_A_PAGE, 1, MOST_A_PAGE);
        var cursor = request.ask("page_info");
        List<Long> ids;
        if (cursor.isPresent() && (request.meets("cursor-forgotten") || !cursors.containsKey(cursor.get()))) {
            return errors(400, "Invalid value for page_info");
        }
        if (cursor.isPresent()) {
            ids = cursors.getOrDefault(cursor.get(), List.of());
        } else {
            Instant after =
                    request.ask("updated_at_min").map(HarborAdmin::instant).orElse(Instant.EPOCH);
            Mischief.with(shelf, request, time.instant());
            ids = (request.meets("empty-list") ? List.<Item>of() : shelf.items())
                    .stream()
                            .filter(item -> !item.changed().isBefore(after))
                            .map(HarborJson::productId)
                            .sorted(Comparator.naturalOrder())
                            .toList();
        }
        int most = request.meets("empty-page") ? 0 : request.meets("short-page") ? Math.max(1, limit / 2) : limit;
        var now = ids.subList(0, Math.min(most, ids.size()));
        var rest = ids.subList(now.size(), ids.size());
        var wanted = new HashSet<>(now);
        var products = new ArrayList<>(shelf.items().stream()
                .filter(item -> wanted.contains(HarborJson.productId(item)))
                .map(this::product)
                .toList());
        Mischief.among(products, request);
        var answer = Answer.json(JsonText.object("products", products));
        if (rest.isEmpty()) {
            return answer;
        }
        String next = secret();
        cursors.put(next, List.copyOf(rest));
        return answer.with(
                "Link", "<%s%s?page_info=%s&limit=%d>; rel=\"next\"".formatted(origin, request.path(), next, limit));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            return Instant.EPOCH;
        }
    }

    private Map<String, @Nullable Object> product(Item item) {
        var entry = HarborJson.entry(item, origin);
        entry.put("status", "active");
        entry.put("tags", String.join(", ", item.family().category()));
        var variants = new ArrayList<Object>();
        for (Unit unit : item.units()) {
            var labels = List.copyOf(unit.choice().values().values());
            var row = JsonText.object(
                    "id",
                    HarborJson.variantId(unit),
                    "title",
                    labels.isEmpty() ? "Default Title" : String.join(" / ", labels),
                    "sku",
                    unit.sku(),
                    "barcode",
                    item.withGtin() ? unit.choice().gtin() : null,
                    "price",
                    Unit.decimal(unit.cents()),
                    "compare_at_price",
                    unit.wasCents() > 0 ? Unit.decimal(unit.wasCents()) : null,
                    "inventory_management",
                    "shopify",
                    "inventory_policy",
                    "deny",
                    "inventory_quantity",
                    unit.inStock() ? 7 : 0,
                    "image_id",
                    null,
                    "updated_at",
                    unit.changed().truncatedTo(ChronoUnit.SECONDS).toString());
            for (int i = 0; i < 3; i++) {
                row.put("option" + (i + 1), i < labels.size() ? labels.get(i) : i == 0 ? "Default Title" : null);
            }
            variants.add(row);
        }
        entry.put("variants", variants);
        return entry;
    }

    private synchronized OptionalInt pour() {
        Instant now = time.instant();
        double leaked = Duration.between(leakedAt, now).toMillis() / 1_000.0 * LEAK_A_SECOND;
        inBucket = Math.max(0, inBucket - leaked);
        leakedAt = now;
        if (inBucket + 1 > BUCKET) {
            return OptionalInt.empty();
        }
        inBucket++;
        return OptionalInt.of((int) Math.ceil(inBucket));
    }

    private void deliver(String topic, String body) {
        for (var hook : List.copyOf(hooks)) {
            if (hook.topic.equals(topic)) {
                var request = HttpRequest.newBuilder(URI.create(hook.address))
                        .timeout(LONGEST_WAIT)
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Topic", topic)
                        .header("X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(mac(body)))
                        .header("X-Shopify-Shop-Domain", URI.create(origin).getAuthority())
                        .header("X-Shopify-API-Version", "2025-07")
                        .header("X-Shopify-Webhook-Id", "wh-" + deliveries.incrementAndGet())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                Thread.startVirtualThread(() -> send(request));
            }
        }
    }

    private void send(HttpRequest request) {
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException unheard) {
            hooks.removeIf(hook -> hook.address.equals(request.uri().toString())); // Shopify would try for hours first
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer errors(int status, String words) {
        return Answer.json(JsonText.object("errors", words)).status(status);
    }

    private static byte[] mac(String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
