package dev.aisle.edge.restv1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// One route: what a call to it may say, what it waits its turn for, and who answers.
///
/// @param path its segments; one in braces stands for any text and names it
/// @param fields what a call may say, in its body or else in its query
record Route(String method, List<String> path, Desk desk, FieldNames fields, Function<Call, Object> handler) {

    /// What a call waits its turn for.
    enum Desk {
        INDEX,
        TABLES
    }

    /// Answered from the index.
    ///
    /// @param fields with a space between two
    static Route ask(String method, String path, String fields, Function<Call, Object> handler) {
        return new Route(method, segments(path), Desk.INDEX, FieldNames.of(fields), handler);
    }

    /// Answered from tables.
    ///
    /// @param fields with a space between two
    static Route of(String method, String path, String fields, Function<Call, Object> handler) {
        return new Route(method, segments(path), Desk.TABLES, FieldNames.of(fields), handler);
    }

    /// One that is gone.
    ///
    /// @param now what took its place
    static Route moved(String method, String path, String now) {
        return of(method, path, "", new Moved(now));
    }

    /// One that needs what this installation has not.
    static Route notConfigured(String method, String path) {
        return of(method, path, "", new NotConfigured());
    }

    /// Whether there is more to hear of it than where it went, or that it cannot be had.
    boolean answers() {
        return !(handler instanceof Moved) && !(handler instanceof NotConfigured);
    }

    /// What its variables are on this path, if the path is one of this route.
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < path.size(); i++) {
            String part = path.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /// Tells what of a call is never looked at.
    void checkNames(Call call) {
        if (method.equals("POST")) {
            fields.checkBody(call.body(), call.remarks());
            FieldNames.refuseQuery(call.query().keySet(), call.remarks());
        } else {
            fields.checkQuery(
                    call.query().keySet().stream()
                            .filter(it -> !it.startsWith(ProductRoutes.OPTION))
                            .toList(),
                    call.remarks());
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private record Moved(String now) implements Function<Call, Object> {

        @Override
        public Object apply(Call call) {
            throw Rejected.of(404, "This endpoint is gone; use " + now + ".");
        }
    }

    private record NotConfigured() implements Function<Call, Object> {

        @Override
        public Object apply(Call call) {
            throw Rejected.of(
                    501,
                    "Conversations are not configured on this installation: they need a language model."
                            + " Ask with POST /v1/search instead.");
        }
    }
}
