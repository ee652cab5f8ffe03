package dev.aisle.journeys;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What an answer of the catalog is held against: the output schema that the server declares for the tool, and, where
/// UCP's own schemas lie beside the project, those, alone and composed with our extension.
final class AnswerSchemas {

    private static final String UCP = "https://ucp.dev/2026-04-08/schemas/";
    private static final String EXTENSION = "https://trychannel3.com/docs/ucp/schemas/catalog_global.json";

    private final Map<String, Schema> declared = new LinkedHashMap<>();
    private final SchemaRegistry schemas;
    private final boolean official;

    /// @param folder UCP's schemas, where they are at hand
    AnswerSchemas(Talk talk, URI base, Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                EXTENSION,
                talk.get(base.resolve("/docs/ucp/schemas/catalog_global.json"), Map.of())
                        .text());
        this.official = Files.isDirectory(folder);
        if (official) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".json")).toList()) {
                    String text = Files.readString(file);
                    texts.put(Talk.JSON.readTree(text).path("$id").asString(file.toString()), text);
                }
            }
        }
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
        var list = Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list");
        for (JsonNode tool : talk.post(base.resolve("/mcp"), Map.of(), list)
                .body()
                .path("result")
                .path("tools")) {
            declared.put(tool.path("name").asString(""), schemas.getSchema(tool.path("outputSchema")));
        }
    }

    /// Whether UCP's own schemas take part.
    boolean official() {
        return official;
    }

    /// What is wrong with an answer of a tool; nothing for a good one.
    List<String> faults(String tool, JsonNode answer) {
        List<Schema> wanted = new ArrayList<>(List.of(declared.get(tool)));
        boolean error = answer.path("ucp").path("status").asString("").equals("error");
        if (official && error) {
            wanted.add(official("shopping/types/error_response.json"));
        } else if (official) {
            wanted.addAll(
                    switch (tool) {
                        case "search_catalog" -> both("search", "search_response");
                        case "lookup_catalog" -> both("lookup", "lookup_response");
                        default -> both("lookup", "get_product_response");
                    });
        }
        return wanted.stream()
                .flatMap(schema -> schema.validate(answer).stream())
                .map(Object::toString)
                .toList();
    }

    private List<Schema> both(String capability, String response) {
        return List.of(
                official("shopping/catalog_" + capability + ".json#/$defs/" + response),
                schemas.getSchema(SchemaLocation.of(
                        EXTENSION + "#/$defs/dev.ucp.shopping.catalog." + capability + "/$defs/" + response)));
    }

    private Schema official(String place) {
        return schemas.getSchema(SchemaLocation.of(UCP + place));
    }
}
