package dev.aisle.devshops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Speaks as Magento 2 does to an integration: every request signed by OAuth 1.0a with HMAC-SHA256, no
/// nonce twice, no timestamp from the future; products by `searchCriteria`, where a page past the end is
/// the last one again; parts of configurable products as products of their own that nobody sees; stock by
/// another call; no right to read attributes.
final class LoomShop implements Shop {

    private static final String API = "/rest/V1/";
    private static final int DEFAULT_A_PAGE = 20;
    private static final int FAR_AHEAD_SECONDS = 600;
    private static final int SECRET_BYTES = 16;
    private static final int PART_IDS = 50_000_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Shelf shelf;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Map<String, String>> integrations = new ConcurrentHashMap<>();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    LoomShop(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
    }

    @Override
    public String name() {
        return "loom";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/" + item.slug() + ".html";
    }

    /// `POST /__office/key` makes an integration; `POST /__office/revoke` ends all.
    @Override
    public Answer office(Request request) {
        return switch (request.path()) {
            case "/__office/key" -> {
                var integration = new LinkedHashMap<String, String>();
                for (String part : List.of("consumer_key", "consumer_secret", "access_token", "access_token_secret")) {
                    integration.put(part, secret());
                }
                integrations.put(integration.get("access_token"), integration);
                yield Answer.text(integration.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&")));
            }
            case "/__office/revoke" -> {
                integrations.clear();
                yield Answer.text("revoked\n");
            }
            default -> Answer.missing();
        };
    }

    @Override
    public Answer answer(Request request) {
        String path = request.after(API).orElse("");
        if (path.isEmpty()) {
            return page(request);
        }
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            return message(401, refusal.get());
        }
        if (path.equals("products")) {
            return search(request);
        }
        if (path.equals("store/storeConfigs")) {
            return Answer.json(List.of(JsonText.object(
                    "id",
                    1,
                    "code",
                    "default",
                    "base_url",
                    request.origin() + "/",
                    "base_media_url",
                    request.origin() + "/img/",
                    "default_display_currency_code",
                    shelf.currency())));
        }
        if (path.matches("stockItems/[^/]+")) {
            return shelf.unit(path.substring("stockItems/".length()))
                    .map(unit -> Answer.json(JsonText.object(
                            "product_id", unit.id(), "qty", unit.inStock() ? 5 : 0, "is_in_stock", unit.inStock())))
                    .orElseGet(() -> message(404, "The stock item with the requested SKU wasn't found."));
        }
        if (path.matches("configurable-products/[^/]+/children")) {
            String sku = path.split("/", -1)[1];
            return shelf.items().stream()
                    .filter(item -> configurable(item) && parentSku(item).equals(sku))
                    .findFirst()
                    .map(item -> Answer.json(
                            item.units().stream().map(unit -> part(item, unit)).toList()))
                    .orElseGet(() -> message(404, "The product that was requested doesn't exist."));
        }
        return message(401, "The consumer isn't authorized to access %resources.");
    }

    private Answer page(Request request) {
        return shelf.items().stream()
                .filter(item -> request.path().equals(address(item)))
                .findFirst()
                .map(item -> Answer.html("<!doctype html><title>" + Template.escape(item.title()) + "</title>"))
                .orElseGet(Answer::missing);
    }

    /// RFC 5849, section 3.2.
    private Optional<String> refusal(Request request) {
        var said = new TreeMap<String, String>();
        for (String pair : request.header("authorization")
                .filter(it -> it.startsWith("OAuth "))
                .map(it -> it.substring("OAuth ".length()))
                .orElse("")
                .split(",\\s*", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.endsWith("\"")) {
                said.put(
                        pair.substring(0, equals),
                        Request.pairs("v=" + pair.substring(equals + 2, pair.length() - 1))
                                .getOrDefault("v", ""));
            }
        }
        var integration = integrations.get(said.getOrDefault("oauth_token", ""));
        if (integration == null
                || !integration.getOrDefault("consumer_key", "").equals(said.get("oauth_consumer_key"))) {
            return Optional.of("The consumer isn't authorized to access %resources.");
        }
        String stamp = said.getOrDefault("oauth_timestamp", "");
        if (!stamp.matches("[1-9][0-9]{0,11}")
                || Long.parseLong(stamp) > time.instant().getEpochSecond() + FAR_AHEAD_SECONDS) {
            return Optional.of("The timestamp value in the oauth_timestamp parameter is invalid");
        }
        if (!"HMAC-SHA256".equals(said.get("oauth_signature_method"))
                || !signature(request, said, integration).equals(said.get("oauth_signature"))) {
            return Optional.of("The signature is invalid. Verify and try again.");
        }
        return nonces.add(said.getOrDefault("oauth_nonce", ""))
                ? Optional.empty()
                : Optional.of("The nonce is already being used");
    }

