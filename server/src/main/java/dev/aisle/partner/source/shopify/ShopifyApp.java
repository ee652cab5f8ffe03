package dev.aisle.partner.source.shopify;

import static dev.aisle.partner.source.PlatformHttp.encoded;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Our app in Shopify: how a merchant is asked to install it, how what comes back is verified, and how its
/// tokens are got and renewed. The secret of a connection holds `access_token`, `refresh_token` and
/// `expires_at`.
public final class ShopifyApp {

    private static final Pattern SHOP = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9\\-]*\\.myshopify\\.com");
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final String clientId;
    private final String clientSecret;
    private final PlatformHttp http;
    private final Tokens tokens;
    private final InstantSource time;

    public ShopifyApp(String clientId, String clientSecret, OutsideHttp http, InstantSource time) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.http = new PlatformHttp(http, time);
        this.tokens = new Tokens(time);
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
        boolean signed = Signature.of(clientSecret, message).isHex(query.getOrDefault("hmac", ""));
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
        return tokens(store, Map.of("code", code, "expiring", 1), new Secret(Map.of()))
                        instanceof Tokens.Renewed.Fresh got
                ? Optional.of(got.secret())
                : Optional.empty();
    }

    /// Asks with a token that works now.
    Reply send(Access access, Function<Secret, Reply> ask) {
        return tokens.send(
                access,
                ask,
                old -> tokens(
                        access.store(),
                        Map.of("grant_type", "refresh_token", "refresh_token", old.get("refresh_token")),
                        old));
    }

    boolean isSigned(String body, String said) {
        return Signature.of(clientSecret, body).isBase64(said);
    }

    private Tokens.Renewed tokens(URI store, Map<String, ?> what, Secret old) {
        Map<String, Object> body = new HashMap<>(what);
        body.put("client_id", clientId);
        body.put("client_secret", clientSecret);
        return tokens.read(http.post(URI.create(store + "/admin/oauth/access_token"), Map.of(), body), old);
    }
}
