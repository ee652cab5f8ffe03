package dev.aisle.devshops;

import java.util.Map;
import java.util.Optional;

/// What a visitor asks of a shop.
///
/// @param origin `http://127.0.0.1:PORT`, as the visitor sees this shop
/// @param path decoded, without the query
/// @param query the last value of each parameter
record Request(String method, String origin, String path, Map<String, String> query, String agent) {

    Request {
        query = Map.copyOf(query);
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
