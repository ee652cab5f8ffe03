package dev.aisle.edge.catalogmcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RawHttp;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before a request is understood: host, origin, method, types, size, and the JSON-RPC envelope.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogMcpGatesTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final RunningEdge edge;

    CatalogMcpGatesTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example.com, 403",
        "localhost.evil.example, 403",
        "localhost, 200",
        "LOCALHOST:99, 200",
        "127.0.0.1:1234, 200",
        "[::1]:8080, 200",
        "shop-agents.example, 200"
    })
    void onlyOurOwnHostNamesAreAnswered(String host, int status) {
        assertThat(RawHttp.post(edge.base, "/mcp", PING, "Host: " + host)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com, 403",
        "null, 403",
        "http://localhost:3000, 200",
        "https://shop-agents.example, 200"
    })
    void onlyPagesOfOurOwnMayCall(String origin, int status) {
        Answer answer = edge.post("/mcp", PING, "Origin", origin);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().has("id")).isEqualTo(status == 200);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(status == 200 ? origin : "");
    }

    @Test
    void aBrowserMayAskFirst() {
        Answer ours = edge.send("OPTIONS", "/mcp", "", "Origin", "http://localhost:3000");
        Answer foreign = edge.send("OPTIONS", "/mcp", "", "Origin", "https://evil.example.com");

        assertThat(ours.status()).isEqualTo(204);
        assertThat(ours.header("access-control-allow-headers")).contains("mcp-protocol-version");
        assertThat(foreign.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH"})
    void everythingButPostIsRefused(String method) {
        Answer answer = edge.send(method, "/mcp", "", "Accept", "text/event-stream");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "APPLICATION/JSON, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "garbage, 415"
    })
    void theBodyMustBeSentAsJson(String type, int status) {
        assertThat(edge.send("POST", "/mcp", PING, "Content-Type", type).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*;q=0.1",
                "application/json, text/event-stream",
                "text/event-stream;q=1, application/json;q=0.1"
            })
    void whoeverTakesJsonGetsJson(String accept) {
        Answer answer = edge.post("/mcp", PING, "Accept", accept);

        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().path("result").isObject()).isTrue();
    }

    @Test
    void aClientWithoutAcceptGetsJson() {
        assertThat(RawHttp.post(edge.base, "/mcp", PING, "Host: localhost"))
                .containsIgnoringCase("content-type: application/json")
                .contains("\"result\":{}");
    }

    @Test
    void onlyWhoTakesNothingButAnEventStreamGetsOne() {
        Answer answer = edge.post("/mcp", PING, "Accept", "text/event-stream, application/json;q=0");

        assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
        assertThat(answer.text()).isEqualTo("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");
    }

    @Test
    void whoTakesNeitherIsRefused() {
        assertThat(edge.post("/mcp", PING, "Accept", "text/html").status()).isEqualTo(406);
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsTooLarge() {
        String large =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"" + "x".repeat(1 << 20) + "\"}}";

        assertThat(edge.post("/mcp", large).status()).isEqualTo(413);
        assertThat(RawHttp.postInChunks(edge.base, "/mcp", large)).startsWith("HTTP/1.1 413");
        assertThat(edge.post("/mcp", PING).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "\"", "nonsense", "{\"a\":}"})
    void whatIsNoJsonIsAParseErrorWithoutAnId(String body) {
        Answer answer = edge.post("/mcp", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(-32700);
        assertThat(answer.json().has("id")).isFalse();
    }

    @Test
    void jsonNestedWithoutEndIsRefusedBeforeItHurts() {
        assertThat(edge.post("/mcp", "[".repeat(100_000)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
                "7",
                "null",
                "{\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"
            })
    void whatIsNoRequestIsInvalid(String body) {
        Answer answer = edge.post("/mcp", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "\"\"", "-5", "123456789012345678901234567890", "\"\\u00e9\\\"\""})
    void theIdComesBackAsItWasSent(String id) {
        String body = edge.post("/mcp", PING.replace(":1,", ":" + id + ",")).text();

        assertThat(dev.aisle.base.json.Json.tree(body).path("id")).isEqualTo(dev.aisle.base.json.Json.tree(id));
    }

    @Test
    void anAnswerIsNeverCachedAndNamesTheTier() {
        Answer answer = edge.post("/mcp", PING);

        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("x-ucp-auth-tier")).isEqualTo("anonymous");
        assertThat(answer.header("mcp-session-id")).isEmpty();
    }

    @Test
    void sessionHeadersOfOldClientsAreIgnored() {
        Answer answer = edge.post("/mcp", PING, "Mcp-Session-Id", "abc", "Last-Event-ID", "3");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("mcp-session-id")).isEmpty();
    }
}
