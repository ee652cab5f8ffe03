package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.restv1.TeaHouse.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a call does not fit is refused with the place of it, and nothing of it is passed over in silence.
@ExtendWith(SharedTeaHouse.class)
class RestFieldsTest {

    private final TeaHouse house;

    RestFieldsTest(TeaHouse house) {
        this.house = house;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"filters\":{\"price\":5}} | [\"body\",\"filters\",\"price\"]",
                "{\"filters\":{\"price\":{\"min_price\":\"5\"}}} | [\"body\",\"filters\",\"price\",\"min_price\"]",
                "{\"filters\":{\"brand_ids\":\"x\"}} | [\"body\",\"filters\",\"brand_ids\"]",
                "{\"filters\":{\"brand_ids\":[5]}} | [\"body\",\"filters\",\"brand_ids\",0]",
                "{\"filters\":{\"category_ids\":\"x\"}} | [\"body\",\"filters\",\"category_ids\"]",
                "{\"filters\":{\"website_ids\":{}}} | [\"body\",\"filters\",\"website_ids\"]",
                "{\"filters\":{\"condition\":5}} | [\"body\",\"filters\",\"condition\"]",
                "{\"filters\":{\"gender\":[\"male\"]}} | [\"body\",\"filters\",\"gender\"]",
                "{\"filters\":{\"age\":\"adult\"}} | [\"body\",\"filters\",\"age\"]",
                "{\"filters\":{\"availability\":\"InStock\"}} | [\"body\",\"filters\",\"availability\"]",
                "{\"filters\":{\"sale\":true}} | [\"body\",\"filters\",\"sale\"]",
                "{\"filters\":{\"attributes\":[\"x\"]}} | [\"body\",\"filters\",\"attributes\"]",
                "{\"filters\":{\"attributes\":{\"material\":\"x\"}}} | [\"body\",\"filters\",\"attributes\",\"material\"]",
                "{\"filters\":{\"attributes\":{\"material\":[]}}} | [\"body\",\"filters\",\"attributes\",\"material\"]",
                "{\"config\":\"x\"} | [\"body\",\"config\"]",
                "{\"config\":{\"country\":5}} | [\"body\",\"config\",\"country\"]",
                "{\"config\":{\"currency\":\"JPY\"}} | [\"config\",\"currency\"]",
                "{\"config\":{\"language\":\"tlh\"}} | [\"config\",\"language\"]",
                "{\"config\":{\"length_unit\":\"yd\"}} | [\"config\",\"length_unit\"]",
                "{\"config\":{\"mode\":\"psychic\"}} | [\"body\",\"config\",\"mode\"]",
                "{\"config\":{\"keyword_search_only\":1}} | [\"body\",\"config\",\"keyword_search_only\"]",
                "{\"config\":{\"mode\":\"keyword\"},\"base64_image\":\"AAAA\"} | [\"body\",\"config\",\"mode\"]"
            })
    void aFieldOfASearchThatDoesNotFitIsNamed(String fields, String place) {
        Reply reply = house.post("/v1/search", "{\"query\":\"kettle\"," + fields.substring(1));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("detail").path(0).path("loc").toString()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"config\":{\"mode\":\"agentic\"}}",
                "{\"config\":{\"mode\":\"keyword\"}}",
                "{\"config\":{\"keyword_search_only\":true}}",
                "{\"config\":{\"mode\":null,\"currency\":null,\"country\":null,\"language\":null}}",
                "{\"config\":null,\"filters\":null,\"limit\":null,\"page_token\":null}",
                "{\"filters\":{\"price\":null,\"brand_ids\":null,\"sale\":null,\"attributes\":null,\"colors\":null}}",
                "{\"filters\":{\"category_ids\":[\"no-such-category\"]}}",
                "{\"filters\":{\"condition\":\"new\",\"availability\":[\"LimitedAvailability\",\"PreOrder\"]}}",
                "{\"something\":\"else\",\"filters\":{\"more\":1}}"
            })
    void whatIsUnknownOrNullOrOfAnOlderClientIsTaken(String fields) {
        Reply reply = house.post("/v1/search", "{\"query\":\"kettle\"," + fields.substring(1));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("products").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/brands?limit=101",
        "/v1/brands?country=XX",
        "/v1/brands/search",
        "/v1/brands/search?query=e&limit=21",
        "/v1/categories?page=0",
        "/v1/categories?page_size=101",
        "/v1/categories?roots_only=perhaps",
        "/v1/categories/search?query=e&limit=0",
        "/v0/websites",
        "/v0/websites?query=nobody.example&country=XX",
        "/v0/price-tracking/history/0000000?days=31"
    })
    void aParameterThatDoesNotFitIsRefused(String path) {
        Reply reply = house.get(path);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("detail").path(0).path("loc").path(0).asString(""))
                .isIn("query", "config");
    }

    @Test
    void theLocaleOfASubscriptionIsAnObjectOfWords() {
        String id = house.lookup("/kettle").json().path("product").path("id").asString("");

        for (String locale : new String[] {"\"x\"", "{\"country\":5}", "{\"currency\":\"XXX\"}"}) {
            assertThat(house.post(
                                    "/v1/product-subscriptions",
                                    "{\"product_id\":\"" + id + "\",\"locale\":" + locale + "}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void browsingACategoryThatNobodyKnowsIsNotBrowsingEverything() {
        assertThat(house.post("/v1/browse", "{\"filters\":{\"category_ids\":[\"no-such-category\"]}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aPathThatIsKnownNamesItsMethods() {
        HttpResponse<String> wrong =
                house.exchange(HttpRequest.newBuilder(house.address().resolve("/v1/product-subscriptions"))
                        .PUT(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).contains("GET, POST");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/conversations",
        "POST, /v1/conversations/client_tokens",
        "POST, /v1/conversations/client_tokens/revoke",
        "GET, /v1/conversations/abc"
    })
    void conversationsAreNotConfiguredAndClientsDoNotAskAgain(String method, String path) {
        HttpResponse<String> reply =
                house.exchange(HttpRequest.newBuilder(house.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}")));

        assertThat(reply.statusCode()).isEqualTo(501);
        assertThat(reply.body()).contains("not configured").contains("/v1/search");
        assertThat(reply.headers().firstValue("x-should-retry")).contains("false");
    }
}
