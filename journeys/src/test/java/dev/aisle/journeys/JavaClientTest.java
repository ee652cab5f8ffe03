package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The built server as the official Java client sees it.
@ExtendWith(CrawledStreet.Visit.class)
class JavaClientTest {

    private static McpSyncClient client;
    private static AnswerSchemas schemas;

    @BeforeAll
    static void connect(CrawledStreet street) throws IOException {
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                street.server().base().toString())
                        .endpoint("/mcp")
                        .build())
                .build();
        client.initialize();
        schemas = new AnswerSchemas(
                street.talk(), street.server().base(), CrawledStreet.HOME.resolve("../shared/ucp-schemas/2026-04-08"));
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void itShakesHandsAndSeesTheThreeTools() {
        assertThat(client.getServerInfo().name()).isEqualTo("channel3-catalog");
        assertThat(client.listTools().tools().stream().map(McpSchema.Tool::name))
                .containsExactly("search_catalog", "lookup_catalog", "get_product");
    }

    @Test
    void itSearchesLooksUpAndGetsAProduct() {
        JsonNode found = call("search_catalog", Map.of("query", "shoe"));
        String id = found.path("products").path(0).path("id").asString("");
        JsonNode lookedUp = call("lookup_catalog", Map.of("ids", List.of(id, "none")));
        JsonNode detail = call("get_product", Map.of("id", id));
        JsonNode missing = call("get_product", Map.of("id", "none"));

        assertThat(lookedUp.path("products").path(0).path("id").asString("")).isEqualTo(id);
        assertThat(detail.path("product").path("id").asString("")).isEqualTo(id);
        assertThat(missing.path("ucp").path("status").asString("")).isEqualTo("error");
    }

    @Test
    void itHandsOverWhatIsWrongWithACall() {
        var wrong = McpSchema.CallToolRequest.builder("lookup_catalog")
                .arguments(Map.of("catalog", Map.of()))
                .build();

        assertThatThrownBy(() -> client.callTool(wrong))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("$.catalog needs ids or urls");
    }

    private static JsonNode call(String tool, Map<String, Object> catalog) {
        var request = McpSchema.CallToolRequest.builder(tool)
                .arguments(Map.of("catalog", catalog))
                .build();
        JsonNode answer = Talk.JSON.valueToTree(client.callTool(request).structuredContent());
        assertThat(schemas.faults(tool, answer)).isEmpty();
        return answer;
    }
}