    private static String signature(Request request, Map<String, String> said, Map<String, String> integration) {
        var pairs = new ArrayList<String>();
        request.query().forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        said.forEach((name, value) -> {
            if (!name.equals("oauth_signature") && !name.equals("realm")) {
                pairs.add(encode(name) + "=" + encode(value));
            }
        });
        pairs.sort(Comparator.naturalOrder());
        String base = request.method() + "&" + encode(request.origin() + request.path()) + "&"
                + encode(String.join("&", pairs));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    (encode(integration.get("consumer_secret")) + "&" + encode(integration.get("access_token_secret")))
                            .getBytes(StandardCharsets.UTF_8),
                    "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(@Nullable String text) {
        var out = new StringBuilder();
        for (byte each : String.valueOf(text).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    private record Row(long id, Instant changed, String type, Item item, Optional<Unit> part) {}

    private Answer search(Request request) {
        Mischief.with(shelf, request, time.instant());
        var rows = new ArrayList<Row>();
        if (!request.meets("empty-list")) {
            for (Item item : shelf.items()) {
                boolean whole = configurable(item);
                rows.add(new Row(
                        item.id(),
                        whole ? item.all().getFirst().changed() : item.changed(),
                        whole ? "configurable" : "simple",
                        item,
                        Optional.empty()));
                if (whole) {
                    item.units()
                            .forEach(unit -> rows.add(
                                    new Row(PART_IDS + unit.id(), unit.changed(), "simple", item, Optional.of(unit))));
                }
            }
        }
        boolean repeats = request.meets("page-repeats");
        var found = rows.stream()
                .filter(row -> matches(row, request, repeats))
                .sorted(Comparator.comparingLong(Row::id))
                .toList();
        int size = request.number("searchCriteria[pageSize]", DEFAULT_A_PAGE, 1, 300);
        int pages = Math.max(1, (found.size() + size - 1) / size);
        int page = Math.min(request.number("searchCriteria[currentPage]", 1, 1, 100_000), pages);
        int most = request.meets("empty-page") ? 0 : request.meets("short-page") ? Math.max(1, size / 2) : size;
        List<Map<String, @Nullable Object>> items = new ArrayList<>(found.stream()
                .skip((page - 1L) * size)
                .limit(most)
                .map(row -> row.part.map(unit -> part(row.item, unit)).orElseGet(() -> product(row.item)))
                .toList());
        Mischief.among(items, request);
        return Answer.json(JsonText.object("items", items, "search_criteria", Map.of(), "total_count", found.size()));
    }

    private static boolean matches(Row row, Request request, boolean repeats) {
        for (int group = 0; group < 5; group++) {
            String at = "searchCriteria[filter_groups][" + group + "][filters][0]";
            String field = request.query().getOrDefault(at + "[field]", "");
            String value = request.query().getOrDefault(at + "[value]", "");
            boolean good = switch (field) {
                case "entity_id" -> repeats || row.id > Long.parseLong(value);
                case "updated_at" -> row.changed.isAfter(stamp(value));
                case "type_id" -> row.type.equals(value);
                default -> true;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static Instant stamp(String text) {
        try {
            return LocalDateTime.parse(text, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            return Instant.EPOCH;
        }
    }

    private static boolean configurable(Item item) {
        return !item.family().options().isEmpty();
    }

    private static String parentSku(Item item) {
        return item.family().key();
    }

    private Map<String, @Nullable Object> product(Item item) {
        var row = row(
                item.id(), configurable(item) ? parentSku(item) : item.first().sku(), item.title(), item.first());
        row.put("visibility", 4);
        row.put("type_id", configurable(item) ? "configurable" : "simple");
        row.put(
                "custom_attributes",
                List.of(
                        attribute("url_key", item.slug()),
                        attribute(
                                "description",
                                "<p>" + Template.escape(item.family().description()) + "</p>"),
                        attribute("brand", item.family().brand()),
                        attribute(
                                "gtin",
                                configurable(item) ? "" : item.first().choice().gtin())));
        if (configurable(item)) {
            row.put("price", 0);
            row.put(
                    "extension_attributes",
                    JsonText.object(
                            "configurable_product_options",
                            item.family().options().stream()
                                    .map(option -> JsonText.object("attribute_id", "141", "label", option))
                                    .toList(),
                            "configurable_product_links",
                            item.units().stream()
                                    .map(unit -> PART_IDS + unit.id())
                                    .toList()));
        }
        return row;
    }

    private Map<String, @Nullable Object> part(Item item, Unit unit) {
        String name =
                item.title() + "-" + String.join("-", unit.choice().values().values());
        var row = row(PART_IDS + unit.id(), unit.sku(), name, unit);
        row.put("visibility", 1);
        row.put("type_id", "simple");
        row.put(
                "custom_attributes",
                List.of(
                        attribute("url_key", item.slug() + "-" + unit.id()),
                        attribute("size", Long.toString(160 + unit.choice().number())),
                        attribute("gtin", unit.choice().gtin())));
        return row;
    }

    private static Map<String, @Nullable Object> row(long id, String sku, String name, Unit unit) {
        return JsonText.object(
                "id",
                id,
                "sku",
                sku,
                "name",
                name,
                "price",
                unit.cents() / 100.0,
                "status",
                1,
                "updated_at",
                STAMP.format(unit.changed()),
                "media_gallery_entries",
                List.of(JsonText.object("media_type", "image", "disabled", false, "file", "/p/i/" + id + ".png")));
    }

    private static Map<String, @Nullable Object> attribute(String code, String value) {
        return JsonText.object("attribute_code", code, "value", value);
    }

    private static Answer message(int status, String words) {
        return Answer.json(JsonText.object("message", words)).status(status);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
