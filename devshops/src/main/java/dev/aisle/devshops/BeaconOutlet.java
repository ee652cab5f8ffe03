package dev.aisle.devshops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Speaks as Google's Merchant API does to somebody who sends products: tokens for assertions of a service account,
/// product inputs into a data source of the kind API, errors as `google.rpc.Status`. It is as strict as its
/// reference.
final class BeaconOutlet implements Shop {

    static final String ACCOUNT = "4711";
    static final String SOURCE = "1001";

    private static final String MAIL = "feeds@beacon.example";
    private static final String SCOPE = "https://www.googleapis.com/auth/content";
    private static final long SKEW_SECONDS = 300;
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final String PRODUCTS = "/products/v1/accounts/" + ACCOUNT + "/productInputs";
    private static final Pattern NAME = Pattern.compile(PRODUCTS + "/([a-z]{2})~([A-Z]+)~([^/]+)");
    private static final Set<String> ATTRIBUTES = Set.of(
            "title description link imageLink additionalImageLinks availability availabilityDate price salePrice brand gtins mpn identifierExists condition itemGroupId color size gender ageGroup material pattern productTypes googleProductCategory"
                    .split(" ", -1));

    private final InstantSource time;
    private final Shelf shelf;
    private final KeyPair keys = keys();
    private final OutletTokens tokens;
    private final Map<String, Map<?, ?>> items = new ConcurrentSkipListMap<>();
    private volatile boolean shut;
    private volatile String kind = "API";
    private volatile String refusedWord = "";

    BeaconOutlet(Shelf shelf, InstantSource time) {
        this.shelf = shelf;
        this.time = time;
        this.tokens = new OutletTokens(time);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String name() {
        return "beacon";
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
        return request.path().equals("/token") || request.path().startsWith("/products/v1/");
    }

    /// `key` tells what a merchant enters, `items` what is held; `expire` ends all tokens, `shut` the key; `files`
    /// makes the data source one for files; `refuse?word=` refuses titles with that word; `quota?calls=` a minute.
    @Override
    public Answer office(Request request) {
        String what = request.after("/__office/").orElse("");
        switch (what) {
            case "expire" -> tokens.endAll();
            case "shut" -> {
                shut = true;
                tokens.endAll();
            }
            case "files" -> kind = "FILE";
            case "refuse" -> refusedWord = request.ask("word").orElse("");
            case "quota" -> tokens.quota(request.number("calls", 0, 0, 1_000_000));
            case "key" -> {
                return Answer.text("account=" + ACCOUNT + "&data_source=" + SOURCE + "&key_file="
                        + java.net.URLEncoder.encode(keyFile(), StandardCharsets.UTF_8));
            }
            case "items" -> {
                return Answer.text(items.entrySet().stream()
                        .map(it -> it.getKey()
                                + '\t'
                                + JsonTree.text(attributes(it.getValue()), "title")
                                + '\t'
                                + JsonTree.text(JsonTree.object(attributes(it.getValue()), "price"), "amountMicros")
                                + '\t'
                                + JsonTree.text(attributes(it.getValue()), "itemGroupId"))
                        .collect(Collectors.joining("\n")));
            }
            default -> {
                return Answer.missing();
            }
        }
        return Answer.text("done\n");
    }

    private String keyFile() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonText.of(JsonText.object(
                "type",
                "service_account",
                "private_key_id",
                "k1",
                "private_key",
                pem,
                "client_email",
                MAIL,
                "token_uri",
                "http://not-believed.example/token"));
    }

    @Override
    public Answer answer(Request request) {
        if (request.path().equals("/token")) {
            return token(request);
        }
        if (request.path().startsWith("/p/")) {
            return Answer.html("<!doctype html><title>A thing</title>");
        }
        String bearer = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        if (!tokens.works(bearer)) {
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", "");
        }
        Optional<Long> wait = tokens.over();
        if (wait.isPresent()) {
            return error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Products'.", "")
                    .with("Retry-After", Long.toString(wait.get()));
        }
        if (request.path().equals("/datasources/v1/accounts/" + ACCOUNT + "/dataSources/" + SOURCE)) {
            return Answer.json(JsonText.object(
                    "name",
                    "accounts/" + ACCOUNT + "/dataSources/" + SOURCE,
                    "input",
                    kind,
                    "primaryProductDataSource",
                    JsonText.object("contentLanguage", "en", "feedLabel", "US")));
        }
        if (!request.ask("dataSource").equals(Optional.of("accounts/" + ACCOUNT + "/dataSources/" + SOURCE))) {
            return error(404, "NOT_FOUND", "The data source does not exist.", "");
        }
        if (request.posts() && request.path().equals(PRODUCTS + ":insert")) {
            return insert(request.body());
        }
        Matcher name = NAME.matcher(request.path());
        if (request.method().equals("DELETE") && name.matches()) {
            return name.group(1).equals("en") && name.group(2).equals("US") && items.remove(name.group(3)) != null
                    ? Answer.json(Map.of())
                    : error(404, "NOT_FOUND", "Requested entity was not found.", "");
        }
        return error(404, "NOT_FOUND", "Not Found", "");
    }

