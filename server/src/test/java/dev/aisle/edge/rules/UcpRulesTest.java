package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.rules.Shelf.Asked;
import dev.aisle.edge.rules.Shelf.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The sentences of UCP 2026-04-08 on what is asked and answered, each over both ways in, with the number it has in
/// the
/// contract. Those on discovery and transports stand in [UcpSurfaceRulesTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcpRulesTest {

    private static final String ALL =
            "{\"query\":\"*\",\"filters\":{\"available\":false},\"pagination\":{\"limit\":50}}";

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
    @DisplayName("38 MUST: every response has ucp.version and the active capabilities; 39 it confirms the version")
    void rule38(Way way) {
        assertThat(everyKindOfAnswer(way)).allSatisfy(asked -> {
            assertThat(asked.answer().path("ucp").path("version").asString("")).isEqualTo("2026-04-08");
            assertThat(asked.answer().path("ucp").path("capabilities").isObject())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("40 MUST: ucp.capabilities names only what fits the operation: search on search, lookup on lookup and"
            + " get_product, and extensions of it; 41 only with versions that go with the protocol's")
    void rule40(Way way) {
        assertThat(capabilities(shelf.search(way, ALL)))
                .containsExactly("dev.ucp.shopping.catalog.search", "com.trychannel3.catalog.global");
        for (Asked asked : List.of(
                shelf.lookup(way, "{\"ids\":[\"Navy001\"]}"),
                shelf.product(way, "{\"id\":\"Navy001\"}"),
                shelf.product(way, "{\"id\":\"none\"}"))) {
            assertThat(capabilities(asked))
                    .containsExactly("dev.ucp.shopping.catalog.lookup", "com.trychannel3.catalog.global");
            assertThat(asked.answer().path("ucp").path("capabilities").findValuesAsString("version"))
                    .containsOnly("2026-04-08");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("43 MUST: every price has an integer amount of at least 0 and a currency of three capitals")
    void rule43(Way way) {
        List<JsonNode> prices = shelf.search(way, ALL)
                .products()
                .flatMap(it -> Stream.concat(it.path("price_range").valueStream(), it.findValues("price").stream()))
                .toList();

        assertThat(prices).hasSizeGreaterThan(40).allSatisfy(price -> {
            assertThat(price.path("amount").isIntegralNumber()).isTrue();
            assertThat(price.path("amount").asLong()).isNotNegative();
            assertThat(price.path("currency").asString("")).matches("[A-Z]{3}");
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("44 MUST: amounts use the currency's ISO 4217 exponent: USD 2, JPY 0, KWD 3 digits; 61 prices state"
            + " their currency, whatever the context asked for")
    void rule44(Way way) {
        Asked asked =
                shelf.lookup(way, "{\"ids\":[\"Kettle1\",\"Stove01\",\"Lamp001\"],\"context\":{\"currency\":\"EUR\"}}");

        assertThat(asked.variants().map(it -> it.path("price").toString()))
                .contains(
                        "{\"amount\":4900,\"currency\":\"JPY\"}",
                        "{\"amount\":12500,\"currency\":\"KWD\"}",
                        "{\"amount\":2000,\"currency\":\"USD\"}",
                        "{\"amount\":2100,\"currency\":\"EUR\"}");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("45 MUST: a product has id, title, description, price_range and at least one variant; 46 a variant has"
            + " id, title, description, price; 47 a description has at least one format")
    void rule45(Way way) {
        List<JsonNode> products =
                everyKindOfAnswer(way).stream().flatMap(Asked::products).toList();
        List<JsonNode> variants = products.stream()
                .flatMap(it -> it.path("variants").valueStream())
                .toList();

        assertThat(products).isNotEmpty().allSatisfy(product -> {
            assertThat(product.propertyNames()).contains("id", "title", "description", "price_range", "variants");
            assertThat(product.path("variants")).isNotEmpty();
            assertThat(product.path("title").asString("")).isNotBlank();
            assertThat(product.path("description").path("plain").asString("")).isNotBlank();
        });
        assertThat(variants).isNotEmpty().allSatisfy(variant -> {
            assertThat(variant.propertyNames()).contains("id", "title", "description", "price");
            assertThat(variant.path("description").path("plain").asString("")).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("48: price_range covers the product's variants")
    void rule48(Way way) {
        assertThat(everyKindOfAnswer(way).stream().flatMap(Asked::products)).allSatisfy(product -> {
            JsonNode range = product.path("price_range");
            String currency = range.path("min").path("currency").asString("");
            for (JsonNode variant : product.path("variants")) {
                if (variant.path("price").path("currency").asString("").equals(currency)) {
                    assertThat(variant.path("price").path("amount").asLong())
                            .isBetween(
                                    range.path("min").path("amount").asLong(),
                                    range.path("max").path("amount").asLong());
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("49 MUST: unit_price, when sent, is computed here; it is never sent")
    void rule49(Way way) {
        assertThat(everyKindOfAnswer(way).stream().flatMap(Asked::variants))
                .noneMatch(variant -> variant.has("unit_price"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("50 MUST: error messages have type, code, content, severity; warnings code, content; infos content")
    void rule50(Way way) {
        List<JsonNode> messages = everyKindOfAnswer(way).stream()
                .flatMap(it -> it.answer().path("messages").valueStream())
                .toList();

        assertThat(messages).hasSizeGreaterThan(4).allSatisfy(message -> {
            assertThat(message.propertyNames()).contains("type", "code", "content");
            assertThat(message.has("severity"))
                    .isEqualTo(message.path("type").asString("").equals("error"));
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("51: path is a JSONPath (RFC 9535) into the request as it was sent")
    void rule51(Way way) {
        Asked asked = shelf.search(
                way, "{\"query\":\"shirt\",\"filters\":{\"categories\":[\"towels\",\"nonsense\"],\"odd name\":1}}");

        assertThat(asked.answer().path("messages").findValuesAsString("path"))
                .containsExactlyInAnyOrder(way.root() + ".filters.categories[1]", way.root() + ".filters['odd name']");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("52 SHOULD: the most relevant variant and image come first; 53 a variant's featured image comes first")
    void rule52(Way way) {
        Asked asked = shelf.lookup(way, "{\"ids\":[\"Sh0e001\"]}");

        JsonNode product = asked.products().findFirst().orElseThrow();
        assertThat(product.path("variants").path(0).path("price").path("amount").asLong())
                .isEqualTo(8_995);
        assertThat(product.path("media").path(0).path("url").asString("")).endsWith("Sh0e001.jpg");
        assertThat(product.path("variants")
                        .path(0)
                        .path("media")
                        .path(0)
                        .path("url")
                        .asString(""))
                .contains("S8BAR");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("54 SHOULD: context hints are used when nothing better is known")
    void rule54(Way way) {
        String german = "{\"query\":\"lamp\",\"context\":{\"currency\":\"EUR\",\"address_country\":\"DE\"}}";

        assertThat(firstCurrency(shelf.search(way, "{\"query\":\"lamp\"}"))).isEqualTo("USD");
        assertThat(firstCurrency(shelf.search(way, german))).isEqualTo("EUR");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("55 MUST: unknown context.eligibility values are ignored without error; 58 MUST: attribution, present"
            + " or absent, does not change the answer; 57 SHOULD: nor do signals, which are not kept")
    void rule55(Way way) {
        JsonNode plain = shelf.search(way, "{\"query\":\"shirt\"}").answer();

        for (String more : List.of(
                "\"context\":{\"eligibility\":[\"loyalty.moon\"],\"intent\":\"gift\"}",
                "\"attribution\":{\"campaign\":\"x\"}",
                "\"signals\":{\"dev.ucp.buyer_ip\":\"192.0.2.1\"}")) {
            assertThat(shelf.search(way, "{\"query\":\"shirt\"," + more + "}").answer())
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("56 MUST: signal keys are reverse-domain names; others are invalid")
    void rule56(Way way) {
        Asked asked = shelf.search(way, "{\"query\":\"shirt\",\"signals\":{\"ip\":\"192.0.2.1\"}}");

        assertThat(asked.code()).isEqualTo("invalid_request");
        assertThat(asked.text()).contains(way.root() + ".signals.ip must be named like");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("59 SHOULD: a selected option's id, when sent, is matched instead of its label")
    void rule59(Way way) {
        Asked asked = shelf.product(
                way, "{\"id\":\"Navy001\",\"selected\":[{\"name\":\"Size\",\"label\":\"nonsense\",\"id\":\"L\"}]}");

        assertThat(selected(asked)).containsExactly("Size=L");
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

    private List<Asked> everyKindOfAnswer(Way way) {
        return List.of(
                shelf.search(way, ALL),
                shelf.search(way, "{}"),
                shelf.search(way, "{\"query\":\"shirt\",\"filters\":{\"brand_ids\":[\"nobody\"],\"hue\":1}}"),
                shelf.lookup(
                        way,
                        "{\"ids\":[\"Navy001\",\"Sh0e001\",\"Mug0001\",\"zzzzzzz\",\"https://a.example/\"],\"urls\":[\"no url\"]}"),
                shelf.product(way, "{\"id\":\"Red0001\"}"),
                shelf.product(way, "{\"id\":\"Box0001\"}"),
                shelf.product(way, "{\"id\":\"zzzzzzz\"}"),
                shelf.product(way, "{\"id\":\"Box0001\",\"filters\":{\"available\":true}}"));
    }

    private static List<String> capabilities(Asked asked) {
        return List.copyOf(asked.answer().path("ucp").path("capabilities").propertyNames());
    }

    private static String firstCurrency(Asked asked) {
        return asked.variants()
                .findFirst()
                .orElseThrow()
                .path("price")
                .path("currency")
                .asString("");
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
