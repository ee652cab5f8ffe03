package dev.aisle.devshops;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Speaks as Microsoft's Content API 9.1 does to somebody who sends products: tokens for a refresh token, which is a
/// new one every time; batches of at most 300 entries with an answer for each. It is as strict as its reference.
final class PennantOutlet implements Shop {

    static final String STORE = "5512";

    private static final String API = "/shopping/v9.1/bmc/" + STORE + "/products";
    private static final String DEVELOPER = "developer-token-of-pennant";
    private static final String CUSTOMER = "7001";
    private static final String ACCOUNT = "7002";
    private static final String CLIENT = "pennant-client";
    private static final int MOST_ENTRIES = 300;
    private static final int LARGEST_CALL = 4_000_000;
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_TITLE = 150;

    private final Shelf shelf;
    private final OutletTokens tokens;
    private final Map<String, Map<?, ?>> items = new ConcurrentSkipListMap<>();
    private volatile String refreshToken = "first-refresh-token";
    private volatile int rounds;
    private volatile boolean shut;
    private volatile String refusedWord = "";

    PennantOutlet(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.tokens = new OutletTokens(time);
    }

    @Override
    public String name() {
        return "pennant";
    }

    @Override
    public Shelf shelf() {
        return shelf;
    }

    @Override
    public String address(Item item) {
        return "/p/" + item.slug();
    }

    @Override
    public boolean takes(Request request) {
        return request.path().equals("/token") || request.path().startsWith(API);
    }

    /// As the office of [BeaconOutlet], without `files`.
    @Override
    public Answer office(Request request) {
        String what = request.after("/__office/").orElse("");
        switch (what) {
            case "expire" -> tokens.endAll();
            case "shut" -> {
                shut = true;
                tokens.endAll();
            }
            case "refuse" -> refusedWord = request.ask("word").orElse("");
            case "quota" -> tokens.quota(request.number("calls", 0, 0, 1_000_000));
            case "key" -> {
                return Answer.text("store=" + STORE + "&customer=" + CUSTOMER + "&account=" + ACCOUNT
                        + "&developer_token=" + DEVELOPER + "&client_id=" + CLIENT + "&refresh_token=" + refreshToken);
            }
            case "items" -> {
                return Answer.text(items.entrySet().stream()
                        .map(it -> it.getKey()
                                + '\t'
                                + JsonTree.text(it.getValue(), "title")
                                + '\t'
                                + JsonTree.object(it.getValue(), "price").get("value")
                                + '\t'
                                + JsonTree.text(it.getValue(), "itemGroupId"))
                        .collect(Collectors.joining("\n")));
            }
            default -> {
                return Answer.missing();
            }
        }
        return Answer.text("done\n");
    }

    @Override
    public Answer answer(Request request) {
        if (request.path().equals("/token")) {
            return token(request);
        }
        if (!request.path().startsWith(API)) {
            return request.path().startsWith("/p/")
                    ? Answer.html("<!doctype html><title>A thing</title>")
                    : error(404, "notFound", "Not found");
        }
        if (!tokens.works(request.header("authenticationtoken").orElse(""))) {
            return error(401, "authError", "Authentication token is invalid or expired.");
        }
        boolean known = request.header("developertoken").equals(Optional.of(DEVELOPER))
                && request.header("customerid").equals(Optional.of(CUSTOMER))
                && request.header("customeraccountid").equals(Optional.of(ACCOUNT));
        if (!known) {
            return error(403, "forbidden", "The user does not have access to the store.");
        }
        Optional<Long> wait = tokens.over();
        if (wait.isPresent()) {
            return error(429, "quotaExceeded", "Too many calls.").with("Retry-After", Long.toString(wait.get()));
        }
        if (request.path().equals(API) && request.method().equals("GET")) {
            return Answer.json(JsonText.object("resources", List.of()));
        }
        return request.path().equals(API + "/batch") && request.posts()
                ? batch(request.body())
                : error(404, "notFound", "Not found");
    }

    private synchronized Answer token(Request request) {
        Map<String, String> form = request.form();
        boolean good = !shut
                && "refresh_token".equals(form.get("grant_type"))
                && CLIENT.equals(form.get("client_id"))
                && refreshToken.equals(form.get("refresh_token"))
                && form.getOrDefault("scope", "").contains("msads.manage");
        if (!good) {
            return Answer.json(JsonText.object(
                            "error", "invalid_grant", "error_description", "AADSTS70000: The grant is invalid."))
                    .status(400);
        }
        rounds++;
        refreshToken = "refresh-token-" + rounds;
        return Answer.json(JsonText.object(
                "access_token",
                tokens.make(),
                "expires_in",
                tokens.seconds(),
                "refresh_token",
                refreshToken,
                "token_type",
                "Bearer"));
    }

