package dev.aisle.partner.credentials;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What lets us into a merchant's platform: named values. It shows its names only.
public final class Secret {

    private final Map<String, String> values;

    public Secret(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("the credential has no " + name));
    }

    /// The same with one value more, or another one.
    public Secret with(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Secret(more);
    }

    byte[] bytes() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"))
                        .getBytes(StandardCharsets.US_ASCII);
    }

    static Secret of(byte[] bytes) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : new String(bytes, StandardCharsets.US_ASCII).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Secret(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && values.equals(secret.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Secret" + new TreeMap<>(values).keySet();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
