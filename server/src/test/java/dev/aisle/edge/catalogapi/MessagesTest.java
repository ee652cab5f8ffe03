package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What answers say about the question: nothing that was not understood is passed over in silence.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {

    private final RunningEdge edge;

    MessagesTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"query\":\"shoes\",\"filters\":{\"colour\":[\"red\"]}} | unknown_filter | $.catalog.filters.colour | colour",
                "{\"query\":\"shoes\",\"filters\":{\"cond ition\":[\"new\"]}} | unknown_filter | $.catalog.filters['cond ition'] | condition",
                "{\"query\":\"shoes\",\"filters\":{\"categories\":[\"trail-shoe\"]}} | unknown_category | $.catalog.filters.categories[0] | trail-shoes",
                "{\"query\":\"shoes\",\"filters\":{\"category_ids\":[\"towels\",\"shoes\"]}} | unknown_category | $.catalog.filters.category_ids[1] | trail-shoes",
                "{\"query\":\"shoes\",\"filters\":{\"website_ids\":[\"north-trial.example\"]}} | unknown_website | $.catalog.filters.website_ids[0] | north-trail.example",
                "{\"query\":\"shoes\",\"filters\":{\"exclude_website_ids\":[\"nowhere.example\"]}} | unknown_website | $.catalog.filters.exclude_website_ids[0] | nowhere",
                "{\"query\":\"shoes\",\"filters\":{\"brand_ids\":[\"Rigde\"]}} | unknown_brand | $.catalog.filters.brand_ids[0] | Ridge"
            })
    void aWordNobodyKnowsIsAWarningWithTheNearestKnownOnes(String catalog, String code, String path, String hint) {
        JsonNode messages = result(edge.call("search_catalog", catalog)).path("messages");

        assertThat(messages.size()).isEqualTo(1);
        assertThat(messages.path(0).path("type").asString()).isEqualTo("warning");
        assertThat(messages.path(0).path("code").asString()).isEqualTo(code);
        assertThat(messages.path(0).path("path").asString()).isEqualTo(path);
        assertThat(messages.path(0).path("content").asString()).contains(hint);
    }

    @Test
    void onRestThePathPointsIntoTheBodyAsItWasSent() {
        Answer answer = edge.post("/catalog/search", "{\"query\":\"shoes\",\"filters\":{\"colour\":\"red\"}}");

        assertThat(answer.json().path("messages").path(0).path("path").asString())
                .isEqualTo("$.filters.colour");
    }

    @Test
    void aFieldWithOnlyUnknownWordsMatchesNothingAndAnExclusionOfThemExcludesNothing() {
        JsonNode only =
                result(edge.call("search_catalog", "{\"query\":\"shoes\",\"filters\":{\"brand_ids\":[\"Nobody\"]}}"));
        JsonNode mixed = result(edge.call(
                "search_catalog", "{\"query\":\"shoes\",\"filters\":{\"brand_ids\":[\"Nobody\",\"Ridge\"]}}"));
        JsonNode excluded = result(edge.call(
                "search_catalog", "{\"query\":\"shoes\",\"filters\":{\"exclude_category_ids\":[\"nothing\"]}}"));

        assertThat(only.path("products").size()).isZero();
        assertThat(mixed.path("products").size()).isEqualTo(1);
        assertThat(excluded.path("products").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query\":\"\"}",
                "{\"query\":\"   \"}",
                "{\"filters\":{}}",
                "{\"filters\":{\"colour\":\"red\"}}",
                "{\"filters\":{\"categories\":[]}}"
            })
    void aSearchForNothingSaysWhatToSend(String catalog) {
        JsonNode result = result(edge.call("search_catalog", catalog));

        assertThat(result.path("products").size()).isZero();
        assertThat(result.path("messages").findValuesAsString("code")).contains("empty_query");
        assertThat(result.path("pagination").path("has_next_page").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"*\"}",
                "{\"filters\":{\"available\":true}}",
                "{\"filters\":{\"categories\":[\"towels\"]}}",
                "{\"filters\":{\"price\":{\"min\":1}}}"
            })
    void aStarOrAnyKnownFilterBrowses(String catalog) {
        JsonNode result = result(edge.call("search_catalog", catalog));

        assertThat(result.path("products").size()).isPositive();
        assertThat(result.has("messages")).isFalse();
    }

    @Test
    void aSearchThatFindsNothingIsEmptyAndSilent() {
        JsonNode result = result(edge.call("search_catalog", "{\"query\":\"zzz_no_such_product_zzz\"}"));

        assertThat(result.path("products").isArray()).isTrue();
        assertThat(result.path("products").size()).isZero();
        assertThat(result.has("messages")).isFalse();
    }

    @Test
    void whatALookupCannotResolveIsTold() {
        JsonNode messages = result(edge.call("lookup_catalog", """
                        {"ids":["Sh0e001","zzzzzzz","","https://shoe-barn.example/x"],
                         "urls":["https://nowhere.example/p","not a url","ftp://x.example/a","https://"]}""")).path("messages");

        assertThat(messages.valueStream()
                        .map(it -> it.path("type").asString() + " "
                                + it.path("code").asString() + " "
                                + it.path("path").asString("-")))
                .containsExactlyInAnyOrder(
                        "info not_found -",
                        "info not_found -",
                        "info invalid_id -",
                        "info not_found -",
                        "warning use_catalog_urls $.catalog.ids[3]",
                        "warning invalid_url $.catalog.urls[1]",
                        "warning invalid_url $.catalog.urls[2]",
                        "warning invalid_url $.catalog.urls[3]");
        assertThat(messages.findValuesAsString("content"))
                .contains("zzzzzzz", "https://nowhere.example/p", "Move https://shoe-barn.example/x to catalog.urls.");
    }

    @Test
    void aUrlWithASignThatNoneHasIsToldWhich() {
        JsonNode messages = result(edge.call("lookup_catalog", """
                        {"urls":["https://shop.example/100%off","https://the shop.example/p"]}""")).path("messages");

        assertThat(messages.findValuesAsString("content"))
                .contains(
                        "Not a web address: 'https://shop.example/100%off': a '%' stands before two hexadecimal digits:"
                                + " write %25 for the sign itself.",
                        "Not a web address: 'https://the shop.example/p': a host has no space: leave it out.");
    }

    @Test
    void anUnknownProductIsAnErrorAndNothingElse() {
        JsonNode result = result(edge.call("get_product", "{\"id\":\"nope\"}"));

        assertThat(result.propertyNames()).containsExactly("ucp", "messages");
        assertThat(result.path("ucp").path("status").asString()).isEqualTo("error");
        assertThat(result.path("messages").path(0).toString())
                .isEqualTo("{\"type\":\"error\",\"code\":\"not_found\",\"content\":\"Product not found: nope\","
                        + "\"severity\":\"unrecoverable\"}");
        assertThat(result.path("messages").path(1).path("content").asString("")).contains("product:store:sku");
    }

    @Test
    void whatTheFiltersRemovedIsTold() {
        JsonNode lookup =
                result(edge.call("lookup_catalog", "{\"ids\":[\"Sh0e001\"],\"filters\":{\"price\":{\"max\":1}}}"));
        JsonNode product = result(edge.call("get_product", "{\"id\":\"Sh0e001\",\"filters\":{\"price\":{\"max\":1}}}"));

        assertThat(lookup.path("products").size()).isZero();
        assertThat(lookup.path("messages").path(0).path("type").asString()).isEqualTo("info");
        assertThat(lookup.path("messages").path(0).path("code").asString()).isEqualTo("filtered_out");
        assertThat(lookup.path("messages").path(0).path("content").asString()).contains("Sh0e001", "price");
        assertThat(product.path("messages").path(0).path("code").asString()).isEqualTo("filtered_out");
        assertThat(product.path("messages").path(0).path("severity").asString()).isEqualTo("recoverable");
    }

    @Test
    void aKeyThatDoesNotWorkIsToldAndTheAnswerIsAnonymous() {
        for (List<String> headers : List.of(
                List.of("x-api-key", "ch3_test_wrong"),
                List.of("Authorization", "Bearer c3_sk_live_x"),
                List.of("x-api-key", "ch3_test_wrong", "Authorization", "Bearer " + RunningEdge.KEY))) {
            Answer answer = edge.call("search_catalog", "{\"query\":\"shoes\"}", headers.toArray(String[]::new));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-ucp-auth-tier")).isEqualTo("anonymous");
            assertThat(result(answer).path("messages").path(0).path("code").asString())
                    .isEqualTo("invalid_api_key");
            assertThat(answer.text()).contains("-public_ucp?o=");
        }
    }

    @Test
    void aKeyThatWorksIsCreditedInEveryLink() {
        for (String[] headers : new String[][] {
            {"x-api-key", RunningEdge.KEY},
            {"Authorization", "Bearer " + RunningEdge.KEY},
            {"authorization", "bearer " + RunningEdge.KEY}
        }) {
            Answer answer = edge.call("search_catalog", "{\"query\":\"shoes\"}", headers);

            assertThat(answer.header("x-ucp-auth-tier")).isEqualTo("token");
            assertThat(answer.text()).contains("-v_test?o=").doesNotContain("public_ucp");
            assertThat(result(answer).has("messages")).isFalse();
        }
    }

    private static JsonNode result(Answer answer) {
        return answer.json().path("result").path("structuredContent");
    }
}
