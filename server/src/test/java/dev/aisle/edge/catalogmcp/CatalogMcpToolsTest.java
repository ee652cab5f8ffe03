package dev.aisle.edge.catalogmcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogMcpToolsTest {

    private final RunningEdge edge;

    CatalogMcpToolsTest(RunningEdge edge) {
        this.edge = edge;
    }

    @Test
    void theThreeToolsAreListedInAFixedOrderWithSelfContainedSchemas() {
        JsonNode tools = edge.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .json()
                .path("result")
                .path("tools");

        assertThat(tools.valueStream().map(it -> it.path("name").asString()))
                .containsExactly("search_catalog", "lookup_catalog", "get_product");
        assertThat(tools.findValues("$ref")).allMatch(it -> it.asString().startsWith("#/$defs/"));
        assertThat(tools.path(0).path("inputSchema").toString()).doesNotContain("$ref");
    }

    @Test
    void aSearchGivesTheSameJsonAsStructureAndAsText() {
        JsonNode result = edge.call("search_catalog", "{\"query\":\"trail shoes\"}")
                .json()
                .path("result");

        assertThat(result.path("structuredContent")
                        .path("products")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo("Sh0e001");
        assertThat(Json.tree(result.path("content").path(0).path("text").asString()))
                .isEqualTo(result.path("structuredContent"));
    }
}