    private Answer token(Request request) {
        Map<String, String> form = request.form();
        boolean asked = "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"));
        if (shut || !asked || !isOurs(form.getOrDefault("assertion", ""), request.origin() + "/token")) {
            return Answer.json(JsonText.object("error", "invalid_grant", "error_description", "Invalid JWT Signature."))
                    .status(400);
        }
        return Answer.json(
                JsonText.object("access_token", tokens.make(), "expires_in", tokens.seconds(), "token_type", "Bearer"));
    }

    private boolean isOurs(String assertion, String audience) {
        String[] parts = assertion.split("\\.", -1);
        try {
            if (parts.length != 3) {
                return false;
            }
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            boolean signed = signature.verify(Base64.getUrlDecoder().decode(parts[2]));
            Object claims = JsonTree.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return signed
                    && claims instanceof Map<?, ?> said
                    && MAIL.equals(said.get("iss"))
                    && SCOPE.equals(said.get("scope"))
                    && audience.equals(said.get("aud"))
                    && isNow(said.get("iat"), said.get("exp"));
        } catch (GeneralSecurityException | IllegalArgumentException | JsonTree.Broken notOne) {
            return false;
        }
    }

    private boolean isNow(@Nullable Object issued, @Nullable Object ends) {
        if (!(issued instanceof Number from) || !(ends instanceof Number to)) {
            return false;
        }
        Instant now = time.instant();
        return Math.abs(from.longValue() - now.getEpochSecond()) <= SKEW_SECONDS
                && to.longValue() > now.getEpochSecond()
                && to.longValue() - from.longValue() <= 3_600;
    }

    private Answer insert(String body) {
        try {
            if (!(JsonTree.read(body) instanceof Map<?, ?> input)) {
                return error(400, "INVALID_ARGUMENT", "Invalid JSON payload received.", "");
            }
            Optional<Answer> wrong = wrong(input);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            String id = JsonTree.text(input, "offerId");
            items.put(id, input);
            return Answer.json(
                    JsonText.object("name", "accounts/" + ACCOUNT + "/productInputs/en~US~" + id, "offerId", id));
        } catch (JsonTree.Broken broken) {
            return error(400, "INVALID_ARGUMENT", "Invalid JSON payload received. " + broken.getMessage(), "");
        }
    }

    private static Map<?, ?> attributes(Map<?, ?> input) {
        return JsonTree.object(input, "productAttributes");
    }

    private Optional<Answer> wrong(Map<?, ?> input) {
        Map<?, ?> said = attributes(input);
        for (Object field : said.keySet()) {
            if (!ATTRIBUTES.contains(field)) {
                return refused("Unknown name \"" + field + "\": Cannot find field.", "productAttributes." + field);
            }
        }
        for (String needed : List.of("title", "description", "link", "imageLink", "availability")) {
            if (JsonTree.text(said, needed).isBlank()) {
                return refused("Missing required attribute: " + needed, "productAttributes." + needed);
            }
        }
        String id = JsonTree.text(input, "offerId");
        String title = JsonTree.text(said, "title");
        boolean isPriced =
                isPrice(said.get("price")) && (said.get("salePrice") == null || isPrice(said.get("salePrice")));
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return refused("The offer id is not between 1 and 50 characters.", "offerId");
        }
        if (!"en".equals(input.get("contentLanguage")) || !"US".equals(input.get("feedLabel"))) {
            return refused("The language or label is not the data source's.", "contentLanguage");
        }
        if (title.length() > LONGEST_TITLE || (!refusedWord.isEmpty() && title.contains(refusedWord))) {
            return refused("Invalid value for title.", "productAttributes.title");
        }
        if (JsonTree.text(said, "description").length() > LONGEST_DESCRIPTION) {
            return refused("The description is too long.", "productAttributes.description");
        }
        if (!isPriced) {
            return refused("Invalid price.", "productAttributes.price");
        }
        if (!Set.of("IN_STOCK", "OUT_OF_STOCK", "PREORDER", "BACKORDER").contains(said.get("availability"))) {
            return refused("Invalid value for enum.", "productAttributes.availability");
        }
        if (said.get("gtins") != null && !(said.get("gtins") instanceof List<?>)) {
            return refused("gtins is a list.", "productAttributes.gtins");
        }
        return Optional.empty();
    }

    private static boolean isPrice(@Nullable Object price) {
        return price instanceof Map<?, ?> parts
                && JsonTree.text(parts, "amountMicros").matches("[1-9][0-9]{0,17}")
                && JsonTree.text(parts, "currencyCode").matches("[A-Z]{3}");
    }

    private static Optional<Answer> refused(String message, String field) {
        return Optional.of(error(400, "INVALID_ARGUMENT", message, field));
    }

    private static Answer error(int code, String status, String message, String field) {
        var details = field.isEmpty()
                ? List.of()
                : List.of(
                        JsonText.object(
                                "@type",
                                "type.googleapis.com/google.rpc.BadRequest",
                                "fieldViolations",
                                List.of(JsonText.object("field", field, "description", message))),
                        JsonText.object(
                                "@type",
                                "type.googleapis.com/google.rpc.ErrorInfo",
                                "reason",
                                "invalid",
                                "domain",
                                "merchantapi.googleapis.com"));
        return Answer.json(JsonText.object(
                        "error",
                        JsonText.object("code", code, "message", message, "status", status, "details", details)))
                .status(code);
    }
}
