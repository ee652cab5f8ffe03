package dev.aisle.edge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.rules.Shelf.Asked;
import dev.aisle.edge.rules.Shelf.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The sentences of UCP 2026-04-08 on what answers hold and what of a question counts, each over both ways in, with
/// the number it has in the contract. Those on discovery and transports stand in [UcpSurfaceRulesTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcpAnswerRulesTest {

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
}
