package dev.aisle.edge.restv1;

import dev.aisle.catalog.index.Attributes;
import dev.aisle.catalog.index.Measure;
import dev.aisle.catalog.index.Measures;
import dev.aisle.catalog.index.Palette;
import dev.aisle.catalog.index.Traits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads what of the `filters` object asks for [Traits]: `colors`, `dimensions`, `attributes`, `sale`.
final class TraitsReader {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int MOST_COLORS = 10;
    private static final int MOST_ATTRIBUTES = 20;
    private static final int MOST_VALUES = 100;
    private static final int HEXADECIMAL = 16;

    private TraitsReader() {}

    /// @param gone whether only what cannot be ordered is wanted
    static Traits read(JsonNode filters, boolean gone) {
        return new Traits(
                colors(filters.path("colors")),
                sizes(filters.path("dimensions")),
                attributes(filters.path("attributes")),
                reduced(filters.path("sale")),
                gone);
    }

    private static boolean reduced(JsonNode sale) {
        if (isUnsaid(sale)) {
            return false;
        }
        if (!sale.asString("").equals("on_sale")) {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: on_sale",
                    "type_error.enum",
                    "body",
                    "filters",
                    "sale");
        }
        return true;
    }

    private static Map<String, Set<String>> attributes(JsonNode attributes) {
        Map<String, Set<String>> wanted = new TreeMap<>();
        if (isUnsaid(attributes)) {
            return wanted;
        }
        if (!attributes.isObject() || attributes.size() > MOST_ATTRIBUTES) {
            throw wrong(
                    "an object of at most " + MOST_ATTRIBUTES + " lists of values by handle such as"
                            + " {\"material\": [\"cotton\"]}",
                    "attributes");
        }
        attributes
                .properties()
                .forEach(attribute -> wanted.computeIfAbsent(
                                Attributes.handle(attribute.getKey()), ignored -> new TreeSet<>())
                        .addAll(values(attribute)));
        return wanted;
    }

    private static Set<String> values(Map.Entry<String, JsonNode> attribute) {
        JsonNode said = attribute.getValue();
        if (!said.isArray() || said.isEmpty() || said.size() > MOST_VALUES) {
            throw wrong("a list of 1 to " + MOST_VALUES + " texts", "attributes", attribute.getKey());
        }
        Set<String> values = new TreeSet<>();
        for (JsonNode value : said) {
            if (!value.isString()) {
                throw wrong("a list of 1 to " + MOST_VALUES + " texts", "attributes", attribute.getKey());
            }
            values.add(value.stringValue().strip());
        }
        return values;
    }

    private static List<List<String>> colors(JsonNode colors) {
        if (isUnsaid(colors)) {
            return List.of();
        }
        JsonNode palette = colors.path("palette");
        if (!palette.isArray() || palette.size() > MOST_COLORS) {
            throw wrong(
                    "a list of at most " + MOST_COLORS + " colors such as {\"hex\": \"#1b2a57\"}", "colors", "palette");
        }
        List<List<String>> wanted = new ArrayList<>();
        for (int i = 0; i < palette.size(); i++) {
            JsonNode color = palette.path(i);
            String hex = color.path("hex").asString("");
            if (!HEX.matcher(hex).matches()) {
                throw wrong("# and six hexadecimal digits", "colors", "palette", i, "hex");
            }
            JsonNode share = color.path("percentage");
            if (!isUnsaid(share) && !(share.isNumber() && share.doubleValue() >= 0 && share.doubleValue() <= 1)) {
                throw wrong("a number from 0 to 1", "colors", "palette", i, "percentage");
            }
            wanted.add(Palette.near(
                    new Palette.Wanted(Integer.parseInt(hex.substring(1), HEXADECIMAL), share.asDouble(0))));
        }
        return wanted;
    }

    private static Map<Measure, Traits.Range> sizes(JsonNode dimensions) {
        Map<Measure, Traits.Range> sizes = new EnumMap<>(Measure.class);
        if (isUnsaid(dimensions)) {
            return sizes;
        }
        if (!dimensions.isObject()) {
            throw wrong("an object with length, width, height or weight", "dimensions");
        }
        for (Map.Entry<String, JsonNode> side : dimensions.properties()) {
            if (!isUnsaid(side.getValue())) {
                sizes.put(measure(side.getKey()), range(side.getKey(), side.getValue()));
            }
        }
        return sizes;
    }

    private static Measure measure(String name) {
        return switch (name) {
            case "length" -> Measure.LENGTH;
            case "width" -> Measure.WIDTH;
            case "height" -> Measure.HEIGHT;
            case "weight" -> Measure.WEIGHT;
            default -> throw wrong("one of length, width, height, weight", "dimensions", name);
        };
    }

    private static Traits.Range range(String name, JsonNode side) {
        Measure measure = measure(name);
        String unit = side.path("unit").asString("").toLowerCase(Locale.ROOT);
        OptionalDouble factor =
                MeasureForm.isUnit(measure, unit) ? Measures.factor(measure, unit) : OptionalDouble.empty();
        if (factor.isEmpty()) {
            throw wrong("one of " + String.join(", ", MeasureForm.units(measure)), "dimensions", name, "unit");
        }
        double least = bound(side, "min", name, 0);
        double most = bound(side, "max", name, Double.MAX_VALUE / factor.getAsDouble());
        if (least > most) {
            throw wrong("at most max", "dimensions", name, "min");
        }
        return new Traits.Range(rounded(least * factor.getAsDouble()), rounded(most * factor.getAsDouble()));
    }

    /// As exact as what is kept of a listing, so that what is exactly at an end passes.
    private static double rounded(double value) {
        return value > Float.MAX_VALUE ? value : (float) value;
    }

    private static double bound(JsonNode side, String end, String name, double unsaid) {
        JsonNode value = side.path(end);
        if (isUnsaid(value)) {
            return unsaid;
        }
        if (!value.isNumber() || value.doubleValue() < 0) {
            throw wrong("a number, at least 0", "dimensions", name, end);
        }
        return value.doubleValue();
    }

    private static boolean isUnsaid(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Rejected wrong(String wanted, Object... place) {
        Object[] whole = new Object[place.length + 2];
        whole[0] = "body";
        whole[1] = "filters";
        System.arraycopy(place, 0, whole, 2, place.length);
        return Rejected.field("ensure this value is " + wanted, "value_error", whole);
    }
}
