package dev.aisle.edge.restv1;

import static dev.aisle.edge.restv1.TeaHouse.titles;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Which products a question finds, and what is shown of one.
@ExtendWith(SharedTeaHouse.class)
class RestProductsTest {

    private static final String RED = "https://img.example/robe-red.jpg";
    private static final String BLUE = "https://img.example/robe-blue.jpg";

    private final TeaHouse house;

    RestProductsTest(TeaHouse house) {
        this.house = house;
    }

    @Test
    void everyValueOfAnOptionHasItsPictureAndThoseOfOtherProductsTheirId() {
        JsonNode red = robe("Red");
        JsonNode colors = option(red, "Color");
        JsonNode sizes = option(red, "Size");

        assertThat(texts(colors, "label")).containsExactlyInAnyOrder("Red", "Blue");
        JsonNode own = value(colors, "Red");
        JsonNode other = value(colors, "Blue");
        assertThat(own.path("thumbnail_url").asString("")).isEqualTo(RED);
        assertThat(own.has("product_id")).isFalse();
        assertThat(other.path("thumbnail_url").asString("")).isEqualTo(BLUE);
        assertThat(other.path("product_id").asString(""))
                .isEqualTo(robe("Blue").path("id").asString(""));
        assertThat(value(sizes, "L").path("thumbnail_url").asString("")).isEqualTo(RED);
        assertThat(value(sizes, "L").has("product_id")).isFalse();
    }

    @Test
    void aSearchLeavesOpenWhatCanBeHadAndADetailTellsIt() {
        JsonNode found = search("\"query\":\"lounge robe\"").path("products").path(0);
        JsonNode detail = robe("Red");

        assertThat(found.path("variants").path("options").valueStream())
                .isNotEmpty()
                .flatExtracting(it -> it.path("values").valueStream().toList())
                .allSatisfy(it -> {
                    assertThat(it.path("available").isNull()).isTrue();
                    assertThat(it.has("exists")).isTrue();
                    assertThat(it.has("thumbnail_url")).isTrue();
                });
        assertThat(value(option(detail, "Size"), "M").path("available").asString(""))
                .isEqualTo("InStock");
        assertThat(value(option(detail, "Size"), "L").path("available").asString(""))
                .isEqualTo("OutOfStock");
    }

    @Test
    void aSelectionShowsTheOffersOfItsConfiguration() {
        String id = robe("Red").path("id").asString("");

        JsonNode large = house.get("/v1/products/" + id + "?option_size=l").json();
        JsonNode any = house.get("/v1/products/" + id).json();

        assertThat(large.path("variants").path("selected").toString())
                .contains("\"label\":\"L\"")
                .contains("\"label\":\"Red\"");
        assertThat(texts(large.path("offers"), "availability")).containsExactly("OutOfStock");
        assertThat(texts(any.path("offers"), "availability")).containsExactlyInAnyOrder("InStock", "OutOfStock");
    }

    @Test
    void whatIsOnSaleIsFoundByItsReducedOffer() {
        JsonNode sale = search("\"query\":\"lounge robe\",\"filters\":{\"sale\":\"on_sale\"}");

        assertThat(titles(sale)).containsExactly("Cinder Lounge Robe");
        assertThat(sale.path("products")
                        .path(0)
                        .path("offers")
                        .path(0)
                        .path("price")
                        .toString())
                .isEqualTo("{\"price\":60.0,\"currency\":\"USD\",\"compare_at_price\":80.0}");
        assertThat(titles(search(
                        "\"query\":\"lounge robe\",\"filters\":{\"sale\":\"on_sale\",\"price\":{\"min_price\":61}}")))
                .isEmpty();
    }

    @Test
    void attributesAreFoundByTheHandleThatAnswersShow() {
        JsonNode found = search("\"query\":\"kettle\",\"filters\":{\"attributes\":{\"material\":[\"steel\",\"tin\"]}}");

        assertThat(titles(found)).contains("Ember Gooseneck Kettle");
        assertThat(found.path("products")
                        .path(0)
                        .path("structured_attributes")
                        .path("material")
                        .path(0)
                        .asString(""))
                .isEqualTo("Steel");
        for (String others : List.of("\"material\":[\"tin\"]", "\"material\":[\"steel\"],\"weave\":[\"plain\"]")) {
            assertThat(titles(search("\"query\":\"kettle\",\"filters\":{\"attributes\":{" + others + "}}")))
                    .isEmpty();
        }
    }

