package dev.aisle.edge.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// An OpenAPI document as a page: every operation with its parameters, a command to try, and what it
/// answers; then the schemas.
final class Reference {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final int DEEPEST = 4;

    /// The status that the example is answered with, where that is none of the 200s.
    private static final String OTHER_THAN_GOOD = "x-example-status";

    private final OpenApi document;
    private final StringBuilder out = new StringBuilder();

    private Reference(OpenApi document) {
        this.document = document;
    }

    static Page of(OpenApi document) {
        Reference reference = new Reference(document);
        reference.write();
        return new Page("reference-" + document.name(), reference.out.toString());
    }

    private void write() {
        line("# " + document.title() + " reference");
        line(document.tree().at("/info/description").asString());
        line("The same as an OpenAPI 3.1 document: [" + document.name() + ".json](openapi/" + document.name()
                + ".json). `$AISLE` in the examples is the address of the server" + keyInWords() + ".");
        for (JsonNode tag : document.tree().path("tags")) {
            line("## " + tag.path("name").asString());
            line(tag.path("description").asString());
            document.operations()
                    .filter(it -> it.tree().path("tags").valueStream().anyMatch(tag.path("name")::equals))
                    .forEach(this::operation);
        }
        webhooks();
        line("## Schemas");
        line("What the operations above send and answer.");
        document.tree().at("/components/schemas").propertyStream().forEach(it -> {
            line("### " + it.getKey());
            about(it.getValue());
            fields(it.getValue());
        });
    }

    private void webhooks() {
        if (document.tree().has("webhooks")) {
            line("## Webhooks");
            line("What you are sent; see [Webhooks](/docs/webhooks).");
            document.tree().path("webhooks").forEach(hook -> {
                JsonNode call = hook.path("post");
                JsonNode body = call.at("/requestBody/content/application~1json/schema");
                line("### " + call.path("summary").asString());
                about(call);
                line("The body" + named(body) + ".");
            });
        }
    }

    private String keyInWords() {
        return switch (document.name()) {
            case "partner" -> ", `$PARTNER_KEY` your secret key";
            case "rest" -> ", `$KEY` your key";
            default -> "";
        };
    }

    private void operation(OpenApi.Described operation) {
        line("### " + operation.tree().path("summary").asString());
        line("`" + operation.endpoint() + "`");
        about(operation.tree());
        parameters(operation);
        JsonNode body = operation.tree().at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            line("The body" + (body.has("$ref") ? named(body) + "." : ":"));
            fields(body);
        }
        line("```bash\n" + Curl.of(document, operation, key(operation)) + "\n```");
        if (operation.tree().has(OTHER_THAN_GOOD)) {
            line("```http\nHTTP/1.1 " + operation.tree().path(OTHER_THAN_GOOD).asString() + "\n```");
        }
        JsonNode shown = operation.tree().at("/responses/200/content/application~1json/example");
        if (!shown.isMissingNode()) {
            line("```json\n" + shown.toPrettyString() + "\n```");
        }
        answers(operation);
    }

    private String key(OpenApi.Described operation) {
        boolean open = operation.tree().has("security")
                && operation.tree().path("security").isEmpty();
        return open
                ? ""
                : switch (document.name()) {
                    case "partner" -> "PARTNER_KEY";
                    case "rest" -> "KEY";
                    default -> "";
                };
    }

    private void parameters(OpenApi.Described operation) {
        List<String> rows = operation
                .tree()
                .path("parameters")
                .valueStream()
                .map(document::resolve)
                .map(it -> row(
                        "`" + it.path("name").asString() + "` (" + it.path("in").asString()
                                + (it.path("required").asBoolean(false) ? ", required)" : ")"),
                        type(it.path("schema"), 0),
                        meaning(it.path("description").asString(""), it.path("schema"))))
                .toList();
        table("| parameter | type | meaning |", rows);
    }

    private void answers(OpenApi.Described operation) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> answer :
                operation.tree().path("responses").properties()) {
            JsonNode response = document.resolve(answer.getValue());
            JsonNode schema = response.at("/content/application~1json/schema");
            rows.add(row(
                    answer.getKey(),
                    schema.isMissingNode() ? "" : type(schema, 0),
                    response.path("description").asString()));
        }
        table("| status | body | when |", rows);
        JsonNode good = operation.tree().at("/responses/200/content/application~1json/schema");
        if (good.has("properties")) {
            line("The answer:");
            fields(good);
        }
    }

    private String named(JsonNode schema) {
        return schema.has("$ref") ? " is a " + type(schema, 0) : "";
    }

    private void about(JsonNode described) {
        String text = described.path("description").asString("");
        if (!text.isEmpty()) {
            line(text);
        }
    }

    /// The fields of an object, those inside it with their path; a schema with a name is linked, not written out.
    private void fields(JsonNode schema) {
        List<String> rows = new ArrayList<>();
        rows(schema, "", 0, rows);
        if (rows.isEmpty() && !schema.has("$ref")) {
            line(type(schema, 0));
        }
        table("| field | type | meaning |", rows);
    }

    private void rows(JsonNode schema, String path, int depth, List<String> rows) {
        if (depth > DEEPEST) {
            return;
        }
        for (JsonNode part : schema.path("allOf")) {
            rows(document.resolve(part), path, depth + 1, rows);
        }
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = property.getValue();
            String name = path + property.getKey();
            rows.add(row(
                    "`" + name + "`" + (required.contains(property.getKey()) ? " *" : ""),
                    type(value, depth),
                    meaning(value.path("description").asString(""), value)));
            rows(value, name + ".", depth + 1, rows);
            rows(value.path("items"), name + "[].", depth + 1, rows);
        }
    }

    private String type(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString();
            String bare = name.substring(SCHEMAS.length());
            return "[" + bare + "](#" + Markdown.anchor(bare) + ")";
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice) && depth < DEEPEST) {
                return schema.path(choice)
                        .valueStream()
                        .map(it -> type(it, depth + 1))
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" or "));
            }
        }
        if (schema.has("const")) {
            return "`" + schema.path("const").asString() + "`";
        }
        if (schema.has("items") && depth < DEEPEST) {
            return "list of " + type(schema.path("items"), depth + 1);
        }
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString(schema.has("properties") ? "object" : "any");
    }

    private static String meaning(String description, JsonNode schema) {
        List<String> parts = new ArrayList<>();
        if (!description.isEmpty()) {
            parts.add(description);
        }
        JsonNode values = schema.has("enum") ? schema.path("enum") : schema.at("/items/enum");
        if (!values.isMissingNode()) {
            parts.add(values.valueStream()
                    .map(it -> "`" + it.asString("null") + "`")
                    .collect(Collectors.joining(", ")));
        }
        if (schema.has("minimum") || schema.has("maximum")) {
            parts.add((schema.has("minimum") ? "from " + schema.path("minimum") : "")
                    + (schema.has("maximum") ? " up to " + schema.path("maximum") : "").strip());
        }
        if (schema.has("default")) {
            parts.add("default " + schema.path("default"));
        }
        return String.join("; ", parts);
    }

    private void table(String head, List<String> rows) {
        if (!rows.isEmpty()) {
            line(head + "\n|---|---|---|\n" + String.join("\n", rows));
        }
    }

    private static String row(String... cells) {
        return List.of(cells).stream()
                .map(it -> it.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void line(String paragraph) {
        out.append(paragraph).append("\n\n");
    }
}
