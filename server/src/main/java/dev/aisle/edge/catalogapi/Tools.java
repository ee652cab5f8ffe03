package dev.aisle.edge.catalogapi;

import dev.aisle.base.json.Json;
import dev.aisle.edge.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The three tools as they are served, and their input schemas as they are enforced: one text for both.
public final class Tools {

    private final byte[] list;
    private final Map<Operation, Input> inputs = new EnumMap<>(Operation.class);
    private final Set<String> filters;
    private final Set<String> context;

    /// The schema of a tool's arguments, and that of the `catalog` object in them.
    private record Input(Schema arguments, Schema body) {}

    /// The tools of a server that answers every question with products.
    public Tools() {
        this(false);
    }

    /// @param refusing whether a search or lookup may also be answered with an error, as where profiles are
    ///     negotiated
    public Tools(boolean refusing) {
        ArrayNode tools = (ArrayNode) Json.tree(resource("catalog_tools.json"));
        JsonNode outputs = Json.tree(resource("output_schemas.json"));
        for (JsonNode tool : tools) {
            Operation operation = Operation.ofTool(tool.path("name").asString()).orElseThrow();
            Schema schema = new Schema(tool.path("inputSchema"));
            inputs.put(operation, new Input(schema, schema.property("catalog")));
            JsonNode output = outputs.path(operation.tool());
            ((ObjectNode) tool).set("outputSchema", selfContained(refusing ? orRefusal(output) : output, outputs));
        }
        this.filters = input(Operation.SEARCH).body().property("filters").propertyNames();
        this.context = input(Operation.SEARCH).body().property("context").propertyNames();
        this.list = Json.bytes(tools);
    }

    /// The JSON array of the tools, always in the same order.
    public byte[] list() {
        return list.clone();
    }

    /// Holds the arguments of a tool against its schema.
    public void requireArguments(Operation operation, JsonNode arguments) {
        if (arguments.isObject() && !arguments.has("catalog")) {
            FieldHints.unwrapped(arguments, fields(operation)).ifPresent(hint -> {
                throw new Refused(Refused.Code.INVALID_REQUEST, "$.catalog is missing" + hint);
            });
        }
        require(input(operation).arguments(), arguments);
    }

    /// Holds the body of a REST call, which is the `catalog` object itself, against the same schema.
    public void requireBody(Operation operation, JsonNode body) {
        require(input(operation).body(), body);
    }

    /// The names that a `filters` object may hold.
    Set<String> filters() {
        return filters;
    }

    /// The names that a `context` object may hold.
    Set<String> context() {
        return context;
    }

    /// What there is to tell of arguments that stand beside the `catalog` object of a tool.
    public List<Message> beside(Operation operation, JsonNode arguments) {
        return arguments.size() == 1 && arguments.has("catalog")
                ? List.of()
                : FieldHints.beside(arguments, fields(operation));
    }

    /// The names that the `catalog` object of a tool may hold.
    Set<String> fields(Operation operation) {
        return input(operation).body().propertyNames();
    }

    private Input input(Operation operation) {
        return Optional.ofNullable(inputs.get(operation)).orElseThrow();
    }

    static byte[] resource(String name) {
        try (InputStream found = Tools.class.getResourceAsStream(name)) {
            if (found == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return found.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The schema of an answer that may also be an error: products are asked for only where there is none.
    private static JsonNode orRefusal(JsonNode schema) {
        ObjectNode open = (ObjectNode) schema.deepCopy();
        open.set("required", Json.tree("[\"ucp\"]"));
        if (!open.has("anyOf")) {
            open.set("anyOf", Json.tree("[{\"required\":[\"products\"]},{\"required\":[\"messages\"]}]"));
        }
        return open;
    }

    /// The schema with those of the shared definitions in it that it needs: some clients choke on a reference to
    /// anywhere else.
    private static JsonNode selfContained(JsonNode schema, JsonNode shared) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        ObjectNode definitions = Json.mapper().createObjectNode();
        addDefinitions(whole, shared.path("$defs"), definitions);
        whole.set("$defs", definitions);
        return whole;
    }

    private static void addDefinitions(JsonNode schema, JsonNode shared, ObjectNode found) {
        for (JsonNode reference : schema.findValues("$ref")) {
            String name = reference.stringValue().substring("#/$defs/".length());
            if (!found.has(name)) {
                found.set(name, shared.path(name));
                addDefinitions(shared.path(name), shared, found);
            }
        }
    }

    private static void require(Schema schema, JsonNode value) {
        List<Schema.Fault> faults = schema.check(value, "$");
        if (!faults.isEmpty()) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    faults.stream().map(Schema.Fault::toString).collect(Collectors.joining("; ")) + ".");
        }
    }
}
