package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {

    private final RunningEdge edge;

    DiscoveryTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/ucp", "/.well-known/ucp?x=1"})
    void theProfileIsServedForCaching(String path) {
        Answer answer = edge.send("GET", path, "", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("public, max-age=300");
    }

    @Test
    void theProfileNamesBothWaysInAndTheThreeCapabilities() {
        JsonNode ucp = edge.send("GET", "/.well-known/ucp", "").json().path("ucp");
        JsonNode services = ucp.path("services").path("dev.ucp.shopping");

        assertThat(ucp.path("version").asString()).isEqualTo("2026-04-08");
        assertThat(services.path(0).path("endpoint").asString()).isEqualTo(edge.base + "/mcp");
        assertThat(services.path(1).path("endpoint").asString()).isEqualTo(edge.base);
        assertThat(ucp.path("capabilities").propertyNames())
                .containsExactlyInAnyOrder(
                        "dev.ucp.shopping.catalog.search",
                        "dev.ucp.shopping.catalog.lookup",
                        "com.trychannel3.catalog.global");
        assertThat(ucp.path("payment_handlers").isObject()).isTrue();
        assertThat(ucp.findValuesAsString("version")).containsOnly("2026-04-08");
    }

    @Test
    void theExtensionsDocumentsAreServedUnderTheirPaths() {
        JsonNode extension = edge.send("GET", "/.well-known/ucp", "")
                .json()
                .path("ucp")
                .path("capabilities")
                .path("com.trychannel3.catalog.global")
                .path(0);
        String authority = "https://trychannel3.com";
        Answer schema = edge.send("GET", extension.path("schema").asString().substring(authority.length()), "");

        assertThat(schema.http().body()).isEqualTo(Tools.resource("catalog_global.json"));
        assertThat(Json.tree(schema.http().body()).path("$id").asString())
                .isEqualTo(extension.path("schema").asString());
        assertThat(extension.path("spec").asString()).startsWith(authority + "/docs/ucp/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/mcp",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/mcp",
                "/.well-known/openid-configuration",
                "/.well-known/nothing"
            })
    void whoLooksForOAuthIsToldInJsonThatThereIsNone(String path) {
        Answer answer = edge.send("GET", path, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().isObject()).isTrue();
    }
}
