package dev.aisle.supply.extract.markup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// Reads every JSON-LD block of a page into things: single objects, arrays and `@graph`, with references by `@id`
/// followed across blocks. Contexts are not resolved: a property is known by its last name.
public final class JsonLdReader {

    private static final int DEEPEST = 24;
    private static final int MOST_THINGS = 5_000;
    private static final int MOST_BLOCKS = 200;
    private static final int LARGEST_SCALE = 40;

    private final List<JsonNode> roots = new ArrayList<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int things;

    private JsonLdReader() {}

    /// The things of all blocks in the order of the page; what could not be read is added to the problems.
    public static List<Thing> read(Document page, List<String> problems) {
        JsonLdReader reader = new JsonLdReader();
        int block = 0;
        for (Element script : page.select("script[type]")) {
            if (isJsonLd(script) && block < MOST_BLOCKS) {
                block++;
                Optional<JsonNode> json = JsonRepair.read(script.data());
                if (json.isPresent()) {
                    reader.collect(json.get(), 0);
                } else if (!script.data().isBlank()) {
                    problems.add("JSON-LD block " + block + " is not JSON and could not be repaired");
                }
            }
        }
        return reader.things();
    }

    private static boolean isJsonLd(Element script) {
        return script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json");
    }

    private void collect(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> collect(child, depth + 1));
        } else if (node.isObject()) {
            index(node, depth);
            JsonNode graph = node.get("@graph");
            if (graph != null) {
                collect(graph, depth + 1);
            }
            if (graph == null || node.has("@type")) {
                roots.add(node);
            }
        }
    }

    private void index(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> index(child, depth + 1));
        } else if (node.isObject()) {
            JsonNode id = node.get("@id");
            if (id != null && id.isString() && node.size() > 1) {
                byId.merge(id.stringValue(), node, (one, other) -> one.size() >= other.size() ? one : other);
            }
            node.forEach(child -> index(child, depth + 1));
        }
    }

    private List<Thing> things() {
        List<Thing> all = new ArrayList<>();
        for (JsonNode root : roots) {
            all.add(thing(root, 0));
        }
        return all;
    }

    private Thing thing(JsonNode node, int depth) {
        things++;
        open.add(node);
        List<String> types = new ArrayList<>();
        String id = "";
        Map<String, List<Value>> properties = Thing.noProperties();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            switch (property.getKey()) {
                case "@type", "type" -> addTypes(property.getValue(), types);
                case "@id" -> id = scalar(property.getValue());
                case "@graph", "@context" -> {}
                default -> {
                    List<Value> values =
                            properties.computeIfAbsent(Thing.localName(property.getKey()), name -> new ArrayList<>());
                    addValues(property.getValue(), values, depth + 1);
                }
            }
        }
        properties.values().removeIf(List::isEmpty);
        open.remove(node);
        return new Thing(types, id, properties);
    }

    private static void addTypes(JsonNode node, List<String> types) {
        if (node.isArray()) {
            node.forEach(type -> addTypes(type, types));
        } else if (node.isString()) {
            types.add(Thing.localName(node.stringValue()));
        }
    }

    private void addValues(JsonNode node, List<Value> values, int depth) {
        if (depth > DEEPEST || things > MOST_THINGS) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> addValues(child, values, depth + 1));
        } else if (node.isObject()) {
            if (node.has("@value")) {
                addValues(node.get("@value"), values, depth + 1);
            } else if (node.has("@list")) {
                addValues(node.get("@list"), values, depth + 1);
            } else if (isTerm(node)) {
                values.add(new Value.Text(scalar(node.get("@id"))));
            } else {
                values.add(thing(referred(node), depth));
            }
        } else {
            String text = scalar(node);
            if (!text.isBlank()) {
                values.add(new Value.Text(text));
            }
        }
    }

    /// Whether an object only names a word of the vocabulary, such as `{"@id": "https://schema.org/InStock"}`.
    private static boolean isTerm(JsonNode node) {
        JsonNode id = node.size() == 1 ? node.get("@id") : null;
        return id != null
                && (id.asString().contains("schema.org/") || id.asString().startsWith("schema:"));
    }

    /// The node that an object with nothing but an `@id` (and a type) points to; itself where it points
    /// back to what it is part of, such as a variant's group.
    private JsonNode referred(JsonNode node) {
        JsonNode id = node.get("@id");
        boolean onlyPoints = id != null && node.size() <= (node.has("@type") ? 2 : 1);
        JsonNode target = onlyPoints ? byId.getOrDefault(id.asString(), node) : node;
        return open.contains(target) ? node : target;
    }

    /// A string, number or boolean as text; numbers as they were written, without an exponent.
    public static String scalar(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return Math.abs(number.scale()) > LARGEST_SCALE ? "" : number.toPlainString();
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? node.asString() : "";
    }
}
