package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every place of a question where its caller names something, and what is said of a name that stands for nothing;
/// as a tool and over REST.
@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingIsSilentTest {

    private final RunningEdge edge;

    NothingIsSilentTest(RunningEdge edge) {
        this.edge = edge;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "search | {\"query\":\"shoes\",\"sort\":\"price\"} | unknown_field | .sort | cannot be sorted",
                "search | {\"query\":\"shoes\",\"pagination\":{\"page\":2}} | unknown_field | .pagination.page | pagination.cursor",
                "search | {\"query\":\"shoes\",\"filters\":{\"attributes\":{\"color\":[\"red\"]}}} | unknown_filter | .filters.attributes | in query",
                "search | {\"query\":\"shoes\",\"filters\":{\"price\":{\"upper\":5}}} | unknown_filter | .filters.price.upper | filters.price.max",
                "search | {\"query\":\"shoes\",\"filters\":{\"shop_ids\":[\"north-trail.exampel\"]}} | unknown_website | .filters.shop_ids[0] | north-trail.example",
                "search | {\"query\":\"shoes\",\"filters\":{\"exclude_brand_ids\":[\"Rigde\"]}} | unknown_brand | .filters.exclude_brand_ids[0] | Ridge",
                "search | {\"query\":\"shoes\",\"context\":{\"curency\":\"EUR\"}} | unknown_field | .context.curency | currency",
                "search | {\"query\":\"shoes\",\"context\":{\"locale\":\"de\"}} | unknown_field | .context.locale | context.language",
                "search | {\"query\":\"shoes\",\"context\":{\"country\":\"Germany\"}} | unknown_country | .context.country | Nearest: DE.",
                "search | {\"query\":\"shoes\",\"context\":{\"address_country\":\"UK\"}} | unknown_country | .context.address_country | Nearest: GB.",
                "search | {\"query\":\"shoes\",\"context\":{\"country\":\"USA\"}} | unknown_country | .context.country | Nearest: US.",
                "search | {\"query\":\"shoes\",\"context\":{\"language\":\"german\"}} | unknown_language | .context.language | Nearest: de",
                "search | {\"query\":\"shoes\",\"placements\":[\"affiliates\"]} | unknown_placement | .placements[0] | affiliate.",
                "search | {\"query\":\"shoes\",\"placements\":[\"affiliate\"]} | key_needed | .placements[0] | x-api-key",
                "lookup | {\"ids\":[\"Sh0e001\"],\"filters\":{\"categories\":[\"trail-shoe\"]}} | unknown_category | .filters.categories[0] | trail-shoes",
                "lookup | {\"ids\":[\"Sh0e001\"],\"context\":{\"zip\":\"1\"}} | unknown_field | .context.zip | Nearest:",
                "product | {\"id\":\"Sh0e001\",\"filters\":{\"colour\":\"red\"}} | unknown_filter | .filters.colour | in query",
                "product | {\"id\":\"Sh0e001\",\"context\":{\"country\":\"Deutschland\"}} | unknown_country | .context.country | ISO 3166-1",
                "product | {\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Siez\",\"label\":\"8\"}]} | unknown_option | .selected[0].name | Size",
                "product | {\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Size\",\"label\":\"99\"}]} | unknown_option | .selected[0].label | 8",
                "product | {\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Size\",\"label\":\"8\",\"id\":\"opt_8\"}]} | unknown_option | .selected[0].id | 8",
                "product | {\"id\":\"Sh0e001\",\"selected\":[{\"name\":\"Size\",\"label\":\"8\",\"value\":\"8\"}]} | unknown_field | .selected[0].value | name, label and id",
                "product | {\"id\":\"Sh0e001\",\"preferences\":[\"Siez\"]} | unknown_option | .preferences[0] | Size"
            })
    void aNameThatStandsForNothingIsToldWithWhatThereIs(
            String operation, String catalog, String code, String path, String hint) {
        JsonNode mcp = edge.call(tool(operation), catalog).json().at("/result/structuredContent/messages");
        JsonNode rest = edge.post("/catalog/" + operation, catalog).json().path("messages");

        assertThat(mcp.valueStream()).anySatisfy(it -> assertMessage(it, code, "$.catalog" + path, hint));
        assertThat(rest.valueStream()).anySatisfy(it -> assertMessage(it, code, "$" + path, hint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"currency\":\"EURO\"} | Nearest: EUR.",
                "{\"currency\":\"$\"} | Nearest: USD.",
                "{\"currency\":\"yen\"} | Nearest: JPY.",
                "{\"currency\":\"USB\"} | USD"
            })
    void aCurrencyThatNobodyKnowsIsRefusedWithTheNearest(String context, String hint) {
        String catalog = "{\"query\":\"shoes\",\"context\":" + context + "}";

        assertThat(edge.call("search_catalog", catalog)
                        .json()
                        .at("/error/message")
                        .asString(""))
                .contains("$.catalog.context.currency", hint);
        assertThat(edge.post("/catalog/search", catalog).json().path("content").asString(""))
                .contains("$.context.currency", hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"catalog\":{\"query\":\"shoes\"},\"pagination\":{\"limit\":1}} | $.pagination | Put it into catalog.",
                "{\"catalog\":{\"query\":\"shoes\"},\"limit\":1} | $.limit | catalog.pagination.limit",
                "{\"catalog\":{\"query\":\"shoes\"},\"max_price\":1} | $.max_price | catalog.filters.price.max",
                "{\"catalog\":{\"query\":\"shoes\"},\"nonsense\":1} | $.nonsense | catalog and meta"
            })
    void anArgumentBesideTheCatalogObjectIsTold(String arguments, String path, String hint) {
        JsonNode messages = edge.post("/mcp", """
                        {"jsonrpc":"2.0","id":1,"method":"tools/call",
                         "params":{"name":"search_catalog","arguments":%s}}""".formatted(arguments)).json().at("/result/structuredContent/messages");

        assertThat(messages.valueStream()).anySatisfy(it -> assertMessage(it, "unknown_field", path, hint));
    }

    @Test
    void aSelectionBesideAVariantIdIsToldToBeIgnored() {
        String id = edge.call("get_product", "{\"id\":\"Sh0e001\"}")
                .json()
                .at("/result/structuredContent/product/variants/0/id")
                .asString("");
        JsonNode other = edge.post(
                        "/catalog/product",
                        "{\"id\":\"" + id + "\",\"selected\":[{\"name\":\"Size\",\"label\":\"99\"}]}")
                .json();

        assertThat(other.path("messages").findValuesAsString("code")).contains("selection_ignored");
        assertThat(other.path("messages").findValuesAsString("content"))
                .anyMatch(it -> it.contains("Send " + id.substring(0, 7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"shoes\",\"context\":{\"currency\":\"usd\",\"country\":\"us\",\"language\":\"de-AT\"}}",
                "{\"query\":\"shoes\",\"context\":{\"language\":\"gsw\",\"postal_code\":\"1\",\"intent\":\"x\",\"eligibility\":[\"com.x\"]}}",
                "{\"query\":\"shoes\",\"context\":{\"language\":\"zh_Hant_TW\",\"address_region\":\"CA\"}}",
                "{\"query\":\"shoes\",\"signals\":{\"com.example.x\":1},\"attribution\":{\"any\":\"thing\"},\"placements\":[]}"
            })
    void whatIsKnownNeedsNoWord(String catalog) {
        assertThat(edge.post("/catalog/search", catalog).json().has("messages")).isFalse();
    }

    @Test
    void whatIsUnknownIsQuotedInShort() {
        String text = edge.post(
                        "/catalog/search",
                        "{\"query\":\"shoes\",\"filters\":{\"\":1,\"brand_ids\":[\"" + "x".repeat(5_000) + "\"]}}")
                .text();

        assertThat(text).hasSizeLessThan(2_000).contains("Unknown filter ''. Known: age,", "xxx…'");
    }

    private static String tool(String operation) {
        return switch (operation) {
            case "search" -> "search_catalog";
            case "lookup" -> "lookup_catalog";
            default -> "get_product";
        };
    }

    private static void assertMessage(JsonNode message, String code, String path, String hint) {
        assertThat(message.path("code").asString("")).isEqualTo(code);
        assertThat(message.path("path").asString("")).isEqualTo(path);
        assertThat(message.path("content").asString("")).contains(hint);
    }
}
