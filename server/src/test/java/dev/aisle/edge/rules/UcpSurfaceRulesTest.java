package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.RunningEdge.Answer;
import dev.aisle.edge.catalogapi.Operation;
import dev.aisle.edge.rules.Shelf.Way;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The sentences of UCP 2026-04-08 on discovery, the extension and the transports, with the number each has
/// in the contract. 5, 11 and 111 ask for https, which on loopback is not asked for (deviation D10); 10 is
/// about older versions, of which there are none; 20 to 35 are about agents' profiles.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcpSurfaceRulesTest {

    private static final String NAME = "[a-z][a-z0-9]*(?:\\.[a-z][a-z0-9_]*)+";

    private Shelf shelf;

    @BeforeAll
    void open(@TempDir Path folder) {
        shelf = Shelf.open(folder, 1_000_000);
    }

    @AfterAll
    void close() {
        shelf.close();
    }

    @Test
    @DisplayName(
            "1 MUST: names are {reverse-domain}.{service}.{capability}; 4 MUST: our extension is not under dev.ucp")
    void rule1() {
        assertThat(shelf.profile().path("capabilities").propertyNames())
                .contains("com.trychannel3.catalog.global")
                .allMatch(name -> name.matches(NAME));
        assertThat(shelf.profile().path("services").propertyNames()).allMatch(name -> name.matches(NAME));
    }

    @Test
    @DisplayName("2 MUST: every capability entry of the profile has spec and schema; 3 MUST: their origin is the"
            + " namespace authority")
    void rule2() {
        for (Map.Entry<String, JsonNode> capability :
                shelf.profile().path("capabilities").properties()) {
            String authority = capability.getKey().startsWith("dev.ucp.") ? "ucp.dev" : "trychannel3.com";
            for (JsonNode entry : capability.getValue()) {
                assertThat(List.of(
                                URI.create(entry.path("spec").asString("")),
                                URI.create(entry.path("schema").asString(""))))
                        .allSatisfy(url -> {
                            assertThat(url.getScheme()).isEqualTo("https");
                            assertThat(url.getHost()).isEqualTo(authority);
                        });
            }
        }
    }

    @Test
    @DisplayName(
            "6 SHOULD: endpoint has no trailing slash; 9 MUST: each service entry has version, transport, endpoint")
    void rule6() {
        JsonNode services = shelf.profile().path("services").path("dev.ucp.shopping");

        assertThat(services.findValuesAsString("transport")).containsExactly("mcp", "rest");
        assertThat(services).allSatisfy(service -> {
            assertThat(service.path("version").asString("")).isEqualTo("2026-04-08");
            assertThat(service.path("endpoint").asString(""))
                    .startsWith("http://127.0.0.1:")
                    .doesNotEndWith("/");
        });
    }

    @Test
    @DisplayName(
            "7 MUST: profile version is a dated release; 8 MUST: it has services and payment_handlers; 10: a version"
                    + " profile does not carry supported_versions")
    void rule7() {
        assertThat(shelf.profile().path("version").asString("")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(shelf.profile().path("payment_handlers").toString()).isEqualTo("{}");
        assertThat(shelf.profile().propertyNames()).contains("services").doesNotContain("supported_versions");
    }

    @Test
    @DisplayName("12 MUST: profile answers without a 3xx; 13 MUST: Cache-Control is public with max-age of at least 60;"
            + " 14 MUST: none of private, no-store, no-cache")
    void rule12() {
        for (String path : List.of("/.well-known/ucp", "/.well-known/ucp?x=1")) {
            Answer answer = shelf.edge.send("GET", path, "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cache-control")).isEqualTo("public, max-age=300");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
        }
    }

    @Test
    @DisplayName("15 MUST: extension schema declares its types and composes with allOf; 16 one $defs entry per name in"
            + " extends; 17 that key equals the parent's full name; 18 SHOULD: it declares requires; 19 whose keys are"
            + " a subset of the $defs keys")
    void rule15() {
        JsonNode schema = shelf.extension();
        JsonNode parents = shelf.profile()
                .path("capabilities")
                .path("com.trychannel3.catalog.global")
                .path(0)
                .path("extends");

        assertThat(parents).hasSize(2);
        for (JsonNode parent : parents) {
            assertThat(schema.path("$defs").propertyNames()).contains(parent.asString(""));
            assertThat(schema.path("$defs").path(parent.asString("")).findValues("allOf"))
                    .isNotEmpty();
        }
        assertThat(schema.path("requires").path("capabilities").propertyNames())
                .isNotEmpty()
                .isSubsetOf(schema.path("$defs").propertyNames());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("36 SHOULD: platforms are authenticated: by key, and a missing or wrong one is no obstacle")
    void rule36(Way way) {
        String query = "{\"query\":\"lamp\"}";

        assertThat(shelf.ask(way, Operation.SEARCH, query, "x-api-key", dev.aisle.edge.RunningEdge.KEY)
                        .answer()
                        .toString())
                .contains("-v_test?o=");
        assertThat(shelf.ask(way, Operation.SEARCH, query, "x-api-key", "ch3_test_wrong")
                        .messages())
                .containsExactly("invalid_api_key");
        assertThat(shelf.search(way, query).answer().toString()).contains("-public_ucp?o=");
    }

    @Test
    @DisplayName("37 SHOULD: platforms on this or an older supported protocol version are served")
    void rule37() {
        for (String version : List.of("2025-03-26", "2025-06-18", "2025-11-25")) {
            assertThat(shelf.edge
                            .call("search_catalog", "{\"query\":\"lamp\"}", "MCP-Protocol-Version", version)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("42 MUST: within one version no field is removed, renamed, retyped or made required")
    void rule42() {
        Map<String, String> required = new TreeMap<>();
        for (JsonNode tool : shelf.tools()) {
            JsonNode input = tool.path("inputSchema");
            required.put(
                    tool.path("name").asString(""),
                    input.path("required")
                            + " "
                            + input.path("properties").path("catalog").path("required")
                            + " "
                            + input.path("properties")
                                    .path("catalog")
                                    .path("properties")
                                    .propertyNames());
        }

        assertThat(required)
                .containsEntry(
                        "search_catalog",
                        "[\"catalog\"]  [query, filters, context, signals, attribution, placements, pagination]")
                .containsEntry(
                        "lookup_catalog",
                        "[\"catalog\"]  [ids, urls, filters, context, signals, attribution, placements]")
                .containsEntry(
                        "get_product",
                        "[\"catalog\"] [\"id\"] [id, selected, preferences, filters, context, signals, attribution,"
                                + " placements]");
    }

    @Test
    @DisplayName("97 MUST: MCP speaks JSON-RPC 2.0 correctly: version, echoed id, result xor error")
    void rule97() {
        for (String id : List.of("1", "\"a\"", "-7")) {
            for (String method : List.of("ping", "tools/list", "nonsense")) {
                JsonNode reply = shelf.edge
                        .post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}")
                        .json();
                assertThat(reply.path("jsonrpc").asString("")).isEqualTo("2.0");
                assertThat(reply.path("id").toString()).isEqualTo(id);
                assertThat(reply.has("result")).isNotEqualTo(reply.has("error"));
            }
        }
    }

    @Test
    @DisplayName(
            "98 MUST: each advertised capability has its tools; 107 MUST: and its REST endpoints; lookup means both")
    void rule98() {
        assertThat(shelf.tools().valueStream().map(it -> it.path("name").asString("")))
                .containsExactly("search_catalog", "lookup_catalog", "get_product");
        for (String path : List.of("search", "lookup", "product")) {
            assertThat(shelf.edge
                            .post("/catalog/" + path, "{\"query\":\"x\",\"ids\":[\"x\"],\"id\":\"x\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("99 MUST: errors of the transport only for transport problems, messages for business outcomes; 110")
    void rule99(Way way) {
        assertThat(shelf.product(way, "{\"id\":\"Box0001\",\"filters\":{\"available\":true}}")
                        .refused())
                .isFalse();
        assertThat(shelf.lookup(way, "{\"ids\":[\"zzzzzzz\"]}").refused()).isFalse();
        assertThat(shelf.search(way, "{\"query\":5}").refused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("100 MUST: inputs are validated against the schemas")
    void rule100(Way way) {
        assertThat(shelf.search(way, "{\"filters\":{\"price\":{\"min\":-1}}}").text())
                .contains(way.root() + ".filters.price.min must be at least 0");
        assertThat(shelf.product(way, "{}").text()).contains(way.root() + ".id is missing");
    }

    @Test
    @DisplayName("101 MUST: the payload is in structuredContent; 102 SHOULD: the same JSON is in content[] as text")
    void rule101() {
        JsonNode result =
                shelf.edge.call("search_catalog", "{\"query\":\"lamp\"}").json().path("result");

        assertThat(dev.aisle.base.json.Json.tree(
                        result.path("content").path(0).path("text").asString("")))
                .isEqualTo(result.path("structuredContent"));
    }

    @Test
    @DisplayName("103 SHOULD: tools declare outputSchema")
    void rule103() {
        assertThat(shelf.tools())
                .allSatisfy(tool -> assertThat(
                                tool.path("outputSchema").path("type").asString(""))
                        .isEqualTo("object"));
    }

    @Test
    @DisplayName(
            "104 MUST: the fitting HTTP status comes with a JSON-RPC error (deviation D7: -32601 and -32602 on 200)")
    void rule104() {
        assertThat(shelf.edge.post("/mcp", "no json").status()).isEqualTo(400);
        assertThat(shelf.edge.post("/mcp", "[]").status()).isEqualTo(400);
        assertThat(shelf.edge.call("none", "{}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("105 SHOULD: 429 says when to retry: error.data.retry_after on MCP, Retry-After on REST")
    void rule105(@TempDir Path narrow) {
        try (Shelf strict = Shelf.open(narrow, 1)) {
            strict.search(Way.REST, "{\"query\":\"lamp\"}");
            Answer mcp = strict.edge.call("search_catalog", "{\"query\":\"lamp\"}");
            Answer rest = strict.edge.post("/catalog/search", "{\"query\":\"lamp\"}");

            assertThat(List.of(mcp.status(), rest.status())).containsOnly(429);
            assertThat(mcp.json().path("error").path("data").path("retry_after").asInt(0))
                    .isPositive();
            assertThat(Integer.parseInt(rest.header("retry-after"))).isPositive();
        }
    }

    @Test
    @DisplayName("106 (deviation D1): meta with ucp-agent is optional, and null is no mistake")
    void rule106() {
        for (String meta :
                List.of("\"meta\":null,", "\"meta\":{\"ucp-agent\":{\"profile\":\"https://a.example/p\"}},", "")) {
            assertThat(shelf.edge
                            .post(
                                    "/mcp",
                                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search_catalog\",\"arguments\":{"
                                            + meta + "\"catalog\":{\"query\":\"lamp\"}}}}")
                            .json()
                            .has("result"))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("108 MUST: REST bodies are application/json both ways; 109 MUST: standard verbs and status codes")
    void rule108() {
        assertThat(shelf.edge
                        .send("POST", "/catalog/search", "{\"query\":\"lamp\"}", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(shelf.edge.post("/catalog/search", "{\"query\":\"lamp\"}").header("content-type"))
                .isEqualTo("application/json");
        assertThat(shelf.edge.send("GET", "/catalog/search", "").status()).isEqualTo(405);
        assertThat(shelf.edge.post("/catalog/none", "{}").status()).isEqualTo(404);
    }
}