    @Test
    void aFilterThatFewPassFillsItsPagesAllTheSame() {
        JsonNode first =
                search("\"query\":\"ember\",\"limit\":1,\"filters\":{\"attributes\":{\"material\":[\"steel\"]}}");
        JsonNode second = search(
                "\"limit\":1,\"page_token\":\"" + first.path("next_page_token").asString("") + "\"");

        assertThat(titles(first)).hasSize(1);
        assertThat(titles(second)).hasSize(1).doesNotContainAnyElementsOf(titles(first));
    }

    @Test
    void whatIsGoneIsFoundByItself() {
        String gone = "\"filters\":{\"availability\":[\"OutOfStock\"]}";

        assertThat(titles(search("\"query\":\"ember\"," + gone)))
                .contains("Ember Samovar Kettle")
                .doesNotContain("Ember Cast Teapot");
        assertThat(titles(search("\"query\":\"lounge robe\"," + gone))).containsExactly("Cinder Lounge Robe");
    }

    @Test
    void similarProductsFillThePageWithoutTheSource() {
        String id = house.lookup("/kettle").json().path("product").path("id").asString("");

        JsonNode similar = house.post("/v1/similar", "{\"product_id\":\"" + id + "\",\"limit\":1}")
                .json();

        assertThat(similar.path("products").valueStream()).hasSize(1);
        assertThat(titles(similar)).doesNotContain("Ember Gooseneck Kettle");
    }

    @Test
    void anExplanationNamesEachFilterThatLeavesAProductOut() {
        String id = house.lookup("/samovar").json().path("product").path("id").asString("");
        String filters = "{\"conditions\":[\"used\"],\"gender\":\"female\",\"age\":[\"kids\"],\"sale\":\"on_sale\","
                + "\"exclude_brand_ids\":[\"Ember\"],\"website_ids\":[\"nobody.example\"],"
                + "\"attributes\":{\"material\":[\"gold\"]},\"colors\":{\"palette\":[{\"hex\":\"#0000ff\"}]},"
                + "\"dimensions\":{\"weight\":{\"max\":1,\"unit\":\"kg\"}}}";

        JsonNode all = explain("{\"product_id\":\"" + id + "\",\"query\":\"samovar\",\"filters\":" + filters + "}");
        JsonNode euros =
                explain("{\"product_id\":\"" + id + "\",\"query\":\"samovar\",\"config\":{\"country\":\"DE\"}}");

        assertThat(reasons(all))
                .contains(
                        "It is out of stock: no offer of it can be ordered now.",
                        "No offer of it passes conditions.",
                        "No offer of it passes age.",
                        "No offer of it passes sale.",
                        "No offer of it passes exclude_brand_ids.",
                        "No offer of it passes website_ids.",
                        "No offer of it passes attributes.",
                        "No offer of it passes colors.",
                        "No offer of it passes dimensions.")
                .doesNotContain("No offer of it passes gender.", "No offer of it passes brand_ids.");
        assertThat(reasons(euros)).contains("No offer of it is priced in EUR, the locale's currency.");
    }

    @Test
    void anExplanationSaysWhyAPageWasNeverCrawledOrShowsNothing() {
        house.lookup("/about");

        assertThat(reasons(explain("{\"url\":\"https://nowhere.example/p\"}")))
                .singleElement()
                .asString()
                .contains("never crawled", "no merchant has the domain nowhere.example");
        assertThat(reasons(explain("{\"url\":\"" + house.origin() + "/unheard-of\"}")))
                .singleElement()
                .asString()
                .contains("never crawled", "no sitemap, page or feed");
        assertThat(reasons(explain("{\"product_id\":\"0000000\"}")))
                .singleElement()
                .asString()
                .contains("Nothing is known of it");
    }

    private JsonNode robe(String color) {
        return search("\"query\":\"lounge robe\"")
                .path("products")
                .valueStream()
                .filter(it -> it.path("variants").path("selected").toString().contains('"' + color + '"'))
                .findFirst()
                .map(it ->
                        house.get("/v1/products/" + it.path("id").asString("")).json())
                .orElseThrow();
    }

    private JsonNode search(String members) {
        return house.post("/v1/search", "{" + members + "}").json();
    }

    private JsonNode explain(String body) {
        return house.post("/v1/explain", body).json();
    }

    private static List<String> reasons(JsonNode explanation) {
        return explanation
                .path("reasons")
                .valueStream()
                .map(it -> it.asString(""))
                .toList();
    }

    private static JsonNode option(JsonNode product, String name) {
        return product.path("variants")
                .path("options")
                .valueStream()
                .filter(it -> it.path("name").asString("").equals(name))
                .findFirst()
                .map(it -> it.path("values"))
                .orElseThrow();
    }

    private static JsonNode value(JsonNode values, String label) {
        return values.valueStream()
                .filter(it -> it.path("label").asString("").equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode items, String member) {
        return items.valueStream().map(it -> it.path(member).asString("")).toList();
    }
}
