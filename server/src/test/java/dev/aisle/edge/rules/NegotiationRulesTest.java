package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.http.Answer;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.agentprofile.AgentProfiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a request is told whose profile does not do, over both ways in; how profiles are judged is told by
/// `AgentProfilesTest`. Nothing here answers to the outside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NegotiationRulesTest {

    private RunningEdge edge;

    @BeforeAll
    void open() {
        edge = RunningEdge.negotiating(new AgentProfiles(
                true, ask -> new Answer.Unreachable(ask.url().getHost() + " does not answer.", true), url -> false));
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({"http://agent.example/p, 400, invalid_profile_url", "https://agent.example/p, 424, profile_unreachable"
    })
    @DisplayName("28 MUST: a profile that cannot be fetched rejects the request with the listed code and status")
    void rule28(String profile, int status, String code) {
        RunningEdge.Answer rest =
                edge.post("/catalog/search", "{\"query\":\"mug\"}", "UCP-Agent", "profile=\"" + profile + "\"");
        RunningEdge.Answer mcp = edge.post("/mcp", """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_catalog","arguments":{
                "meta":{"ucp-agent":{"profile":"%s"}},"catalog":{"query":"mug"}}}}""".formatted(profile));

        JsonNode error = mcp.json().path("error");
        assertThat(rest.status()).isEqualTo(status);
        assertThat(rest.json().path("code").asString("")).isEqualTo(code);
        assertThat(mcp.status()).isEqualTo(status);
        assertThat(error.path("code").asInt(0)).isEqualTo(-32001);
        assertThat(error.path("data").path("code").asString("")).isEqualTo(code);
    }

    @Test
    @DisplayName("21 (deviation D1): a request that names no profile is answered")
    void rule21() {
        assertThat(edge.post("/catalog/search", "{\"query\":\"mug\"}").status()).isEqualTo(200);
    }
}
