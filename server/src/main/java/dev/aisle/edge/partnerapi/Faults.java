package dev.aisle.edge.partnerapi;

import dev.aisle.base.json.Json;
import dev.aisle.base.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a call's fields and gathers everything that is wrong with them, so that one answer names it all.
final class Faults {

    static final int LARGEST_BODY = 65_536;
    private static final int LONGEST_ECHO = 200;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private final List<Problem.Field> found = new ArrayList<>();

    static Problem tooLong() {
        return Problem.invalid(new Problem.Field(
                "value_error", List.of("body"), "The body is too long. Send at most " + LARGEST_BODY + " bytes.", ""));
    }

    static Problem brokenOff() {
        return notJson("The body broke off before its end.", new byte[0]);
    }

    /// The body as a JSON object.
    static JsonNode object(byte[] body) {
        JsonNode tree;
        try {
            tree = Json.tree(body);
        } catch (JacksonException broken) {
            throw notJson("The body is not JSON: " + words(broken) + ".", body);
        }
        if (tree.isMissingNode()) {
            throw notJson("The body is empty. Send a JSON object.", body);
        }
        if (!tree.isObject()) {
            throw Problem.invalid(
                    new Problem.Field("value_error", List.of("body"), "The body must be a JSON object.", tree));
        }
        return tree;
    }

    /// A required text field.
    Optional<String> requiredText(JsonNode body, String name, String hint) {
        if (!body.has(name)) {
            add("missing", List.of("body", name), "Field required: " + hint, body);
            return Optional.empty();
        }
        return text(body.get(name), name);
    }

    /// An optional text field; null is as good as absent.
    Optional<String> optionalText(JsonNode body, String name, int longest) {
        if (!body.hasNonNull(name)) {
            return Optional.empty();
        }
        Optional<String> text = textOfAtMost(longest, body, name);
        if (text.filter(it -> it.chars().anyMatch(Character::isISOControl)).isPresent()) {
            add("value_error", List.of("body", name), "Send the text without control characters.", body.get(name));
        }
        return text.map(String::strip).filter(it -> !it.isEmpty());
    }

    /// An optional text field that is kept as it is, spaces and all.
    Optional<String> verbatimText(JsonNode body, String name, int longest) {
        if (!body.hasNonNull(name)) {
            return Optional.empty();
        }
        Optional<String> text = textOfAtMost(longest, body, name);
        if (text.filter(it -> it.indexOf('\0') >= 0).isPresent()) {
            add("value_error", List.of("body", name), "Send the text without null characters.", body.get(name));
        }
        return text;
    }

    /// A whole number of the query, from `least` to `most`.
    long number(Map<String, String> query, String name, long otherwise, long least, OptionalLong most) {
        String said = query.get(name);
        if (said == null) {
            return otherwise;
        }
        List<String> place = List.of("query", name);
        if (!INTEGER.matcher(said).matches()) {
            add("int_parsing", place, "Send a whole number.", shortened(said));
            return otherwise;
        }
        long number = Long.parseLong(said);
        if (number < least) {
            add("greater_than_equal", place, "Send a number greater than or equal to " + least + ".", said);
        } else if (most.isPresent() && number > most.getAsLong()) {
            add("less_than_equal", place, "Send a number less than or equal to " + most.getAsLong() + ".", said);
        }
        return number;
    }

    void add(String type, List<String> place, String message, Object rejected) {
        found.add(new Problem.Field(type, place, message, rejected));
    }

    /// Throws if anything was wrong.
    void check() {
        if (!found.isEmpty()) {
            throw Problem.invalid(found.toArray(Problem.Field[]::new));
        }
    }

    private Optional<String> textOfAtMost(int longest, JsonNode body, String name) {
        Optional<String> text = text(body.get(name), name);
        if (text.filter(it -> it.codePointCount(0, it.length()) > longest).isPresent()) {
            add(
                    "string_too_long",
                    List.of("body", name),
                    "String should have at most " + longest + " characters.",
                    body.get(name));
        }
        return text;
    }

    private Optional<String> text(JsonNode value, String name) {
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        add("string_type", List.of("body", name), "Input should be a string.", value);
        return Optional.empty();
    }

    /// Without the places in the parser's own terms, which it adds in brackets.
    private static String words(JacksonException broken) {
        String message = broken.getOriginalMessage();
        int place = message.indexOf(" (start marker");
        return place < 0 ? message : message.substring(0, place);
    }

    private static Problem notJson(String message, byte[] body) {
        return Problem.invalid(new Problem.Field("json_invalid", List.of("body"), message, echo(body)));
    }

    private static String echo(byte[] body) {
        return shortened(new String(body, 0, Math.min(body.length, LONGEST_ECHO), StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO);
    }
}
