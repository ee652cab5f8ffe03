package dev.aisle.edge.catalogapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The part of JSON Schema 2020-12 that our input schemas use, so that arguments are held against the very text
/// that is served, and a fault names the place and what belongs there. A schema with a keyword that is not
/// understood here is refused when it is read.
final class Schema {

    private static final int MOST_FAULTS = 5;
    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_MEMBERS = 4;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> UNDERSTOOD = Set.of(
            "$schema",
            "title",
            "description",
            "default",
            "format",
            "type",
            "required",
            "properties",
            "additionalProperties",
            "propertyNames",
            "pattern",
            "items",
            "minItems",
            "uniqueItems",
            "enum",
            "minimum",
            "anyOf");

    private final JsonNode schema;

    Schema(JsonNode schema) {
        requireUnderstood(schema);
        this.schema = schema;
    }

    /// A value that does not fit: where it stands, as a JSONPath, and what belongs there.
    record Fault(String path, String text) {

        @Override
        public String toString() {
            return path + " " + text;
        }
    }

    /// The first few faults; none if the value fits.
    List<Fault> check(JsonNode value, String path) {
        List<Fault> faults = new ArrayList<>();
        check(schema, "", value, path, faults);
        return faults;
    }

    Schema property(String name) {
        return new Schema(schema.path("properties").path(name));
    }

    Set<String> propertyNames() {
        return Set.copyOf(schema.path("properties").propertyNames());
    }

    /// The path of a member, in dots where the name allows it.
    static String member(String path, String name) {
        return PLAIN_NAME.matcher(name).matches()
                ? path + '.' + name
                : path + "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    /// @param above what the schema above says of itself, for a value whose own says nothing
    private static void check(JsonNode schema, String above, JsonNode value, String path, List<Fault> faults) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        String about = schema.path("description").asString(above);
        if (schema.has("type") && !hasType(value, schema.path("type").asString())) {
            faults.add(new Fault(path, "must be " + typeInWords(schema) + ", not " + quote(value) + inBrackets(about)));
            return;
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(new Fault(path, "must be one of " + words(schema.path("enum")) + ", not " + quote(value)));
        }
        if (schema.has("minimum")
                && value.decimalValue().compareTo(schema.path("minimum").decimalValue()) < 0) {
            faults.add(new Fault(
                    path, "must be at least " + schema.path("minimum") + ", not " + quote(value) + inBrackets(about)));
        }
        checkAlternatives(schema, value, path, faults);
        if (value.isObject()) {
            checkObject(schema, about, value, path, faults);
        }
        if (value.isArray()) {
            checkArray(schema, value, path, faults);
        }
    }

    private static void checkAlternatives(JsonNode schema, JsonNode value, String path, List<Fault> faults) {
        if (!schema.has("anyOf")) {
            return;
        }
        List<Fault> closest = List.of();
        for (JsonNode alternative : schema.path("anyOf")) {
            List<Fault> found = new ArrayList<>();
            check(alternative, "", value, path, found);
            if (found.isEmpty()) {
                return;
            }
            closest = closest.isEmpty() ? found : closest;
        }
        List<String> missing = schema.path("anyOf")
                .valueStream()
                .flatMap(it -> it.path("required").valueStream())
                .map(JsonNode::asString)
                .toList();
        if (missing.isEmpty()) {
            faults.addAll(closest);
        } else {
            faults.add(new Fault(path, "needs " + String.join(" or ", missing)));
        }
    }

    private static void checkObject(JsonNode schema, String about, JsonNode value, String path, List<Fault> faults) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asString())) {
                faults.add(new Fault(member(path, name.asString()), "is missing"));
            }
        }
        JsonNode names = schema.path("propertyNames");
        Pattern pattern =
                names.has("pattern") ? Pattern.compile(names.path("pattern").asString()) : null;
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String at = member(path, property.getKey());
            if (pattern != null && !pattern.matcher(property.getKey()).find()) {
                faults.add(new Fault(at, "must be named like com.example.name"));
            }
            JsonNode own = schema.path("properties").path(property.getKey());
            if (own.isObject()) {
                check(own, own.has("type") && isPlain(own) ? about : "", property.getValue(), at, faults);
            } else if (others.isObject()) {
                check(others, "", property.getValue(), at, faults);
            }
        }
    }

    private static void checkArray(JsonNode schema, JsonNode value, String path, List<Fault> faults) {
        if (value.size() < schema.path("minItems").asInt(0)) {
            faults.add(new Fault(path, "must have at least " + schema.path("minItems") + " entry"));
        }
        Set<JsonNode> seen = new HashSet<>();
        boolean unique = schema.path("uniqueItems").asBoolean(false);
        for (int i = 0; i < value.size(); i++) {
            String at = path + '[' + i + ']';
            if (unique && !seen.add(value.path(i))) {
                faults.add(new Fault(at, "repeats an earlier entry"));
            }
            if (schema.has("items")) {
                check(schema.path("items"), "", value.path(i), at, faults);
            }
        }
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" -> isInteger(value);
            default -> throw new IllegalStateException("no such type: " + type);
        };
    }

    /// A number without a fraction counts, however it is written: 10.0 is an integer.
    private static boolean isInteger(JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            return false;
        }
        BigDecimal number = value.decimalValue();
        return value.isIntegralNumber()
                || number.signum() == 0
                || number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isPlain(JsonNode schema) {
        return !schema.path("type").asString("").equals("object")
                && !schema.path("type").asString("").equals("array");
    }

    private static String inBrackets(String about) {
        return about.isEmpty() ? "" : " (" + about + ")";
    }

    private static String typeInWords(JsonNode schema) {
        String type = schema.path("type").asString();
        return switch (type) {
            case "array" ->
                switch (schema.path("items").path("type").asString("")) {
                    case "string" -> "a list of strings";
                    case "object" -> "a list of " + withMembers("objects", schema.path("items"));
                    default -> "a list";
                };
            case "object" -> withMembers("an object", schema);
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            case "null" -> "null";
            default -> "a " + type;
        };
    }

    private static String withMembers(String kind, JsonNode schema) {
        List<String> names = List.copyOf(schema.path("properties").propertyNames());
        return names.isEmpty() || names.size() > MOST_MEMBERS ? kind : kind + " with " + String.join(", ", names);
    }

    private static String words(JsonNode values) {
        return values.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
    }

    private static String quote(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> {
                String text = value.toString();
                yield text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
            }
        };
    }

    private static void requireUnderstood(JsonNode schema) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!UNDERSTOOD.contains(keyword.getKey())) {
                throw new IllegalArgumentException("keyword not understood: " + keyword.getKey());
            }
            JsonNode value = keyword.getValue();
            switch (keyword.getKey()) {
                case "properties" -> value.forEach(Schema::requireUnderstood);
                case "anyOf" -> value.forEach(Schema::requireUnderstood);
                case "items", "propertyNames", "additionalProperties" -> requireUnderstood(value);
                default -> {}
            }
        }
    }
}
