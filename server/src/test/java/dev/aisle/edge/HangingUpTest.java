package dev.aisle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who hangs up in the middle of a question, or before its answer, is no trouble of ours.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangingUpTest {

    private final RunningEdge edge;

    HangingUpTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog/search", "/mcp"})
    void aBodyThatBreaksOffIsNoErrorOfOurs(String path) {
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            String answer = RawHttp.postAndBreakOff(edge.base, path, "{\"query\":\"la", 400);

            assertThat(trouble.lines()).isEmpty();
            assertThat(answer).startsWith("HTTP/1.1 400").contains("broke off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog/search", "/mcp"})
    void whoLeavesBeforeTheAnswerIsNoErrorOfOurs(String path) {
        String question = path.equals("/mcp") ? """
                {"jsonrpc":"2.0","id":1,"method":"tools/call",
                 "params":{"name":"search_catalog","arguments":{"catalog":{"query":"*"}}}}""" : "{\"query\":\"*\"}";
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            for (int i = 0; i < 20; i++) {
                RawHttp.postAndLeave(edge.base, path, question);
            }

            assertThat(edge.post(path, question).status()).isEqualTo(200);
            assertThat(trouble.lines()).isEmpty();
        }
    }
}
