package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.restv1.TeaHouse.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Every place of a call where its developer names something, and what is said of a name that stands for nothing.
@ExtendWith(SharedTeaHouse.class)
class RestRemarksTest {

    private final TeaHouse house;

    RestRemarksTest(TeaHouse house) {
        this.house = house;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cursor\":\"x\"} | unknown_field | $.cursor | Use page_token.",
                "{\"country\":\"DE\"} | unknown_field | $.country | Use config.country.",
                "{\"brand\":\"Ember\"} | unknown_field | $.brand | Use filters.brand_ids.",
                "{\"config\":{\"curency\":\"EUR\"}} | unknown_field | $.config.curency | currency",
                "{\"filters\":{\"categories\":[\"tea\"]}} | unknown_field | $.filters.categories | Use filters.category_ids.",
                "{\"filters\":{\"price\":{\"max\":5}}} | unknown_field | $.filters.price.max | Use filters.price.max_price.",
                "{\"filters\":{\"colors\":{\"pallete\":[],\"palette\":[]}}} | unknown_field | $.filters.colors.pallete | palette",
                "{\"filters\":{\"category_ids\":[\"kettle\"]}} | unknown_category | $.filters.category_ids[0] | kettles",
                "{\"filters\":{\"exclude_category_ids\":[\"kettle\"]}} | unknown_category | $.filters.exclude_category_ids[0] | kettles",
                "{\"filters\":{\"website_ids\":[\"nobody.example\"]}} | unknown_website | $.filters.website_ids[0] | Nearest: 127.0.0.1",
                "{\"filters\":{\"exclude_website_ids\":[\"nobody.example\"]}} | unknown_website | $.filters.exclude_website_ids[0] | 127.0.0.1",
                "{\"filters\":{\"brand_ids\":[\"Embre\"]}} | unknown_brand | $.filters.brand_ids[0] | Nearest: Ember",
                "{\"filters\":{\"exclude_brand_ids\":[\"Embre\"]}} | unknown_brand | $.filters.exclude_brand_ids[0] | Ember",
                "{\"filters\":{\"attributes\":{\"materail\":[\"steel\"]}}} | unknown_attribute | $.filters.attributes.materail | Nearest: material",
                "{\"filters\":{\"attributes\":{\"material\":[\"stele\"]}}} | unknown_attribute_value | $.filters.attributes.material | Nearest: steel"
            })
    void aNameThatStandsForNothingIsToldWithWhatThereIs(String fields, String code, String path, String hint) {
        Reply reply = house.post("/v1/search", "{\"query\":\"kettle\"," + fields.substring(1));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("messages").size()).isEqualTo(1);
        assertMessage(reply.json().at("/messages/0"), code, path, hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/brands?page=2 | unknown_parameter | page | Use cursor.",
                "/v1/brands/search?q=e&query=e | unknown_parameter | q | Use query.",
                "/v1/categories?limit=5 | unknown_parameter | limit | Use page_size.",
                "/v1/categories/search?query=tea&count=5 | unknown_parameter | count | Use limit.",
                "/v1/reporting/clicks?from=2026-01-01 | unknown_parameter | from | Use start_date.",
                "/v1/reporting/transactions?cursor=x | unknown_parameter | cursor | Use page.",
                "/v1/product-subscriptions?page=2 | unknown_parameter | page | Use cursor."
            })
    void aParameterThatNobodyReadsIsTold(String path, String code, String place, String hint) {
        assertMessage(house.get(path).json().at("/messages/0"), code, place, hint);
    }

    @Test
    void theAddressOfACallWithABodyIsNotRead() {
        assertMessage(
                house.post("/v1/search?limit=1", "{\"query\":\"kettle\"}")
                        .json()
                        .at("/messages/0"),
                "unknown_parameter",
                "limit",
                "in the body");
    }

    @Test
    void anOptionOrWebsiteThatAProductDoesNotHaveIsTold() {
        String id = house.lookup("/robe").json().at("/product/id").asString("");

        JsonNode name = house.get("/v1/products/" + id + "?option_Siez=M").json();
        JsonNode label = house.get("/v1/products/" + id + "?option_Size=XXL").json();
        JsonNode site = house.get("/v1/products/" + id + "?website_ids=nobody.example,"
                        + house.origin().substring("http://".length()))
                .json();
        Reply nowhere = house.get("/v1/products/" + id + "?website_ids=nobody.example");

        assertMessage(name.at("/messages/0"), "unknown_option", "option_Siez", "Size");
        assertMessage(label.at("/messages/0"), "unknown_option", "option_Size", "There are: M, L.");
        assertMessage(site.at("/messages/0"), "unknown_website", "website_ids", "127.0.0.1");
        assertThat(site.path("offers").isEmpty()).isFalse();
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.detail()).contains("nobody.example", "127.0.0.1");
    }

    @Test
    void aSubscriptionToWhatNobodyCanTellIsTold() {
        String id = house.lookup("/robe").json().at("/product/id").asString("");

        JsonNode reply = house.post(
                        "/v1/product-subscriptions",
                        "{\"product_id\":\"" + id + "\",\"domains\":[\"nobody.example\"],"
                                + "\"selection\":[{\"name\":\"Size\",\"label\":\"XXL\"}]}")
                .json();

        assertThat(reply.path("status").asString("")).isEqualTo("active");
        assertMessage(reply.at("/messages/0"), "unknown_website", "$.domains", "127.0.0.1");
        assertMessage(reply.at("/messages/1"), "unknown_option", "$.selection.Size", "There are: M, L.");
    }

    @Test
    void withACategoryEachAttributeMustBelongToOneOfThem() {
        String category =
                house.lookup("/kettle").json().at("/product/category/slug").asString("");
        String before = "{\"query\":\"kettle\",\"filters\":{\"category_ids\":[\"" + category + "\"],\"attributes\":";

        Reply right = house.post("/v1/search", before + "{\"Material\":[\"Steel\"]}}}");
        Reply wrong = house.post("/v1/search", before + "{\"materail\":[\"Steel\"]}}}");
        JsonNode attributes = house.get("/v1/categories/" + category).json().path("attributes");

        assertThat(right.json().path("products").isEmpty()).isFalse();
        assertThat(right.json().has("messages")).isFalse();
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.detail()).contains("[\"body\",\"filters\",\"attributes\",\"materail\"]", "Nearest: material");
        assertThat(attributes.valueStream())
                .anySatisfy(it -> assertThat(it.toString())
                        .contains("\"slug\":\"material\"", "\"name\":\"Material\"", "\"values\":[\"Steel\"]"));
        assertThat(house.get("/v1/categories/no-such-tea").detail()).contains("Nearest: ");
    }

    @Test
    void whatIsKnownNeedsNoWord() {
        Reply reply = house.post(
                "/v1/search",
                "{\"query\":\"kettle\",\"limit\":5,\"filters\":{\"brand_ids\":[\"Ember\"],\"price\":{\"max_price\":100},"
                        + "\"dimensions\":{\"weight\":{\"max\":9,\"unit\":\"kg\"}}},"
                        + "\"config\":{\"mode\":\"keyword\",\"country\":\"US\",\"length_unit\":\"cm\"}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("messages")).isFalse();
    }

    private static void assertMessage(JsonNode message, String code, String path, String hint) {
        assertThat(message.path("type").asString("")).isEqualTo("warning");
        assertThat(message.path("code").asString("")).isEqualTo(code);
        assertThat(message.path("path").asString("")).isEqualTo(path);
        assertThat(message.path("content").asString("")).contains(hint);
    }
}
