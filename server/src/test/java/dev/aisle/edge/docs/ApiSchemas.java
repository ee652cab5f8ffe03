package dev.aisle.edge.docs;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.wire.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;
import tools.jackson.databind.JsonNode;

/// Holds real answers against the OpenAPI documents: the status must be one that is written there, the body
/// must fit its schema.
final class ApiSchemas {

    private static final String ID = "urn:openapi:";

    private final List<OpenApi> documents;
    private final SchemaRegistry registry;
    private final Map<Endpoint, Integer> called = new LinkedHashMap<>();

    private ApiSchemas(List<OpenApi> documents, SchemaRegistry registry) {
        this.documents = documents;
        this.registry = registry;
        documents.forEach(it -> it.endpoints().forEach(endpoint -> called.put(endpoint, 0)));
    }

    static ApiSchemas ofDocuments() {
        String base = "http://localhost:8080";
        List<OpenApi> documents = OpenApi.all(new OpenApi.Bases(base, base, base), new Tools());
        Map<String, String> texts = new LinkedHashMap<>();
        documents.forEach(it -> texts.put(ID + it.name(), Json.write(it.tree())));
        return new ApiSchemas(
                documents,
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts)));
    }

    /// The variables of the path, as the document of the call names them.
    Map<String, String> variables(String method, String path) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (OpenApi document : documents) {
            for (Endpoint endpoint : document.endpoints()) {
                if (endpoint.method().equals(method) && fits(endpoint.path(), path)) {
                    List<String> names = List.of(endpoint.path().split("/"));
                    List<String> values = List.of(path.split("/"));
                    for (int i = 0; i < names.size(); i++) {
                        if (names.get(i).startsWith("{")) {
                            variables.put(names.get(i).substring(1, names.get(i).length() - 1), values.get(i));
                        }
                    }
                }
            }
        }
        return variables;
    }

    /// Of a call that no document knows nothing is asked.
    void check(String method, String path, int status, String body) {
        for (OpenApi document : documents) {
            Optional<OpenApi.Described> operation = document.operations()
                    .filter(it -> it.endpoint().method().equals(method)
                            && fits(it.endpoint().path(), path))
                    .min((one, other) -> Boolean.compare(
                            one.endpoint().path().contains("{"),
                            other.endpoint().path().contains("{")));
            if (operation.isPresent()) {
                called.merge(operation.get().endpoint(), 1, Integer::sum);
                check(document, operation.get(), status, body);
                return;
            }
        }
    }

    /// Holds the body of a webhook's call against the schema of the document that knows its type.
    void checkWebhook(String body) {
        for (OpenApi document : documents) {
            for (var hook : document.tree().path("webhooks").properties()) {
                String schema = "/webhooks/" + hook.getKey() + "/post/requestBody/content/application~1json/schema";
                JsonNode types = document.resolve(document.tree().at(schema)).at("/properties/type/enum");
                if (types.valueStream().anyMatch(Json.tree(body).path("type")::equals)) {
                    check(document, schema, hook.getKey(), body);
                }
            }
        }
    }

    /// How many answers were held against a schema.
    int checked() {
        return called.values().stream().mapToInt(it -> it).sum();
    }

    List<Endpoint> uncalled() {
        return called.entrySet().stream()
                .filter(it -> it.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void check(OpenApi document, OpenApi.Described operation, int status, String body) {
        JsonNode response = operation.tree().path("responses").path(Integer.toString(status));
        if (response.isMissingNode()) {
            throw new AssertionFailedError(
                    operation.endpoint() + " answered " + status + ", which its document does not know: " + body);
        }
        String pointer = response.has("$ref")
                ? response.path("$ref").asString().substring(1)
                : "/paths/" + escaped(operation.endpoint().path()) + "/"
                        + operation.endpoint().method().toLowerCase(java.util.Locale.ROOT) + "/responses/" + status;
        String schema = pointer + "/content/application~1json/schema";
        check(document, schema, operation.endpoint() + " " + status, body);
    }

    private void check(OpenApi document, String schema, String what, String body) {
        if (document.tree().at(schema).isMissingNode()) {
            return;
        }
        List<String> problems =
                registry
                        .getSchema(SchemaLocation.of(ID + document.name() + "#" + schema))
                        .validate(Json.tree(body))
                        .stream()
                        .map(Object::toString)
                        .toList();
        if (!problems.isEmpty()) {
            throw new AssertionFailedError(
                    what + " does not fit its schema: " + String.join("\n", problems) + "\n" + body);
        }
    }

    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    private static boolean fits(String template, String path) {
        return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
    }
}
