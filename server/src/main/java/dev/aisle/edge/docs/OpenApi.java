package dev.aisle.edge.docs;

import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.wire.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An OpenAPI 3.1 document: a few files of the resources put together, with the address of this installation. What
/// every operation answers, or every one with a body, is written once in `document.json`.
///
/// @param name such as `rest`, which is also its file's name
/// @param tree without the `x-` words of the files
public record OpenApi(String name, ObjectNode tree) {

    private static final String EVERY_OPERATION = "x-every-operation";
    private static final String EVERY_BODY = "x-every-body";
    private static final String INSIDE = "#/$defs/";
    private static final String HOISTED = "ucp.";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    /// The public addresses of the surfaces, without a slash at the end.
    public record Bases(String partners, String api, String ucp) {}

    /// The documents of this installation. A new resource is a new file, named here.
    public static List<OpenApi> all(Bases bases, Tools tools) {
        return List.of(
                of("partner", bases.partners(), List.of("merchants", "connections", "webhooks")),
                of(
                        "rest",
                        bases.api(),
                        List.of("products", "market", "prices", "subscriptions", "reporting", "reasons", "health")),
                withTools(of("ucp", bases.ucp(), List.of("catalog")), tools));
    }

    /// The calls that it describes.
    public List<Endpoint> endpoints() {
        return operations().map(Described::endpoint).toList();
    }

    /// One operation with all that stands around it.
    ///
    /// @param endpoint its method and path
    record Described(Endpoint endpoint, ObjectNode tree) {}

    Stream<Described> operations() {
        return tree.path("paths")
                .propertyStream()
                .flatMap(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method ->
                                new Described(new Endpoint(method.toUpperCase(Locale.ROOT), path.getKey()), (ObjectNode)
                                        path.getValue().path(method))));
    }

    String title() {
        return tree.at("/info/title").asString();
    }

    /// What a `$ref` inside this document names; anything else as it is.
    JsonNode resolve(JsonNode node) {
        JsonNode reached = node;
        for (int steps = 0; reached.has("$ref") && steps < 10; steps++) {
            reached = tree.at(reached.path("$ref").asString().substring(1));
        }
        return reached;
    }

    private static OpenApi of(String name, String base, List<String> parts) {
        ObjectNode document = (ObjectNode) Json.tree(Resources.bytes("openapi/" + name + "/document.json"));
        document.putArray("servers").addObject().put("url", base);
        parts.forEach(part -> merge(document, Json.tree(Resources.bytes("openapi/" + name + "/" + part + ".json"))));
        JsonNode common = document.path(EVERY_OPERATION);
        JsonNode commonToBodies = document.path(EVERY_BODY);
        OpenApi api = new OpenApi(name, document);
        api.operations().map(Described::tree).forEach(operation -> {
            boolean open = operation.path("security").isArray()
                    && operation.path("security").isEmpty();
            if (!open) {
                mergeMissing(operation, common);
            }
            if (operation.has("requestBody")) {
                mergeMissing(operation, commonToBodies);
            }
        });
        document.remove(List.of(EVERY_OPERATION, EVERY_BODY));
        return api;
    }

    /// The schemas of the tools are those that are enforced and served over MCP. What they define inside themselves
    /// becomes a schema of the document, `ucp.` before its name.
    private static OpenApi withTools(OpenApi api, Tools tools) {
        ObjectNode schemas = (ObjectNode) api.tree().at("/components/schemas");
        for (JsonNode tool : Json.tree(tools.list())) {
            String name = tool.path("name").asString();
            ObjectNode answer = (ObjectNode) tool.path("outputSchema").deepCopy();
            JsonNode inside = answer.path("$defs").deepCopy();
            answer.remove("$defs");
            schemas.set(name + ".request", tool.at("/inputSchema/properties/catalog"));
            schemas.set(name + ".response", hoisted(answer));
            inside.properties().forEach(it -> schemas.set(HOISTED + it.getKey(), hoisted(it.getValue())));
        }
        return api;
    }

    private static JsonNode hoisted(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("$ref").asString("").startsWith(INSIDE)) {
            String name = object.path("$ref").asString().substring(INSIDE.length());
            object.put("$ref", "#/components/schemas/" + HOISTED + name);
        }
        schema.forEach(OpenApi::hoisted);
        return schema;
    }

    private static void merge(ObjectNode into, JsonNode more) {
        for (Map.Entry<String, JsonNode> entry : more.properties()) {
            if (into.path(entry.getKey()) instanceof ObjectNode there
                    && entry.getValue().isObject()) {
                merge(there, entry.getValue());
            } else if (into.has(entry.getKey())) {
                throw new IllegalStateException("said twice: " + entry.getKey());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void mergeMissing(ObjectNode into, JsonNode more) {
        for (Map.Entry<String, JsonNode> entry : more.properties()) {
            if (into.path(entry.getKey()) instanceof ObjectNode there
                    && entry.getKey().equals("responses")) {
                mergeMissing(there, entry.getValue());
            } else if (!into.has(entry.getKey())) {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }
}
