package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aisle.base.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaTest {

    private static final int DOCUMENTS = 4_000;

    /// Members that the tools know, with values that fit them or nearly do.
    private static final String[] MEMBERS = {
        "\"query\":\"x\"",
        "\"query\":1",
        "\"ids\":[\"a\"]",
        "\"ids\":[]",
        "\"ids\":[1]",
        "\"urls\":[\"u\"]",
        "\"id\":\"a\"",
        "\"id\":null",
        "\"filters\":{}",
        "\"filters\":{\"price\":{\"min\":1}}",
        "\"filters\":{\"price\":{\"min\":-1}}",
        "\"filters\":{\"price\":{\"max\":1.0}}",
        "\"filters\":{\"price\":{\"max\":1.5}}",
        "\"filters\":{\"gender\":\"male\"}",
        "\"filters\":{\"gender\":\"x\"}",
        "\"filters\":{\"available\":0}",
        "\"filters\":{\"condition\":[\"new\",\"old\"]}",
        "\"context\":{\"eligibility\":[\"a\",\"a\"]}",
        "\"context\":{\"eligibility\":[\"a\",\"b\"]}",
        "\"signals\":{\"a.b\":1}",
        "\"signals\":{\"A\":1}",
        "\"attribution\":{\"a\":\"b\"}",
        "\"attribution\":{\"a\":{}}",
        "\"pagination\":{\"limit\":1}",
        "\"pagination\":{\"limit\":0}",
        "\"pagination\":{\"cursor\":[]}",
        "\"selected\":[{\"name\":\"a\",\"label\":\"b\"}]",
        "\"selected\":[{\"name\":\"a\"}]",
        "\"selected\":{}",
        "\"preferences\":[\"a\"]",
        "\"preferences\":\"a\"",
        "\"placements\":[]",
        "\"other\":[[]]"
    };

    private static final String[] METAS = {
        "", "\"meta\":null,", "\"meta\":{},", "\"meta\":5,", "\"meta\":{\"ucp-agent\":{\"profile\":5}},", "\"meta\":[],"
    };

    @Test
    void itFindsFaultWhereAFullValidatorDoes() {
        long seed = System.nanoTime();
        System.out.println("SchemaTest seed " + seed);
        Random random = new Random(seed);
        JsonNode tools = Json.tree(Tools.resource("catalog_tools.json"));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (JsonNode tool : tools) {
            Schema ours = new Schema(tool.path("inputSchema"));
            com.networknt.schema.Schema full = registry.getSchema(tool.path("inputSchema"));
            for (int i = 0; i < DOCUMENTS / 3; i++) {
                JsonNode document = Json.tree(document(random));

                assertThat(ours.check(document, "$").isEmpty())
                        .as("%s", document)
                        .isEqualTo(full.validate(document).isEmpty());
            }
        }
    }

    @Test
    void aSchemaWithAWordItDoesNotUnderstandIsRefused() {
        assertThatThrownBy(() -> new Schema(Json.tree("{\"properties\":{\"a\":{\"maxLength\":3}}}")))
                .hasMessageContaining("maxLength");
    }

    @Test
    void aFaultDeepInsideIsFoundAndAFewAreEnough() {
        Schema schema = new Schema(
                Json.tree("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}"));

        assertThat(schema.check(Json.tree("[[\"a\"],[\"b\",7]]"), "$"))
                .containsExactly(new Schema.Fault("$[1][1]", "must be a string, not 7"));
        assertThat(schema.check(Json.tree("[" + "1,".repeat(1_000) + "1]"), "$"))
                .hasSize(5);
    }

    private static String document(Random random) {
        if (random.nextInt(20) == 0) {
            return new String[] {"null", "[]", "{}", "{\"catalog\":[]}", "{\"catalog\":null}"}[random.nextInt(5)];
        }
        StringBuilder document = new StringBuilder("{")
                .append(METAS[random.nextInt(METAS.length)])
                .append("\"catalog\":{");
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            document.append(i == 0 ? "" : ",").append(MEMBERS[random.nextInt(MEMBERS.length)]);
        }
        return document.append("}}").toString();
    }
}
