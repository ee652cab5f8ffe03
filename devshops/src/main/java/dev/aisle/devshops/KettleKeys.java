package dev.aisle.devshops;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The REST API keys of a WooCommerce store.
final class KettleKeys {

    /// @param permissions `read`, `write` or `read_write`
    record Key(int id, String consumerKey, String consumerSecret, String permissions) {

        boolean mayRead() {
            return permissions.startsWith("read");
        }

        boolean mayWrite() {
            return permissions.endsWith("write");
        }
    }

    private static final int KEY_BYTES = 20;

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    Key make(String permissions) {
        var key = new Key(ids.incrementAndGet(), "ck_" + secret(), "cs_" + secret(), permissions);
        keys.put(key.consumerKey(), key);
        return key;
    }

    void revoke(Key key) {
        keys.remove(key.consumerKey());
    }

    void revokeAll() {
        keys.clear();
    }

    /// Whose key the request carries: Basic authentication, or the two query parameters.
    Optional<Key> of(Request request) {
        String pair = request.header("authorization")
                .filter(it -> it.startsWith("Basic "))
                .map(it -> new String(Base64.getDecoder().decode(it.substring(6).strip()), StandardCharsets.UTF_8))
                .orElseGet(() -> request.query().getOrDefault("consumer_key", "") + ":"
                        + request.query().getOrDefault("consumer_secret", ""));
        int colon = pair.indexOf(':');
        return Optional.ofNullable(keys.get(colon < 0 ? pair : pair.substring(0, colon)))
                .filter(key -> key.consumerSecret().equals(pair.substring(colon + 1)));
    }

    private String secret() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
