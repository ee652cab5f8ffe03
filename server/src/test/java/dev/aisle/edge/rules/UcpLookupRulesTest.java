package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.rules.Shelf.Asked;
import dev.aisle.edge.rules.Shelf.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The sentences of UCP 2026-04-08 on lookup and Get Product, each over both ways in, with the number it has in the
/// contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcpLookupRulesTest {

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
    @DisplayName("74 MUST: lookup accepts product ids and variant ids; 75 duplicates are de-duplicated; 76 a product"
            + " reached by several identifiers is returned once")
    void rule74(Way way) {
        String variant = Shelf.shirt("Navy001", 2);
        Asked asked = shelf.lookup(way, "{\"ids\":[\"Navy001\",\"" + variant + "\",\"Navy001\",\"" + variant + "\"]}");

        assertThat(asked.ids()).containsExactly("Navy001");
        assertThat(asked.variants().findFirst().orElseThrow().path("inputs")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "77 MUST: every variant of a lookup has at least one inputs entry; 78 one entry for each identifier, with"
                    + " its own match; 79 exact names this variant, featured resolved to the product")
    void rule77(Way way) {
        String variant = Shelf.shirt("Navy001", 2);
        Asked asked = shelf.lookup(
                way,
                "{\"ids\":[\"Navy001\",\"" + variant + "\"],\"urls\":[\"http://www.shoa.example/p/2/?utm_source=x\"]}");

        List<JsonNode> variants = asked.variants().toList();
        assertThat(variants)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.path("inputs")).hasSize(3));
        assertThat(variants.getFirst().path("id").asString("")).isEqualTo(variant);
        assertThat(variants.getFirst().path("inputs").findValuesAsString("match"))
                .containsExactly("featured", "exact", "exact");
        assertThat(variants.getLast().path("inputs").findValuesAsString("match"))
                .containsOnly("featured");
        assertThat(variants.getFirst().path("inputs").path(2).path("id").asString(""))
                .isEqualTo("http://www.shoa.example/p/2/?utm_source=x");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("80 SHOULD: at least 10 identifiers per lookup are accepted; 81, 82 MUST: more than the limit are"
            + " refused as request_too_large")
    void rule80(Way way) {
        assertThat(shelf.lookup(way, ids(50)).refused()).isFalse();
        assertThat(shelf.lookup(way, ids(51)).code()).isEqualTo("request_too_large");
        assertThat(shelf.lookup(way, ids(51)).status()).isEqualTo(way == Way.MCP ? 200 : 400);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("83 MUST: unknown identifiers give success with fewer products")
    void rule83(Way way) {
        Asked asked = shelf.lookup(way, "{\"ids\":[\"zzzzzzz\",\"Navy001\",\"what is this\"]}");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.ids()).containsExactly("Navy001");
        assertThat(asked.messages()).containsExactly("not_found", "not_found", "invalid_id");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("84 MUST: ids, when sent, has at least one string (deviation D2: urls alone are enough)")
    void rule84(Way way) {
        assertThat(shelf.lookup(way, "{\"ids\":[]}").code()).isEqualTo("invalid_request");
        assertThat(shelf.lookup(way, "{\"ids\":[7]}").code()).isEqualTo("invalid_request");
        assertThat(shelf.lookup(way, "{\"urls\":[\"https://shoa.example/p/1\"]}")
                        .ids())
                .containsExactly("Navy001");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("85: filters apply after resolution; a product with no variant left is left out")
    void rule85(Way way) {
        Asked asked = shelf.lookup(
                way, "{\"ids\":[\"Navy001\",\"Lamp001\"],\"filters\":{\"price\":{\"min\":2900,\"max\":3100}}}");

        assertThat(asked.ids()).containsExactly("Navy001");
        assertThat(asked.variants()).hasSize(1);
        assertThat(asked.messages()).contains("filtered_out");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "86 MUST: get_product accepts product ids and variant ids; 87 MUST: by variant id that variant is first;"
                    + " 88 its options are the selection, selected is ignored")
    void rule86(Way way) {
        String variant = Shelf.shirt("Navy001", 2);
        Asked asked =
                shelf.product(way, "{\"id\":\"" + variant + "\",\"selected\":[{\"name\":\"Size\",\"label\":\"M\"}]}");

        assertThat(asked.variants().findFirst().orElseThrow().path("id").asString(""))
                .isEqualTo(variant);
        assertThat(selected(asked)).containsExactly("Color=Navy", "Size=L");
        assertThat(shelf.product(way, "{\"id\":\"Navy001\"}").ids()).containsExactly("Navy001");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("89 SHOULD: get_product by product id shows the featured variant and others matching product.selected")
    void rule89(Way way) {
        Asked asked = shelf.product(way, "{\"id\":\"Navy001\"}");

        assertThat(selected(asked)).containsExactly("Color=Navy", "Size=M");
        assertThat(asked.variants()
                        .map(it -> it.path("options").path(1).path("label").asString("")))
                .containsOnly("M");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("90: get_product answers one product object, never a list")
    void rule90(Way way) {
        JsonNode answer = shelf.product(way, "{\"id\":\"Navy001\"}").answer();

        assertThat(answer.path("product").isObject()).isTrue();
        assertThat(answer.has("products")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("91 MUST: an option name appears at most once in selected")
    void rule91(Way way) {
        Asked asked = shelf.product(
                way,
                "{\"id\":\"Navy001\",\"selected\":[{\"name\":\"Size\",\"label\":\"M\"},{\"name\":\"SIZE \",\"label\":\"L\"}]}");

        assertThat(asked.code()).isEqualTo("invalid_request");
        assertThat(asked.text()).contains("at most once");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("92: relaxation drops options from the end of preferences first; 94 no relaxation: selected equals the"
            + " request, relaxation: it is a subset of it")
    void rule92(Way way) {
        String wanted = "\"selected\":[{\"name\":\"Color\",\"label\":\"navy\"},{\"name\":\"Size\",\"label\":\"XL\"}]";

        Asked color = shelf.product(way, "{\"id\":\"Navy001\"," + wanted + ",\"preferences\":[\"Color\",\"Size\"]}");
        Asked size = shelf.product(way, "{\"id\":\"Navy001\"," + wanted + ",\"preferences\":[\"Size\",\"Color\"]}");
        Asked met = shelf.product(
                way,
                "{\"id\":\"Navy001\",\"selected\":[{\"name\":\"Size\",\"label\":\"XL\"},{\"name\":\"Color\",\"label\":\"Red\"}]}");

        assertThat(selected(color)).containsExactly("Color=Navy");
        assertThat(selected(size)).containsExactly("Size=XL");
        assertThat(size.ids()).containsExactly("Red0001");
        assertThat(selected(met)).containsExactlyInAnyOrder("Size=XL", "Color=Red");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("93 MUST: product.selected is present when the product has options")
    void rule93(Way way) {
        JsonNode shirt = shelf.product(way, "{\"id\":\"Navy001\"}").answer().path("product");
        JsonNode lamp = shelf.product(way, "{\"id\":\"Lamp001\"}").answer().path("product");

        assertThat(shirt.propertyNames()).contains("options", "selected");
        assertThat(lamp.propertyNames()).doesNotContain("options", "selected");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("95 SHOULD: option values carry available and exists relative to product.selected")
    void rule95(Way way) {
        JsonNode options = shelf.product(
                        way, "{\"id\":\"Navy001\",\"selected\":[{\"name\":\"Color\",\"label\":\"Red\"}]}")
                .answer()
                .path("product")
                .path("options");

        assertThat(signals(options.path(1)))
                .containsExactlyInAnyOrder(
                        "M exists=true available=false",
                        "L exists=false available=false",
                        "XL exists=true available=true");
        assertThat(signals(options.path(0)))
                .containsExactlyInAnyOrder("Navy exists=true available=true", "Red exists=true available=true");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("96: not found: ucp.status error, at least one message, nothing else; 110 with HTTP 200")
    void rule96(Way way) {
        Asked asked = shelf.product(way, "{\"id\":\"zzzzzzz\"}");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.answer().path("ucp").path("status").asString("")).isEqualTo("error");
        assertThat(asked.answer().propertyNames()).containsExactlyInAnyOrder("ucp", "messages");
        assertThat(asked.messages()).containsExactly("not_found");
    }

    private static List<String> selected(Asked asked) {
        return asked.answer()
                .path("product")
                .path("selected")
                .valueStream()
                .map(it -> it.path("name").asString("") + '=' + it.path("label").asString(""))
                .toList();
    }

    private static List<String> signals(JsonNode option) {
        return option.path("values")
                .valueStream()
                .map(it -> it.path("label").asString("") + " exists="
                        + it.path("exists").asBoolean() + " available="
                        + it.path("available").asBoolean())
                .toList();
    }

    private static String ids(int count) {
        return "{\"ids\":["
                + String.join(
                        ",",
                        IntStream.range(0, count)
                                .mapToObj(it -> "\"Id" + (10_000 + it) + "\"")
                                .toList())
                + "]}";
    }
}
