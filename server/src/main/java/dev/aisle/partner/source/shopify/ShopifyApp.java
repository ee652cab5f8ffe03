package dev.aisle.partner.source.shopify;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.partner.credentials.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Our app in Shopify: how a merchant is asked to install it, how what comes back is verified, and how its tokens are
/// got
/// and renewed. The secret of a connection holds `access_token`, `refresh_token` and `expires_at`.
public final class ShopifyApp {

    private static final Pattern SHOP = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9\\-]*\\.myshopify\\.com");
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final String clientId;
    private final String clientSecret;
    private final OutsideHttp http;
    private final InstantSource time;

    public ShopifyApp(String clientId, String clientSecret, OutsideHttp http, InstantSource time) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.http = http;
        this.time = time;
    }

    /// Whether text is the name of a shop, and nothing else.
    public static boolean isShop(String text) {
        return SHOP.matcher(text).matches();
    }

    /// Where the shop asks its owner to install the app.
    public URI consent(URI store, URI callback, String state) {
        return URI.create(store + "/admin/oauth/authorize?client_id=" + encoded(clientId) + "&scope=read_products"
                + "&redirect_uri=" + encoded(callback.toString()) + "&state=" + encoded(state));
    }

    /// Whether the query that came back was made by Shopify, and lately.
    public boolean isGenuine(Map<String, String> query) {
        String message = new TreeMap<>(query)
                .entrySet().stream()
                        .filter(it ->
                                !it.getKey().equals("hmac") && !it.getKey().equals("lang"))
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&"));
        String expected = HexFormat.of().formatHex(mac(message));
        boolean signed = same(expected, query.getOrDefault("hmac", ""));
        String stamp = query.getOrDefault("timestamp", "");
        return signed
                && stamp.matches("[0-9]{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), time.instant())
                                .abs()
                                .compareTo(SLACK)
                        <= 0;
    }

    /// Changes the code that came back into tokens; nothing where the shop refuses.
    public Optional<Secret> redeem(URI store, String code) {
        return tokens(store, Map.of("client_id", clientId, "client_secret", clientSecret, "code", code, "expiring", 1));
    }

    /// Tokens that work now: these, or fresh ones where they end within minutes.
    Optional<Secret> fresh(URI store, Secret secret) {
        Optional<Instant> end = secret.find("expires_at").map(Instant::parse);
        Optional<String> refresh = secret.find("refresh_token");
        if (end.isEmpty() || refresh.isEmpty() || end.get().minus(SLACK).isAfter(time.instant())) {
            return Optional.of(secret);
        }
        return tokens(
                store,
                Map.of(
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret,
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        refresh.get()));
    }

    boolean isSigned(String body, String said) {
        return same(Base64.getEncoder().encodeToString(mac(body)), said);
    }

    private Optional<Secret> tokens(URI store, Map<String, ?> body) {
        Answer answer = http.send(new Ask(
                "POST",
                URI.create(store + "/admin/oauth/access_token"),
                Map.of("Accept", "application/json"),
                Optional.of(new Ask.Content("application/json", Json.write(body))),
                BodyKind.API));
        return answer instanceof Answer.Got got && got.status() == 200 ? secret(got.text()) : Optional.empty();
    }

    private Optional<Secret> secret(String text) {
        JsonNode said;
        try {
            said = Json.tree(text);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        String token = said.path("access_token").asString("");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Secret secret = new Secret(Map.of("access_token", token));
        String refresh = said.path("refresh_token").asString("");
        long seconds = said.path("expires_in").asLong(0);
        return Optional.of(
                refresh.isEmpty() || seconds == 0
                        ? secret
                        : secret.with("refresh_token", refresh)
                                .with(
                                        "expires_at",
                                        time.instant().plusSeconds(seconds).toString()));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String expected, String said) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
