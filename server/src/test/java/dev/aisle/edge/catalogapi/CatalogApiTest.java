package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The questions and their answers, over REST and beside it over MCP.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogApiTest {

    private final RunningEdge edge;

    CatalogApiTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search_catalog | search  | {\"query\":\"shoes\"}",
                "search_catalog | search  | {\"query\":\"caffè\"}",
                "lookup_catalog | lookup  | {\"ids\":[\"Sh0e001\",\"none\"]}",
                "get_product    | product | {\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Size\",\"label\":\"8\"}]}",
                "get_product    | product | {\"id\":\"none\"}"
            })
    void restAnswersWhatTheToolAnswers(String tool, String path, String catalog) {
        Answer rest = edge.post("/catalog/" + path, catalog);
        Answer mcp = edge.call(tool, catalog);

        assertThat(rest.status()).isEqualTo(200);
        assertThat(rest.header("content-type")).isEqualTo("application/json");
        assertThat(rest.json()).isEqualTo(mcp.json().path("result").path("structuredContent"));
    }

    @Test
    void anAwkwardTitleArrivesAsItIs() {
        JsonNode product = edge.post("/catalog/search", "{\"query\":\"mug\"}")
                .json()
                .path("products")
                .path(0);

        assertThat(product.path("title").asString()).isEqualTo(dev.aisle.edge.SampleGoods.AWKWARD_TITLE);
        assertThat(product.path("description").path("plain").asString()).startsWith("Caffè");
        assertThat(product.path("variants").path(0).path("availability").toString())
                .isEqualTo("{\"available\":true,\"status\":\"backorder\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search  | {\"query\":5} | $.query must be a string",
                "search  | {\"filters\":[]} | $.filters must be an object",
                "search  | {\"filters\":{\"price\":{\"min\":\"9\"}}} | $.filters.price.min must be an integer",
                "search  | {\"filters\":{\"price\":{\"min\":-1}}} | $.filters.price.min must be at least 0",
                "search  | {\"filters\":{\"price\":{\"min\":1.5}}} | $.filters.price.min must be an integer",
                "search  | {\"filters\":{\"price\":{\"min\":5,\"max\":4}}} | swap them",
                "search  | {\"filters\":{\"condition\":[\"mint\"]}} | \"refurbished\"",
                "search  | {\"filters\":{\"condition\":\"new\"}} | $.filters.condition must be a list of strings",
                "search  | {\"filters\":{\"gender\":\"men\"}} | $.filters.gender must be one of",
                "search  | {\"filters\":{\"available\":\"yes\"}} | $.filters.available must be true or false",
                "search  | {\"filters\":{\"categories\":[1]}} | $.filters.categories[0] must be a string",
                "search  | {\"query\":\"x\",\"pagination\":{\"limit\":0}} | $.pagination.limit must be at least 1",
                "search  | {\"query\":\"x\",\"pagination\":{\"limit\":2.5}} | $.pagination.limit must be an integer",
                "search  | {\"query\":\"x\",\"context\":{\"currency\":\"ZZZ\"}} | $.context.currency must be an ISO 4217",
                "search  | {\"query\":\"x\",\"signals\":{\"Bad Key\":1}} | must be named like com.example.name",
                "search  | {\"query\":\"x\",\"attribution\":{\"a\":1}} | $.attribution.a must be a string",
                "search  | [] | $ must be an object",
                "search  | null | $ must be an object",
                "lookup  | {} | $ needs ids or urls",
                "lookup  | {\"ids\":[]} | $.ids must have at least 1",
                "lookup  | {\"ids\":[null]} | $.ids[0] must be a string, not null",
                "product | {} | $.id is missing",
                "product | {\"id\":\"x\",\"selected\":[{\"name\":\"Size\"}]} | $.selected[0].label is missing",
                "product | {\"id\":\"x\",\"selected\":[{\"name\":\"Size\",\"label\":\"8\"},{\"name\":\" size\",\"label\":\"9\"}]} | at most once"
            })
    void whatDoesNotFitTheSchemaIsRefusedWithItsPlaceAndWhatToSend(String path, String body, String hint) {
        Answer answer = edge.post("/catalog/" + path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("invalid_request");
        assertThat(answer.json().path("content").asString()).contains(hint);
        assertThat(answer.json().path("messages").path(0).path("severity").asString())
                .isEqualTo("recoverable");
    }

    @Test
    void theToolRefusesTheSameInJsonRpc() {
        Answer answer = edge.call("search_catalog", "{\"filters\":{\"price\":{\"min\":\"9\"}}}");
        Answer missing = edge.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"get_product\"}}");

        JsonNode error = answer.json().path("error");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(error.path("code").asInt()).isEqualTo(-32602);
        assertThat(error.path("data").path("code").asString()).isEqualTo("invalid_request");
        assertThat(error.path("data").path("content").asString())
                .startsWith("$.catalog.filters.price.min must be an integer");
        assertThat(missing.json().path("error").path("message").asString()).isEqualTo("$.catalog is missing.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meta\":null,\"catalog\":{\"id\":\"Sh0e001\"}}",
                "{\"meta\":{\"ucp-agent\":{\"profile\":\"https://a.example/p\"},\"idempotency-key\":\"x\"},\"catalog\":{\"id\":\"Sh0e001\"}}",
                "{\"catalog\":{\"id\":\"Sh0e001\",\"unheard\":[1]},\"more\":1}"
            })
    void metaAndUnheardOfMembersAreNoMistake(String arguments) {
        Answer answer = edge.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"get_product\",\"arguments\":"
                        + arguments + "}}");

        assertThat(answer.json().path("result").path("structuredContent").has("product"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.0, 10", "1e1, 10", "50, 14", "51, 14", "1e300, 14", "9999999999999999999, 14"})
    void aLimitMayBeWrittenAnyWayAndIsClampedAtFifty(String limit, int shown) {
        Answer answer = edge.post("/catalog/search", "{\"query\":\"*\",\"pagination\":{\"limit\":" + limit + "}}");

        assertThat(answer.json().path("products").size()).isEqualTo(shown);
    }

    @Test
    void cursorsLeadThroughEveryHitOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = edge.post(
                            "/catalog/search", "{\"query\":\"towel\",\"pagination\":{\"limit\":5" + cursor + "}}")
                    .json();
            page.path("products").forEach(it -> seen.add(it.path("id").asString()));
            JsonNode pagination = page.path("pagination");
            assertThat(pagination.has("cursor"))
                    .isEqualTo(pagination.path("has_next_page").asBoolean());
            cursor = pagination.has("cursor")
                    ? ",\"cursor\":\"" + pagination.path("cursor").asString() + "\""
                    : "";
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aForeignCursorIsRefused() {
        String body = "{\"query\":\"towel\",\"pagination\":{\"cursor\":\"abc\"}}";

        assertThat(edge.post("/catalog/search", body).status()).isEqualTo(400);
        assertThat(edge.post("/catalog/search", body).json().path("code").asString())
                .isEqualTo("invalid_cursor");
        assertThat(edge.call("search_catalog", body)
                        .json()
                        .path("error")
                        .path("data")
                        .path("code")
                        .asString())
                .isEqualTo("invalid_cursor");
    }

    @Test
    void fiftyInputsAreLookedUpAndFiftyOneAreTooMany() {
        String fifty = "{\"ids\":[" + "\"Sh0e001\",".repeat(49) + "\"Sh0e001\"]}";
        String more = "{\"urls\":[\"https://a.example/x\"],\"ids\":[" + "\"Sh0e001\",".repeat(49) + "\"Sh0e001\"]}";

        assertThat(edge.post("/catalog/lookup", fifty).json().path("products").size())
                .isEqualTo(1);
        assertThat(edge.post("/catalog/lookup", more).status()).isEqualTo(400);
        assertThat(edge.post("/catalog/lookup", more).json().path("code").asString())
                .isEqualTo("request_too_large");
        assertThat(edge.call("lookup_catalog", more)
                        .json()
                        .path("error")
                        .path("data")
                        .path("code")
                        .asString())
                .isEqualTo("request_too_large");
    }

    @Test
    void everyOfferOfALookupNamesTheInputsThatLedToIt() {
        String page = "http://www.north-trail.example/products/000000000000000000000S8TRA/?utm_source=x#top";
        String link = edge.base + "/buy/Sh0e001-bArn-public_ucp?o=000000000000000000000S8BAR";
        JsonNode variants = edge.post(
                        "/catalog/lookup",
                        "{\"ids\":[\"Sh0e001\",\"Sh0e001:Tr4L:000000000000000000000S9TRA\",\"" + link
                                + "\"],\"urls\":[\"" + page + "\"],\"filters\":{\"available\":false}}")
                .json()
                .path("products")
                .path(0)
                .path("variants");

        assertThat(variants.size()).isEqualTo(3);
        assertThat(variants.valueStream().map(CatalogApiTest::inputs))
                .containsExactlyInAnyOrder(
                        "S8TRA: featured featured featured exact",
                        "S9TRA: featured exact featured featured",
                        "S8BAR: featured featured exact featured");
    }

    @Test
    void aProductIsShownWithItsOptionsAndTheSelection() {
        JsonNode product = edge.post(
                        "/catalog/product", "{\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Size\",\"label\":\"8\"}]}")
                .json()
                .path("product");

        assertThat(product.path("options").toString())
                .isEqualTo("[{\"name\":\"Size\",\"values\":[{\"label\":\"8\",\"available\":true,\"exists\":true},"
                        + "{\"label\":\"9\",\"available\":false,\"exists\":true}]}]");
        assertThat(product.path("selected").toString()).isEqualTo("[{\"name\":\"Size\",\"label\":\"8\"}]");
        assertThat(product.path("variants").path(0).path("options").toString())
                .isEqualTo("[{\"name\":\"Size\",\"label\":\"8\"}]");
        assertThat(product.has("url")).isFalse();
    }

    @Test
    void aSearchShowsNoOptionsAndAProductWithoutChoicesHasNone() {
        JsonNode search = edge.post("/catalog/search", "{\"query\":\"shoes\"}").json();
        JsonNode mug =
                edge.post("/catalog/product", "{\"id\":\"Mug0001\"}").json().path("product");

        assertThat(search.findValues("options")).isEmpty();
        assertThat(search.findValues("selected")).isEmpty();
        assertThat(mug.has("options")).isFalse();
        assertThat(mug.has("selected")).isFalse();
    }

    @Test
    void aPathOrMethodThatDoesNotExistIsTold() {
        Answer unknown = edge.post("/catalog/cart", "{}");
        Answer get = edge.send("GET", "/catalog/search", "");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("code").asString()).isEqualTo("not_found");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("allow")).isEqualTo("POST");
    }

    @Test
    void aBodyThatIsNoJsonOrNotSentAsJsonIsRefused() {
        Answer broken = edge.post("/catalog/search", "{");
        Answer form = edge.send("POST", "/catalog/search", "a=b", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("code").asString()).isEqualTo("invalid_request");
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.header("x-ucp-auth-tier")).isEqualTo("anonymous");
        assertThat(edge.post("/catalog/search", "{}", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aQueryLongerThanAThousandCharactersIsRefused() {
        String words = IntStream.range(0, 300).mapToObj(i -> "word").collect(Collectors.joining(" "));

        assertThat(edge.post("/catalog/search", "{\"query\":\"" + words + "\"}")
                        .json()
                        .path("content")
                        .asString())
                .contains("at most 1000");
    }

    private static String inputs(JsonNode variant) {
        String id = variant.path("id").asString();
        return id.substring(id.length() - 5) + ": "
                + String.join(" ", variant.path("inputs").findValuesAsString("match"));
    }
}
