package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aisle.base.json.Json;
import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Every shape of answer against the schemas: those we serve, and UCP's own where they are at hand.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerSchemasTest {

    private static final Path OFFICIAL = Path.of("../../shared/ucp-schemas/2026-04-08");
    private static final String UCP = "https://ucp.dev/2026-04-08/schemas/";
    private static final String EXTENSION = "https://trychannel3.com/docs/ucp/schemas/catalog_global.json";

    private final RunningEdge edge;
    private SchemaRegistry schemas;

    AnswerSchemasTest(RunningEdge edge) {
        this.edge = edge;
    }

    @BeforeAll
    void read() throws IOException {
        Map<String, String> texts = officialSchemas();
        texts.put(EXTENSION, new String(Tools.resource("catalog_global.json"), StandardCharsets.UTF_8));
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
    }

    private static final String ANSWERS = """
            search  | {"query":"*"}
            search  | {"query":"mug"}
            search  | {"query":"zzz"}
            search  | {}
            search  | {"query":"shoes","filters":{"colour":"red","available":false}}
            search  | {"query":"towel","pagination":{"limit":3}}
            lookup  | {"ids":["Sh0e001","Mug0001","none"],"urls":["nonsense"],"filters":{"available":false}}
            lookup  | {"ids":["https://north-trail.example/x"]}
            product | {"id":"Sh0e001","selected":[{"name":"Size","label":"8"}]}
            product | {"id":"Mug0001"}
            product | {"id":"none"}
            product | {"id":"Sh0e001","filters":{"price":{"max":1}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ANSWERS)
    void anAnswerFitsTheOutputSchemaOfItsTool(String path, String catalog) {
        JsonNode tools = edge.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .json()
                .path("result")
                .path("tools");
        JsonNode output = tools.path(
                        Stream.of("search", "lookup", "product").toList().indexOf(path))
                .path("outputSchema");

        assertThat(problems(
                        schemas.getSchema(output),
                        edge.post("/catalog/" + path, catalog).json()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ANSWERS)
    void productsAndOffersFitOurExtension(String path, String catalog) {
        JsonNode answer = edge.post("/catalog/" + path, catalog).json();
        Schema product = schemas.getSchema(SchemaLocation.of(EXTENSION + "#/$defs/product"));

        assertThat(answer.has("product") || answer.has("products") || answer.has("messages"))
                .isTrue();
        for (JsonNode shown : answer.path("products")) {
            assertThat(problems(product, shown)).isEmpty();
        }
        if (answer.has("product")) {
            assertThat(problems(product, answer.path("product"))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ANSWERS)
    void anAnswerFitsTheSchemasOfUcp(String path, String catalog) {
        assumeOfficialSchemas();
        JsonNode answer = edge.post("/catalog/" + path, catalog).json();
        boolean error = answer.path("ucp").path("status").asString("").equals("error");
        String plain = switch (path) {
            case "search" -> "shopping/catalog_search.json#/$defs/search_response";
            case "lookup" -> "shopping/catalog_lookup.json#/$defs/lookup_response";
            default ->
                error
                        ? "shopping/types/error_response.json"
                        : "shopping/catalog_lookup.json#/$defs/get_product_response";
        };

        assertThat(problems(schemas.getSchema(SchemaLocation.of(UCP + plain)), answer))
                .isEmpty();
        if (!error) {
            assertThat(problems(schemas.getSchema(SchemaLocation.of(EXTENSION + composed(path))), answer))
                    .isEmpty();
        }
    }

    @Test
    void theProfileFitsTheSchemaOfUcp() {
        assumeOfficialSchemas();
        JsonNode profile = edge.send("GET", "/.well-known/ucp", "").json();

        assertThat(problems(
                        schemas.getSchema(SchemaLocation.of(UCP + "discovery/profile.json#/$defs/business_profile")),
                        profile))
                .isEmpty();
    }

    @Test
    void anAnswerThatIsWrongIsFoundOut() {
        JsonNode tools = Json.tree(new Tools().list());
        JsonNode broken = Json.tree("{\"ucp\":{\"version\":\"2026-04-08\"},\"products\":[{\"id\":\"x\"}]}");

        assertThat(problems(schemas.getSchema(tools.path(0).path("outputSchema")), broken))
                .isNotEmpty();
    }

    private static String composed(String path) {
        return switch (path) {
            case "search" -> "#/$defs/dev.ucp.shopping.catalog.search/$defs/search_response";
            case "lookup" -> "#/$defs/dev.ucp.shopping.catalog.lookup/$defs/lookup_response";
            default -> "#/$defs/dev.ucp.shopping.catalog.lookup/$defs/get_product_response";
        };
    }

    private static List<String> problems(Schema schema, JsonNode value) {
        return schema.validate(value).stream().map(Object::toString).toList();
    }

    private static void assumeOfficialSchemas() {
        if (!Files.isDirectory(OFFICIAL)) {
            System.out.println("AnswerSchemasTest skipped: ../shared/ucp-schemas is not there");
        }
        Assumptions.assumeTrue(Files.isDirectory(OFFICIAL));
    }

    private static Map<String, String> officialSchemas() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!Files.isDirectory(OFFICIAL)) {
            return texts;
        }
        try (Stream<Path> files = Files.walk(OFFICIAL)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                texts.put(Json.tree(text).path("$id").asString(file.toString()), text);
            }
        }
        return texts;
    }
}
