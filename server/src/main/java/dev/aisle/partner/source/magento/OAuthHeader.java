package dev.aisle.partner.source.magento;

import dev.aisle.base.ids.Base62;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Signature;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Signs a request with all four credentials of an integration: RFC 5849 with HMAC-SHA256.
final class OAuthHeader {

    private static final int NONCE = 32;

    private OAuthHeader() {}

    /// The value of `Authorization`.
    ///
    /// @param query the parameters in the address, decoded
    static String of(String method, URI address, Map<String, String> query, Secret secret, Instant now) {
        Map<String, String> own = new TreeMap<>(Map.of(
                "oauth_consumer_key", secret.get("consumer_key"),
                "oauth_token", secret.get("access_token"),
                "oauth_nonce", Base62.random(NONCE),
                "oauth_signature_method", "HMAC-SHA256",
                "oauth_timestamp", Long.toString(now.getEpochSecond()),
                "oauth_version", "1.0"));
        Map<String, String> all = new TreeMap<>(own);
        all.putAll(query);
        String parameters = all.entrySet().stream()
                .collect(Collectors.toMap(
                        it -> encoded(it.getKey()), it -> encoded(it.getValue()), (a, b) -> a, TreeMap::new))
                .entrySet()
                .stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        String base = method + "&" + encoded(address.toString()) + "&" + encoded(parameters);
        String key = encoded(secret.get("consumer_secret")) + "&" + encoded(secret.get("access_token_secret"));
        own.put("oauth_signature", Signature.of(key, base).base64());
        return "OAuth "
                + own.entrySet().stream()
                        .map(it -> it.getKey() + "=\"" + encoded(it.getValue()) + "\"")
                        .collect(Collectors.joining(", "));
    }

    /// RFC 3986: all but letters, digits and `-._~`.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
