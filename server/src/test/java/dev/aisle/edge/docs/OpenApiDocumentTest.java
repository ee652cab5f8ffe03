package dev.aisle.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The served documents against the schema of OpenAPI 3.1, and each schema in them against JSON Schema's own.
class OpenApiDocumentTest {

    private static final String DOCUMENT = "https://spec.openapis.org/oas/3.1/schema/2026-08-03";
    private static final String SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, text())));

    static Stream<OpenApi> documents() {
        String base = "http://127.0.0.1:8080";
        return OpenApi.all(new OpenApi.Bases(base, base, base), new Tools()).stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentIsOneOfOpenApi31(OpenApi document) {
        assertThat(faults(DOCUMENT, document.tree())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySchemaInADocumentIsOneOfJsonSchema202012(OpenApi document) {
        List<JsonNode> schemas = Stream.concat(
                        document.tree().at("/components/schemas").valueStream(),
                        document.tree().findValues("schema").stream())
                .toList();

        assertThat(schemas).hasSizeGreaterThan(5);
        for (JsonNode schema : schemas) {
            assertThat(faults(SCHEMA, schema)).as(schema.toString()).isEmpty();
        }
    }

    @Test
    void aWrongDocumentIsTold() {
        ObjectNode wrong = documents().findFirst().orElseThrow().tree().deepCopy();
        wrong.path("paths").forEach(path -> ((ObjectNode) path).putObject("get").put("responses", "none"));

        assertThat(faults(DOCUMENT, wrong)).isNotEmpty();
        assertThat(faults(SCHEMA, Json.tree("{\"type\":\"txt\"}"))).isNotEmpty();
    }

    private static List<String> faults(String schema, JsonNode value) {
        Schema known = REGISTRY.getSchema(SchemaLocation.of(schema));
        return known.validate(value).stream().map(Object::toString).toList();
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocumentTest.class.getResourceAsStream("/openapi/document-3.1.json"))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
