package dev.aisle.edge.partnerapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the table of routes. Every route is for partners with a key; the handler's return is the wire record of
/// a 200.
///
/// @param path segments; one in braces names a parameter
record Route(String method, List<String> path, Handler handler) {

    /// Answers a call, or throws a `Problem`.
    interface Handler {
        Object answer(Call call);
    }

    static Route of(String method, String path, Handler handler) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), handler);
    }

    /// What the path's parameters say, where the path is this route's.
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = path.get(i);
            if (expected.startsWith("{")) {
                parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
