package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.rules.Shelf.Asked;
import dev.aisle.edge.rules.Shelf.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The sentences of UCP 2026-04-08 on search, each over both ways in, with the number it has in the contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcpSearchRulesTest {

    private Shelf shelf;

    @BeforeAll
    void open(@TempDir Path folder) {
        shelf = Shelf.open(folder, 1_000_000);
    }

    @AfterAll
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("60: a search without hits answers products [] and no message")
    void rule60(Way way) {
        Asked asked = shelf.search(way, "{\"query\":\"zzznothing\"}");

        assertThat(asked.answer().path("products").isArray()).isTrue();
        assertThat(asked.ids()).isEmpty();
        assertThat(asked.answer().has("messages")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "62 MUST: search checks that query, filters or an extension input is present; 63 SHOULD (deviation D6):"
                    + " an empty search is answered with the warning empty_query")
    void rule62(Way way) {
        for (String empty : List.of("{}", "{\"query\":\"  \"}", "{\"filters\":{}}", "{\"filters\":{\"colour\":1}}")) {
            Asked asked = shelf.search(way, empty);
            assertThat(asked.ids()).isEmpty();
            assertThat(asked.messages()).contains("empty_query");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("64: filters without query browse without text ranking")
    void rule64(Way way) {
        Asked asked = shelf.search(way, "{\"filters\":{\"categories\":[\"towels\"]}}");

        assertThat(asked.ids()).hasSize(10).allMatch(id -> id.startsWith("Towel"));
        assertThat(asked.messages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("65: filters AND across fields; categories OR inside, matched against category.value")
    void rule65(Way way) {
        Asked either = shelf.search(
                way,
                "{\"filters\":{\"categories\":[\"towels\"],\"category_ids\":[\"trail-shoes\"]},\"pagination\":{\"limit\":50}}");
        Asked both = shelf.search(way, """
                {"filters":{"categories":["towels","trail-shoes"],"price":{"min":5000}}}""");

        assertThat(either.ids()).hasSize(13);
        assertThat(either.products()
                        .map(it -> it.path("categories").path(0).path("value").asString("")))
                .containsOnly("towels", "trail-shoes");
        assertThat(both.ids()).containsExactly("Sh0e001");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("66 SHOULD: a price filter in another currency is converted, and a message names rate and date")
    void rule66(Way way) {
        Asked dear = shelf.search(way, "{\"query\":\"stove\",\"filters\":{\"price\":{\"max\":3900}}}");
        Asked fair = shelf.search(way, "{\"query\":\"stove\",\"filters\":{\"price\":{\"max\":3910}}}");

        assertThat(dear.ids()).isEmpty();
        assertThat(fair.ids()).containsExactly("Stove01");
        assertThat(fair.messages()).contains("price_filter_converted");
        assertThat(fair.answer().path("messages").toString()).contains("0.32 KWD", "2026-01-02");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("67 SHOULD: when a price filter cannot be applied a message says so")
    void rule67(Way way) {
        Asked asked = shelf.search(way, "{\"query\":\"carpet\",\"filters\":{\"price\":{\"max\":999999}}}");

        assertThat(asked.ids()).isEmpty();
        assertThat(asked.answer().path("messages").toString()).contains("XOF", "left out");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "68 SHOULD: a page size of at least 10 is accepted; 69 MUST: pages are cursor-based, 10 by default; 70 a"
                    + " limit above the maximum is clamped without error")
    void rule68(Way way) {
        assertThat(shelf.search(way, "{\"query\":\"towel\",\"pagination\":{\"limit\":12}}")
                        .ids())
                .hasSize(12);
        assertThat(shelf.search(way, "{\"query\":\"towel\"}").ids()).hasSize(10);
        assertThat(shelf.search(way, "{\"query\":\"towel\",\"pagination\":{\"limit\":5000}}")
                        .ids())
                .hasSize(12);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("71 MUST: limit below 1 or not an integer is invalid")
    void rule71(Way way) {
        for (String limit : List.of("0", "-1", "1.5", "\"5\"", "null")) {
            assertThat(shelf.search(way, "{\"query\":\"towel\",\"pagination\":{\"limit\":" + limit + "}}")
                            .code())
                    .as(limit)
                    .isEqualTo("invalid_request");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("72 MUST: pagination.has_next_page is present, cursor whenever it is true; 73 following cursors yields"
            + " every hit once and ends")
    void rule72(Way way) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 10; page++) {
            Asked asked = shelf.search(way, "{\"query\":\"towel\",\"pagination\":{\"limit\":5" + cursor + "}}");
            JsonNode pagination = asked.answer().path("pagination");
            seen.addAll(asked.ids());
            assertThat(pagination.path("has_next_page").isBoolean()).isTrue();
            assertThat(pagination.has("cursor"))
                    .isEqualTo(pagination.path("has_next_page").asBoolean());
            if (!pagination.path("has_next_page").asBoolean()) {
                break;
            }
            cursor = ",\"cursor\":\"" + pagination.path("cursor").asString("") + "\"";
        }

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }
}