    private Answer batch(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST_CALL) {
            return error(413, "requestTooLarge", "The request is larger than 4 MB.");
        }
        try {
            List<?> entries =
                    JsonTree.read(body) instanceof Map<?, ?> said ? JsonTree.list(said, "entries") : List.of();
            if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
                return error(400, "batchSize", "A batch has 1 to 300 entries.");
            }
            var answers = new ArrayList<Map<String, @Nullable Object>>();
            var seen = new HashSet<String>();
            for (Object entry : entries) {
                answers.add(done(entry instanceof Map<?, ?> map ? map : Map.of(), seen));
            }
            return Answer.json(JsonText.object("entries", answers));
        } catch (JsonTree.Broken broken) {
            return error(400, "parseError", "The body is no JSON: " + broken.getMessage());
        }
    }

    private Map<String, @Nullable Object> done(Map<?, ?> entry, Set<String> seen) {
        Object number = entry.get("batchId");
        Map<?, ?> product = JsonTree.object(entry, "product");
        String offer = JsonTree.text(product, "offerId");
        String id = offer.isEmpty() ? JsonTree.text(entry, "productId").replaceFirst("^Online:en:US:", "") : offer;
        if (!seen.add(id)) {
            return entryError(number, 400, "validation/duplicate", "One action a product.", "offerId");
        }
        return switch (JsonTree.text(entry, "method")) {
            case "insert" -> insert(number, id, product);
            case "delete" ->
                items.remove(id) == null
                        ? entryError(number, 404, "notFound", "item not found", "productId")
                        : JsonText.object("batchId", number, "kind", "content#productsCustomBatchResponseEntry");
            default -> entryError(number, 400, "validation/invalid", "No such method.", "method");
        };
    }

    private Map<String, @Nullable Object> insert(@Nullable Object number, String id, Map<?, ?> product) {
        for (String needed : List.of("title", "description", "link", "imageLink", "contentLanguage", "targetCountry")) {
            if (JsonTree.text(product, needed).isBlank()) {
                return entryError(number, 400, "validation/required", "The field is required.", needed);
            }
        }
        String title = JsonTree.text(product, "title");
        Object stock = product.get("availability");
        if (id.length() > LONGEST_ID) {
            return entryError(number, 400, "validation/toolong", "The id is too long.", "offerId");
        }
        if (title.length() > LONGEST_TITLE || (!refusedWord.isEmpty() && title.contains(refusedWord))) {
            return entryError(number, 400, "validation/invalid", "The title is not accepted.", "title");
        }
        if (!isPrice(product.get("price"))
                || (product.get("salePrice") != null && !isPrice(product.get("salePrice")))) {
            return entryError(number, 400, "validation/invalid", "The price is not valid.", "price");
        }
        if (stock != null && !Set.of("in stock", "out of stock", "preorder").contains(stock)) {
            return entryError(number, 400, "validation/invalid", "The availability is not valid.", "availability");
        }
        if (!"Online".equalsIgnoreCase(JsonTree.text(product, "channel"))) {
            return entryError(number, 400, "validation/required", "The channel is Online.", "channel");
        }
        if (product.get("identifierExists") != null && !(product.get("identifierExists") instanceof Boolean)) {
            return entryError(number, 400, "validation/invalid", "True or false.", "identifierExists");
        }
        items.put(id, product);
        return JsonText.object(
                "batchId",
                number,
                "kind",
                "content#productsCustomBatchResponseEntry",
                "product",
                JsonText.object("id", "Online:en:US:" + id));
    }

    private static boolean isPrice(@Nullable Object price) {
        return price instanceof Map<?, ?> parts
                && parts.get("value") instanceof BigDecimal value
                && value.signum() > 0
                && JsonTree.text(parts, "currency").matches("[A-Z]{3}");
    }

    private static Map<String, @Nullable Object> entryError(
            @Nullable Object number, int code, String reason, String message, String location) {
        return JsonText.object(
                "batchId",
                number,
                "errors",
                JsonText.object(
                        "code",
                        code,
                        "message",
                        message,
                        "errors",
                        List.of(JsonText.object(
                                "domain",
                                "content.ContentErrorDomain",
                                "reason",
                                reason,
                                "message",
                                message,
                                "locationType",
                                "parameter",
                                "location",
                                location))));
    }

    private static Answer error(int code, String reason, String message) {
        return Answer.json(JsonText.object(
                        "error",
                        JsonText.object(
                                "code",
                                code,
                                "message",
                                message,
                                "errors",
                                List.of(JsonText.object("domain", "global", "reason", reason, "message", message)))))
                .status(code);
    }
}
