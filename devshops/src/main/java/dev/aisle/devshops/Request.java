package dev.aisle.devshops;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a visitor asks of a shop.
///
/// @param origin `http://127.0.0.1:PORT`, as the visitor sees this shop
/// @param path decoded, without the query
/// @param query the last value of each parameter
/// @param headers by their names in lower case
/// @param body as text; empty where there is none
/// @param faults what the shop is told to do wrong
record Request(
        String method,
        String origin,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Faults faults) {

    Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    String agent() {
        return header("user-agent").orElse("-");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Whether the shop is told to do this wrong with this request.
    boolean meets(String fault) {
        return faults.strikes(fault, this);
    }

    boolean posts() {
        return method.equals("POST");
    }

    /// The fields of a form that was sent.
    Map<String, String> form() {
        return pairs(body);
    }

    /// `a=1&b=2`, percent-encoded, the last value of each name.
    static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                pairs.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    Optional<String> ask(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// A whole number between the bounds; what is absent or no number becomes the fallback.
    int number(String name, int fallback, int least, int most) {
        String value = query.getOrDefault(name, "");
        int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : fallback;
        return Math.clamp(number, least, most);
    }

    /// What follows the prefix in the path, if it does and is not empty.
    Optional<String> after(String prefix) {
        return path.startsWith(prefix) && path.length() > prefix.length()
                ? Optional.of(path.substring(prefix.length()))
                : Optional.empty();
    }
}
