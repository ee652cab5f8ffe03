package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MerchantRoutesTest extends PartnerApiStage {

    @Test
    void aMerchantIsCreatedOnceAndItsCrawlStarted() {
        HttpResponse<String> first =
                post(key, "{\"domain\":\"https://www.Example-Shop.com/\",\"name\":\"Example Shop\"}");
        HttpResponse<String> again = post(key, "{\"domain\":\"example-shop.com\",\"name\":\"Other\"}");

        String id = created(first);
        assertThat(id).matches("[0-9A-Za-z]{4}");
        assertThat(first.body())
                .isEqualTo("{\"customer_id\":\"" + id + "\",\"created\":true,\"name\":\"Example Shop\"}");
        assertThat(again.body())
                .isEqualTo("{\"customer_id\":\"" + id + "\",\"created\":false,\"name\":\"Example Shop\"}");
        assertThat(crawlsStarted).filteredOn(it -> it.value().equals(id)).hasSize(1);
    }

    @Test
    void aTestKeyReachesTheDevelopmentAllowlistOnly() {
        String test = partners.create("Test", List.of(), false).key().value();

        assertThat(post(test, "{\"domain\":\"real.example\"}").statusCode()).isEqualTo(422);
        assertThat(post(test, "{\"domain\":\"127.0.0.1:8091\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aMerchantWithoutANameSaysNull() {
        HttpResponse<String> answer = post(key, "{\"domain\":\"nameless.example\",\"name\":null,\"extra\":[1]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("name").isNull()).isTrue();
    }

    @Test
    void aSharedMerchantHasOneIdAndNoHintOfTheOtherPartner() {
        String other = newKey();
        HttpResponse<String> theirs = post(other, "{\"domain\":\"both.example\"}");
        HttpResponse<String> ours = post(key, "{\"domain\":\"both.example\"}");

        assertThat(created(ours)).isEqualTo(created(theirs));
        assertThat(json(ours).get("created").booleanValue()).isFalse();
        assertThat(get(key, MERCHANTS + "/" + created(ours) + "/connections").body())
                .isEqualTo(get(other, MERCHANTS + "/" + created(ours) + "/connections")
                        .body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing | body,domain",
                "{\"domain\":null} | string_type | body,domain",
                "{\"domain\":7} | string_type | body,domain",
                "{\"domain\":\"localhost\"} | value_error | body,domain",
                "{\"domain\":\"co.uk\"} | value_error | body,domain",
                "{\"domain\":\"\"} | value_error | body,domain",
                "{\"domain\":\"half.\\ud800.example\"} | value_error | body,domain",
                "{\"domain\":\"ok.example\",\"name\":{}} | string_type | body,name",
                "{\"domain\":\"ok.example\",\"name\":\"a\\u0000b\"} | value_error | body,name",
                "[] | value_error | body",
                "'' | json_invalid | body",
                "{\"domain\": | json_invalid | body"
            })
    void aWrongBodyIsNamedFieldByField(String body, String type, String place) {
        HttpResponse<String> answer = post(key, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = json(answer).get("detail").get(0);
        assertThat(fault.get("type").stringValue()).isEqualTo(type);
        assertThat(fault.get("loc").valueStream().map(JsonNode::stringValue)).containsExactly(place.split(","));
        assertThat(fault.get("msg").stringValue()).endsWith(".").doesNotContain("Source:", "#");
        assertThat(fault.has("input")).isTrue();
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        HttpResponse<String> answer = post(key, "{\"domain\":\"localhost\",\"name\":\"" + "n".repeat(201) + "\"}");

        assertThat(json(answer)
                        .get("detail")
                        .valueStream()
                        .map(it -> it.get("type").stringValue()))
                .containsExactly("value_error", "string_too_long");
        assertThat(json(answer).get("detail").get(0).toString())
                .isEqualTo("{\"type\":\"value_error\",\"loc\":[\"body\",\"domain\"],\"msg\":\"'localhost' is not a"
                        + " public storefront domain. Send a registrable host such as 'shop.example.com'.\","
                        + "\"input\":\"localhost\"}");
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        assertThat(post(key, "{\"domain\":\"" + "a".repeat(200_000) + "\"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void merchantsAreListedNewestFirstInPages() {
        String lister = newKey();
        String first = created(post(lister, "{\"domain\":\"first.example\",\"name\":\"First\"}"));
        now = now.plusSeconds(60);
        String second = created(post(lister, "{\"domain\":\"second.example\"}"));

        JsonNode page = json(get(lister, MERCHANTS + "?page=1&size=1"));
        JsonNode last = json(get(lister, MERCHANTS + "?size=1&page=2"));
        JsonNode past = json(get(lister, MERCHANTS + "?size=1&page=3"));

        assertThat(page.get("items").get(0).toString())
                .isEqualTo("{\"customer_id\":\"" + second + "\",\"name\":null,\"logo_url\":null,"
                        + "\"domain\":\"second.example\",\"created_at\":\"" + now + "\"}");
        assertThat(page.get("total").intValue()).isEqualTo(2);
        assertThat(page.get("pages").intValue()).isEqualTo(2);
        assertThat(last.get("items").get(0).get("customer_id").stringValue()).isEqualTo(first);
        assertThat(past.get("items").isEmpty()).isTrue();
        assertThat(past.get("page").intValue()).isEqualTo(3);
        assertThat(get(newKey(), MERCHANTS).body())
                .isEqualTo("{\"items\":[],\"total\":0,\"page\":1,\"size\":50,\"pages\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, greater_than_equal, page",
        "page=-1, greater_than_equal, page",
        "size=0, greater_than_equal, size",
        "size=101, less_than_equal, size",
        "page=x, int_parsing, page",
        "page=, int_parsing, page",
        "size=1.5, int_parsing, size"
    })
    void aWrongPageOrSizeIsRefused(String query, String type, String name) {
        HttpResponse<String> answer = get(key, MERCHANTS + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("detail").get(0).get("type").stringValue()).isEqualTo(type);
        assertThat(json(answer).get("detail").get(0).get("loc").toString()).isEqualTo("[\"query\",\"" + name + "\"]");
    }
}
