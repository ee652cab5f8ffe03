package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.LoggedTrouble;
import dev.aisle.edge.restv1.TeaHouse.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no honest client sends, and what a careless one may: each is answered with what is wrong, and none is an error
/// of ours.
@ExtendWith(SharedTeaHouse.class)
class RestHostileTest {

    private final TeaHouse house;

    RestHostileTest(TeaHouse house) {
        this.house = house;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/products/%00, 422",
        "/v1/brands/%00, 422",
        "/v1/brands/search?query=%00, 422",
        "/v1/categories/%00, 422",
        "/v0/websites?query=%00, 422",
        "/v0/price-tracking/subscriptions?cursor=%00, 422",
        "/v0/price-tracking/subscriptions?cursor=x, 422",
        "/v0/price-tracking/history/%00, 422",
        "/v1/product-subscriptions?cursor=%00, 422",
        "/v1/product-subscriptions?cursor=zzz, 422",
        "/v1/product-subscriptions/%00, 422",
        "/v1/brands?cursor=nonsense, 422",
        "/v1/categories?page=2147483647, 200",
        "/v1/reporting/clicks?start_date=-4800-01-01T00:00:00Z&end_date=-4800-01-02T00:00:00Z, 200"
    })
    void anAddressIsAnsweredWithWhatIsWrongWithIt(String path, int status) {
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            assertThat(house.get(path).status()).isEqualTo(status);
            assertThat(trouble.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/search | {\"query\":\"tea\",\"filters\":{\"brand_ids\":[\"\\u0000\"]}} | 200",
                "/v1/search | {\"query\":\"\\u0000\"} | 200",
                "/v1/search | {\"query\":\"tea\",\"filters\":{\"price\":{\"min_price\":5,\"max_price\":4}}} | 422",
                "/v1/search | {\"query\":\"tea\",\"config\":{\"length_unit\":5}} | 422",
                "/v1/explain | {\"product_id\":\"\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\"} | 200",
                "/v1/explain | {\"product_id\":\"ABCDEFG\",\"filters\":5} | 200",
                "/catalog/search | {\"query\":\"tea\",\"filters\":{\"brand_ids\":[\"\\u0000\"]}} | 200",
                "/catalog/search | {\"query\":\"tea\",\"filters\":{\"exclude_brand_ids\":[\"\\u0000\"]}} | 200"
            })
    void aBodyIsAnsweredWithWhatIsWrongWithIt(String path, String body, int status) {
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            assertThat(house.post(path, body).status()).isEqualTo(status);
            assertThat(trouble.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/lookup, url", "/v1/explain, url", "/v1/monetize, url", "/v1/image-search, image_url"})
    void aUrlWithASpaceIsToldSo(String path, String field) {
        Reply reply = house.post(path, "{\"" + field + "\":\"https://shop.example/a kettle\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.detail()).contains("it has a space: write %20", "[\"body\",\"" + field + "\"]");
    }

    @Test
    void filtersOfAnExplanationAreReadWhereThereIsSomethingToExplain() {
        String id = house.lookup("/kettle").json().at("/product/id").asString("");

        Reply reply = house.post("/v1/explain", "{\"product_id\":\"" + id + "\",\"filters\":5}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.detail()).contains("[\"body\",\"filters\"]");
    }

    @Test
    void aListOfAThousandNamesIsTheLongest() {
        String names = "\"x\",".repeat(1_000) + "\"x\"";

        assertThat(house.post("/v1/search", "{\"query\":\"tea\",\"filters\":{\"website_ids\":[" + names + "]}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aProductThatTheLocaleDoesNotHaveSaysSo() {
        String id = house.lookup("/kettle").json().at("/product/id").asString("");

        Reply reply = house.get("/v1/products/" + id + "?country=DE");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.detail())
                .isEqualTo("Product with ID '" + id
                        + "' not found in EUR, the locale's currency: send another country or currency.");
    }
}
