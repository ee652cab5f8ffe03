package dev.aisle.edge.catalogmcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Which revision a request belongs to, row by row of the table, and what each revision answers.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogMcpEraTest {

    private static final String MODERN = "2026-07-28";

    private final RunningEdge edge;

    CatalogMcpEraTest(RunningEdge edge) {
        this.edge = edge;
    }

    @Test
    void aVersionInMetaThatIsNoStringIsInvalid() {
        Answer answer = rpc("ping", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":1}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32602);
    }

    @Test
    void aVersionInMetaMustStandInTheHeaderToo() {
        Answer without = rpc("tools/list", meta(MODERN), "Mcp-Method", "tools/list");
        Answer different =
                rpc("tools/list", meta("v999.0.0"), "MCP-Protocol-Version", MODERN, "Mcp-Method", "tools/list");
        Answer twice = rpc(
                "tools/list",
                meta(MODERN),
                "MCP-Protocol-Version",
                MODERN,
                "MCP-Protocol-Version",
                "2025-11-25",
                "Mcp-Method",
                "tools/list");

        assertThat(without.status()).isEqualTo(400);
        assertThat(code(without)).isEqualTo(-32020);
        assertThat(code(different)).isEqualTo(-32020);
        assertThat(code(twice)).isEqualTo(-32020);
    }

    @Test
    void anUnknownVersionInBothPlacesIsToldWhatIsSpoken() {
        Answer answer = rpc("tools/list", meta("1900-01-01"), "MCP-Protocol-Version", "1900-01-01");

        JsonNode data = answer.json().path("error").path("data");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32022);
        assertThat(data.path("requested").asString()).isEqualTo("1900-01-01");
        assertThat(data.path("supported").valueStream().map(JsonNode::asString))
                .containsExactly(MODERN, "2025-11-25", "2025-06-18", "2025-03-26");
    }

    @Test
    void aLegacyVersionInBothPlacesIsLegacy() {
        Answer answer = rpc("ping", meta("2025-06-18"), "MCP-Protocol-Version", "2025-06-18");

        assertThat(answer.json().path("result").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "tools/list"})
    void theModernHeaderWithoutMetaIsInvalid(String method) {
        Answer answer = rpc(method, "{}", "MCP-Protocol-Version", MODERN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32602);
        assertThat(answer.json().path("id").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26"})
    void aLegacyHeaderIsLegacy(String version) {
        Answer answer = rpc("tools/list", "{}", "MCP-Protocol-Version", version);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("result").propertyNames()).containsExactly("tools");
    }

    @Test
    void discoverWithoutAnyVersionIsInvalid() {
        Answer answer = rpc("server/discover", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32602);
    }

    @Test
    void aRequestThatNamesNoVersionIsLegacy() {
        Answer answer = rpc("tools/list", "{\"arguments\":{\"meta\":{}}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("result").path("tools").size()).isEqualTo(3);
        assertThat(answer.header("mcp-session-id")).isEmpty();
    }

    @Test
    void anyOtherHeaderVersionIsRefused() {
        Answer answer = rpc("ping", "{}", "MCP-Protocol-Version", "2024-11-05");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(-32022);
        assertThat(answer.json().path("error").path("data").path("requested").asString())
                .isEqualTo("2024-11-05");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void initializeRepeatsALegacyVersionAndElseGivesTheNewest(String asked, String given) {
        Answer answer = rpc("initialize", "{\"protocolVersion\":\"" + asked + "\",\"capabilities\":{}}");

        JsonNode result = answer.json().path("result");
        assertThat(result.path("protocolVersion").asString()).isEqualTo(given);
        assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{}}");
        assertThat(result.path("serverInfo").path("name").asString()).isEqualTo("channel3-catalog");
        assertThat(answer.header("mcp-session-id")).isEmpty();
    }

    @Test
    void legacyRequestsAreNotHeldToTheirMirrorHeaders() {
        Answer answer = rpc("ping", "{}", "MCP-Protocol-Version", "2025-11-25", "Mcp-Method", "initialize");

        assertThat(answer.json().path("result").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompts/list", "resources/list", "server/discover", "subscriptions/listen", "nonsense"})
    void anUnknownLegacyMethodIsNotFoundOnHttp200(String method) {
        Answer answer = rpc(method, "{}", "MCP-Protocol-Version", "2025-11-25");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(code(answer)).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "prompts/list", "nonsense"})
    void anUnknownModernMethodIsNotFoundOnHttp404(String method) {
        Answer answer = modern(method, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo(-32601);
        assertThat(answer.json().path("id").asInt()).isEqualTo(7);
    }

    @Test
    void discoverNamesVersionsCapabilitiesAndHowLongTheyHold() {
        JsonNode result = modern("server/discover", "").json().path("result");

        assertThat(result.path("resultType").asString()).isEqualTo("complete");
        assertThat(result.path("supportedVersions").size()).isEqualTo(4);
        assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{}}");
        assertThat(result.path("ttlMs").asLong()).isPositive();
        assertThat(result.path("cacheScope").asString()).isEqualTo("public");
        assertThat(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .asString())
                .isEqualTo("channel3-catalog");
        assertThat(result.has("serverInfo")).isFalse();
    }

    @Test
    void aModernToolListCarriesCacheHintsAndACallDoesNot() {
        JsonNode list = modern("tools/list", "").json().path("result");
        JsonNode call = modern(
                        "tools/call",
                        ",\"name\":\"search_catalog\",\"arguments\":{\"catalog\":{\"query\":\"shoes\"}}",
                        "Mcp-Name",
                        "search_catalog")
                .json()
                .path("result");

        assertThat(list.path("ttlMs").asLong()).isPositive();
        assertThat(list.path("resultType").asString()).isEqualTo("complete");
        assertThat(call.path("resultType").asString()).isEqualTo("complete");
        assertThat(call.path("structuredContent").path("products").size()).isEqualTo(1);
        assertThat(call.has("ttlMs")).isFalse();
        assertThat(call.path("_meta").has("io.modelcontextprotocol/serverInfo")).isTrue();
    }

    @Test
    void aLegacyResultHoldsNothingOfTheModernOne() {
        JsonNode call =
                edge.call("search_catalog", "{\"query\":\"shoes\"}").json().path("result");

        assertThat(call.propertyNames()).containsExactly("structuredContent", "content");
    }

    @Test
    void modernRequestsNeedClientCapabilitiesButNoClientInfo() {
        Answer without = rpc(
                "tools/list",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}",
                "MCP-Protocol-Version",
                MODERN,
                "Mcp-Method",
                "tools/list");

        assertThat(without.status()).isEqualTo(400);
        assertThat(code(without)).isEqualTo(-32602);
        assertThat(modern("tools/list", "").status()).isEqualTo(200);
    }

    @Test
    void theMethodHeaderMustRepeatTheMethodInItsOwnCase() {
        Answer missing = rpc("tools/list", meta(MODERN), "MCP-Protocol-Version", MODERN);
        Answer upper = rpc("tools/list", meta(MODERN), "MCP-Protocol-Version", MODERN, "MCP-METHOD", "TOOLS/LIST");
        Answer blanks = rpc("tools/list", meta(MODERN), "MCP-Protocol-Version", MODERN, "mcp-method", "  tools/list  ");

        assertThat(missing.status()).isEqualTo(400);
        assertThat(code(missing)).isEqualTo(-32020);
        assertThat(code(upper)).isEqualTo(-32020);
        assertThat(blanks.status()).isEqualTo(200);
    }

    @Test
    void theNameHeaderMustRepeatTheTool() {
        String search = ",\"name\":\"search_catalog\",\"arguments\":{\"catalog\":{\"query\":\"shoes\"}}";

        assertThat(code(modern("tools/call", search))).isEqualTo(-32020);
        assertThat(code(modern("tools/call", search, "Mcp-Name", "get_product")))
                .isEqualTo(-32020);
        assertThat(modern("tools/call", search, "Mcp-Name", "search_catalog").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "=?base64?c2VhcmNoX2NhdGFsb2c=?=, true",
        "=?base64?Z2V0X3Byb2R1Y3Q=?=, false",
        "=?base64?!!!?=, false",
        "=?BASE64?c2VhcmNoX2NhdGFsb2c=?=, false"
    })
    void theNameHeaderMayBeBase64(String header, boolean fits) {
        Answer answer = modern(
                "tools/call",
                ",\"name\":\"search_catalog\",\"arguments\":{\"catalog\":{\"query\":\"shoes\"}}",
                "Mcp-Name",
                header);

        assertThat(answer.status()).isEqualTo(fits ? 200 : 400);
    }

    @Test
    void anUnknownToolIsFoundOutAfterItsHeaderIsRight() {
        Answer answer = modern("tools/call", ",\"name\":\"buy\",\"arguments\":{}", "Mcp-Name", "buy");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(code(answer)).isEqualTo(-32602);
        assertThat(answer.json().path("error").path("message").asString()).contains("search_catalog");
    }

    @Test
    void aNotificationIsAcceptedWithoutABody() {
        Answer plain = edge.post("/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        Answer modern = edge.post(
                "/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}", "MCP-Protocol-Version", MODERN);
        Answer unknown = edge.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "MCP-Protocol-Version",
                "2024-11-05");

        assertThat(plain.status()).isEqualTo(202);
        assertThat(plain.text()).isEmpty();
        assertThat(modern.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().has("id")).isFalse();
    }

    private Answer modern(String method, String furtherParams, String... headers) {
        String[] all = new String[headers.length + 4];
        all[0] = "MCP-Protocol-Version";
        all[1] = MODERN;
        all[2] = "Mcp-Method";
        all[3] = method;
        System.arraycopy(headers, 0, all, 4, headers.length);
        String meta = meta(MODERN);
        return rpc(method, meta.substring(0, meta.length() - 1) + furtherParams + "}", all);
    }

    private static String meta(String version) {
        return "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + version
                + "\",\"io.modelcontextprotocol/clientCapabilities\":{}}}";
    }

    private Answer rpc(String method, String params, String... headers) {
        return edge.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}",
                headers);
    }

    private static int code(Answer answer) {
        return answer.json().path("error").path("code").asInt();
    }
}
