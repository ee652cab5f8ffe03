package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.RunningEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What agents get wrong, from `mistakes.txt`: the answer to each names the fix, and an agent that does as
/// it was told has its answer with the second call.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {

    private Shelf shelf;

    record Mistake(String where, String sent, String hint, String then) {

        static Mistake parse(String line) {
            List<String> columns = List.of(line.split("\t", -1));
            return new Mistake(columns.get(0), columns.get(1), columns.get(2), columns.get(3));
        }

        @Override
        public String toString() {
            return where + " " + (sent.length() > 100 ? sent.substring(0, 100) + "…" : sent);
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) {
        shelf = Shelf.open(folder, 1_000_000);
    }

    @AfterAll
    void close() {
        shelf.close();
    }

    static Stream<Mistake> mistakes() {
        try (InputStream in = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
            String text = new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).map(Mistake::parse).toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theAnswerNamesTheFixAndTheSecondCallSucceeds(Mistake mistake) {
        JsonNode first = send(mistake.where(), mistake.sent());
        JsonNode second = send(mistake.where(), mistake.then());

        assertThat(told(first)).anyMatch(text -> text.contains(mistake.hint()));
        assertThat(told(second)).isEmpty();
        assertThat(second.path("products").size() + second.path("product").size())
                .isPositive();
    }

    /// The payload of an answer, or its error.
    private JsonNode send(String where, String sent) {
        if (where.startsWith("rest:")) {
            return shelf.edge
                    .post("/catalog/" + where.substring("rest:".length()), sent)
                    .json();
        }
        RunningEdge.Answer answer = where.equals("mcp") ? shelf.edge.post("/mcp", sent) : shelf.edge.call(where, sent);
        JsonNode reply = answer.json();
        return reply.has("error") ? reply.path("error") : reply.path("result").path("structuredContent");
    }

    /// Every text of an answer that asks for something to be changed; a converted price filter asks for nothing.
    private static List<String> told(JsonNode answer) {
        if (answer.has("code")) {
            return List.of(
                    answer.path("message").asString(answer.path("content").asString("")));
        }
        if (!answer.has("ucp")) {
            return List.of(Json.write(answer));
        }
        return answer.path("messages")
                .valueStream()
                .filter(it -> !it.path("code").asString("").equals("price_filter_converted"))
                .map(it -> it.path("content").asString(""))
                .toList();
    }
}
