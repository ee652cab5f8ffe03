package dev.aisle.edge;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// UCP's own schemas of answers, where they are at hand: every answer that a test gets from a [RunningEdge] is held
/// against them.
final class OfficialSchemas {

    private static final Path FOLDER = Path.of("../../shared/ucp-schemas/2026-04-08");
    private static final String UCP = "https://ucp.dev/2026-04-08/schemas/";
    private static final Optional<OfficialSchemas> FOUND = find();

    private final SchemaRegistry schemas;

    private OfficialSchemas(SchemaRegistry schemas) {
        this.schemas = schemas;
    }

    /// What is wrong with an answer of the catalog, over REST or as a tool's structured content; nothing where it is
    /// another kind of answer, or the schemas are not there.
    static List<String> problems(String path, String request, int status, JsonNode answer) {
        if (FOUND.isEmpty() || status != 200) {
            return List.of();
        }
        if (path.startsWith("/catalog/")) {
            return FOUND.get().problems(path.substring("/catalog/".length()), answer);
        }
        JsonNode content = answer.path("result").path("structuredContent");
        return content.isObject() ? FOUND.get().problems(operation(request), content) : List.of();
    }

    private List<String> problems(String operation, JsonNode answer) {
        boolean error = answer.path("ucp").path("status").asString("").equals("error");
        String schema = switch (operation) {
            case "search" -> "shopping/catalog_search.json#/$defs/search_response";
            case "lookup" -> "shopping/catalog_lookup.json#/$defs/lookup_response";
            default -> "shopping/catalog_lookup.json#/$defs/get_product_response";
        };
        return schemas
                .getSchema(SchemaLocation.of(UCP + (error ? "shopping/types/error_response.json" : schema)))
                .validate(answer)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String operation(String request) {
        return switch (Json.tree(request).path("params").path("name").asString("")) {
            case "search_catalog" -> "search";
            case "lookup_catalog" -> "lookup";
            default -> "product";
        };
    }

    private static Optional<OfficialSchemas> find() {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println("Answers are not held against UCP's schemas: ../shared/ucp-schemas is not there");
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                texts.put(Json.tree(text).path("$id").asString(file.toString()), text);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Optional.of(new OfficialSchemas(SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts))));
    }
}
