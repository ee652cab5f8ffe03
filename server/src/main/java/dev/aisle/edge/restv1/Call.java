package dev.aisle.edge.restv1;

import dev.aisle.edge.wire.Caller;
import dev.aisle.market.click.UserId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One call, taken apart: who, which path variables, what was asked.
///
/// @param query in the order of the names; a name may come more than once
/// @param locale the locale headers, by the name of the field they stand for
/// @param body missing for a call without one
/// @param remarks what is to be told of the call in its answer
record Call(
        Caller caller,
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> locale,
        Optional<UserId> userId,
        JsonNode body,
        Remarks remarks) {

    private static final Map<HeaderName, String> LOCALE = Map.of(
            HeaderNames.create("X-Channel3-Language"), "language",
            HeaderNames.create("X-Channel3-Country"), "country",
            HeaderNames.create("X-Channel3-Currency"), "currency",
            HeaderNames.create("X-Channel3-Length-Unit"), "length_unit",
            HeaderNames.create("X-Channel3-Weight-Unit"), "weight_unit");
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");
    private static final HeaderName USER = HeaderNames.create("x-user-id");

    static Call of(Caller caller, Map<String, String> path, ServerRequest request, JsonNode body) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String name : request.query().names()) {
            query.put(name, List.copyOf(request.query().all(name)));
        }
        Map<String, String> locale = new TreeMap<>();
        LOCALE.forEach((header, field) ->
                request.headers().first(header).ifPresent(value -> locale.put(field, value.strip())));
        Optional<String> user = request.headers().first(USER).map(String::strip).filter(it -> !it.isEmpty());
        if (user.filter(it -> UserId.parse(it).isEmpty()).isPresent()) {
            throw Rejected.field(
                    "at most 128 letters, digits and . _ @ -", "value_error.str.regex", "header", "x-user-id");
        }
        return new Call(caller, path, query, locale, user.map(UserId::new), body, new Remarks());
    }

    /// Refuses null characters in its address, which no text that is kept holds.
    void requireText() {
        path.forEach((name, value) -> requireText(value, "path", name));
        query.forEach((name, values) -> {
            requireText(name, "query", name);
            values.forEach(value -> requireText(value, "query", name));
        });
    }

    private static void requireText(String value, String where, String name) {
        if (value.indexOf('\0') >= 0) {
            throw Rejected.field("send the text without null characters", "value_error", where, name);
        }
    }

    /// The same call with another body.
    Call with(JsonNode other) {
        return new Call(caller, path, query, locale, userId, other, remarks);
    }

    String variable(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    /// The last value of a query parameter.
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name))
                .filter(it -> !it.isEmpty())
                .map(List::getLast)
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }

    /// All values of a query parameter, repeated or joined by commas.
    List<String> parameters(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(it -> Arrays.stream(it.split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /// A whole number within limits, from the query.
    int number(String name, int usual, int least, int most) {
        Optional<String> said = parameter(name);
        if (said.isEmpty()) {
            return usual;
        }
        try {
            return within(Long.parseLong(said.get()), least, most, "query", name);
        } catch (NumberFormatException noNumber) {
            throw Rejected.field("value is not a valid integer", "type_error.integer", "query", name);
        }
    }

    /// Whether a query parameter says yes; unsaid means no.
    boolean yes(String name) {
        String said = parameter(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!YES.contains(said) && !NO.contains(said)) {
            throw Rejected.field("value could not be parsed to a boolean", "type_error.bool", "query", name);
        }
        return YES.contains(said);
    }

    /// A whole number within limits, from the body.
    int bodyNumber(String name, int usual, int least, int most) {
        JsonNode said = body.path(name);
        if (said.isMissingNode() || said.isNull()) {
            return usual;
        }
        if (!said.isIntegralNumber() || !said.canConvertToLong()) {
            throw Rejected.field("value is not a valid integer", "type_error.integer", "body", name);
        }
        return within(said.asLong(), least, most, "body", name);
    }

    /// A text of the body; nothing where it is absent or null.
    Optional<String> bodyText(String name) {
        JsonNode said = body.path(name);
        if (said.isMissingNode() || said.isNull()) {
            return Optional.empty();
        }
        if (!said.isString()) {
            throw Rejected.field("str type expected", "type_error.str", "body", name);
        }
        return said.stringValueOpt().map(String::strip).filter(it -> !it.isEmpty());
    }

    private static int within(long number, int least, int most, String where, String name) {
        if (number < least || number > most) {
            throw Rejected.field(
                    "ensure this value is between " + least + " and " + most, "value_error.number", where, name);
        }
        return (int) number;
    }
}
