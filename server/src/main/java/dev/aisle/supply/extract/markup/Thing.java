package dev.aisle.supply.extract.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Something a page describes in structured data, whatever the syntax (JSON-LD, microdata, RDFa): its types, its id
/// (empty where it has none) and what is said of it. Types and property names come without their vocabulary's prefix;
/// property names are found in any case.
public record Thing(List<String> types, String id, Map<String, List<Value>> properties) implements Value {

    public static Map<String, List<Value>> noProperties() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /// The name behind the last `/`, `#` or prefix colon: `https://schema.org/Product` and `schema:Product` are
    /// `Product`.
    public static String localName(String name) {
        String trimmed = name.strip();
        int end = trimmed.endsWith("/") ? trimmed.length() - 1 : trimmed.length();
        int cut = Math.max(
                Math.max(trimmed.lastIndexOf('/', end - 1), trimmed.lastIndexOf('#', end - 1)),
                trimmed.lastIndexOf(':', end - 1));
        return trimmed.substring(cut + 1, end);
    }

    public boolean is(String... anyOf) {
        for (String wanted : anyOf) {
            for (String type : types) {
                if (type.equalsIgnoreCase(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    public boolean has(String property) {
        return properties.containsKey(property);
    }

    public List<Value> values(String property) {
        return properties.getOrDefault(property, List.of());
    }

    public List<Thing> things(String property) {
        return values(property).stream()
                .flatMap(value -> value instanceof Thing thing ? Stream.of(thing) : Stream.empty())
                .toList();
    }

    /// The texts of a property; of a thing its name, value, URL or id.
    public List<String> texts(String property) {
        List<String> texts = new ArrayList<>();
        for (Value value : values(property)) {
            String text = word(value);
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    public Optional<String> text(String property) {
        return texts(property).stream().findFirst();
    }

    /// The first property of the list that says anything.
    public Optional<String> firstText(String... anyOf) {
        for (String property : anyOf) {
            Optional<String> found = text(property);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String word(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Thing thing -> {
                for (String property : List.of("name", "value", "url", "contentUrl")) {
                    Optional<String> said = thing.values(property).stream()
                            .flatMap(it -> it instanceof Value.Text text ? Stream.of(text.text()) : Stream.empty())
                            .filter(it -> !it.isBlank())
                            .findFirst();
                    if (said.isPresent()) {
                        yield said.get();
                    }
                }
                yield "";
            }
        };
    }

    @Override
    public String toString() {
        return types + properties.toString().toLowerCase(Locale.ROOT);
    }
}
