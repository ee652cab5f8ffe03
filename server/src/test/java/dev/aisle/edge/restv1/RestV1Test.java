package dev.aisle.edge.restv1;

import static dev.aisle.edge.restv1.TeaHouse.titles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.restv1.TeaHouse.Reply;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A developer's day, against a whole server that starts empty. Everything it knows it has read live from a
/// shop on loopback whose pages were looked up.
@ExtendWith(SharedTeaHouse.class)
class RestV1Test {

    private final TeaHouse house;

    RestV1Test(TeaHouse house) {
        this.house = house;
    }

    @Test
    void aPageThatNobodyHasSeenIsReadNowAndAnswered() {
        JsonNode product = lookup("/kettle").json().path("product");

        assertThat(product.path("title").asString("")).isEqualTo("Ember Gooseneck Kettle");
        assertThat(product.path("brands").path(0).path("name").asString("")).isEqualTo("Ember");
        assertThat(product.path("images").path(0).path("url").asString("")).isEqualTo("https://img.example/EK-1.jpg");
        assertThat(product.path("images").path(0).path("is_main_image").asBoolean(false))
                .isTrue();
        assertThat(product.path("key_features").valueStream().map(JsonNode::asString))
                .containsExactly("Gooseneck spout", "Holds 0.9 l");
        JsonNode offer = product.path("offers").path(0);
        assertThat(offer.path("price").toString())
                .isEqualTo("{\"price\":79.5,\"currency\":\"USD\",\"compare_at_price\":null}");
        assertThat(offer.path("domain").asString("")).isEqualTo(house.origin().substring("http://".length()));
        assertThat(offer.path("availability").asString("")).isEqualTo("InStock");
        assertThat(offer.path("url").asString(""))
                .contains("/buy/" + product.path("id").asString("") + "-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/grinder/",
                "/grinder?utm_source=mail&gclid=7",
                "/grinder?variant=11",
                "/grinder?ref=newsletter",
                "/shelf/grinder",
                "/lid",
                "/lid?color=red&from=mail"
            })
    void aPageKnownByAnotherAddressIsFound(String address) {
        lookup("/grinder");
        lookup("/lid?color=red");

        Reply reply = lookup(address);
        JsonNode ucp = post("/catalog/lookup", "{\"urls\":[\"" + house.origin() + address + "\"]}")
                .json();

        String title = address.startsWith("/lid") ? "Ember Spare Lid" : "Ember Hand Grinder";
        assertThat(reply.json().path("product").path("title").asString("")).isEqualTo(title);
        assertThat(ucp.path("products").path(0).path("title").asString("")).isEqualTo(title);
    }

    @Test
    void aQueryThatNamesAnotherChoiceIsNotTakenForTheOneThatIsKnown() {
        lookup("/lid?color=red");

        assertThat(lookup("/lid?color=green").status()).isEqualTo(422);
    }

    @Test
    void aPageSeenWithinTheStalenessIsNotAskedForAgain() {
        int before = house.asked("/teapot");

        lookup("/teapot");
        lookup("/teapot");

        assertThat(house.asked("/teapot")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/about, 422, not a product page",
        "/missing, 422, It answered 404",
        "/private/kettle, 422, robots.txt forbids",
        "/broken, 500, could not be extracted"
    })
    void aPageThatCannotBeReadSaysWhy(String page, int status, String why) {
        Reply reply = lookup(page);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.detail()).contains(why);
    }

    @Test
    void theUcpLookupReadsAPageNobodyHasSeenToo() {
        house.page("/mug", 200, TeaHouse.PAGE.formatted("Ember Enamel Mug", "EK-9", "Blue", "12.00", "USD", "InStock"));

        JsonNode answer = post(
                        "/catalog/lookup",
                        "{\"urls\":[\"" + house.origin() + "/mug\",\"" + house.origin() + "/about\"]}")
                .json();

        assertThat(answer.path("products").path(0).path("title").asString("")).isEqualTo("Ember Enamel Mug");
        assertThat(answer.path("messages").path(0).path("code").asString("")).isEqualTo("not_found");
        assertThat(house.asked("/mug")).isEqualTo(1);
    }

    @Test
    void aSearchShowsWhatCanBeHadInTheLocale() {
        JsonNode dollars = post("/v1/search", "{\"query\":\"kettle\"}").json();
        JsonNode euros = post("/v1/search", "{\"query\":\"kettle\",\"config\":{\"country\":\"DE\"}}")
                .json();

        assertThat(titles(dollars)).contains("Ember Gooseneck Kettle").doesNotContain("Ember Travel Kettle");
        assertThat(titles(dollars)).doesNotContain("Ember Samovar Kettle");
        assertThat(titles(euros)).containsExactly("Ember Travel Kettle");
        assertThat(dollars.has("next_page_token")).isTrue();
    }

    @Test
    void filtersNarrowInMajorUnitsAndByStock() {
        String all = "\"availability\":[\"InStock\",\"OutOfStock\"]";

        assertThat(titles(post("/v1/search", "{\"query\":\"ember\",\"filters\":{\"price\":{\"max_price\":79.49}}}")
                        .json()))
                .contains("Ember Cast Teapot")
                .doesNotContain("Ember Gooseneck Kettle");
        assertThat(titles(post("/v1/search", "{\"query\":\"ember kettle\",\"filters\":{" + all + "}}")
                        .json()))
                .contains("Ember Samovar Kettle", "Ember Gooseneck Kettle");
        assertThat(titles(post(
                                "/v1/search",
                                "{\"query\":\"ember kettle\",\"filters\":{\"availability\":[\"OutOfStock\"]}}")
                        .json()))
                .containsExactly("Ember Samovar Kettle");
        assertThat(titles(post(
                                "/v1/search",
                                "{\"query\":\"ember\",\"filters\":{\"attributes\":{\"material\":[\"gold\"]}}}")
                        .json()))
                .isEmpty();
    }

    @Test
    void pageTokensLeadThroughEveryHitOnce() {
        JsonNode first = post("/v1/search", "{\"query\":\"ember\",\"limit\":1}").json();
        String token = first.path("next_page_token").asString("");

        JsonNode second = post("/v1/search", "{\"query\":\"ember\",\"limit\":1,\"page_token\":\"" + token + "\"}")
                .json();
        Reply foreign = post("/v1/search", "{\"query\":\"other\",\"page_token\":\"" + token + "\"}");

        assertThat(titles(second)).hasSize(1).doesNotContainAnyElementsOf(titles(first));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.detail()).contains("page_token");
    }

    @Test
    void aPageTokenAloneLeadsOnToo() {
        JsonNode first = post(
                        "/v1/search", "{\"query\":\"ember\",\"limit\":1,\"filters\":{\"price\":{\"max_price\":70}}}")
                .json();

        JsonNode second = post(
                        "/v1/search",
                        "{\"limit\":30,\"page_token\":\""
                                + first.path("next_page_token").asString("") + "\"}")
                .json();

        assertThat(titles(second)).isNotEmpty().doesNotContainAnyElementsOf(titles(first));
        assertThat(titles(second)).doesNotContain("Ember Gooseneck Kettle");
        assertThat(post("/v1/search", "{\"page_token\":\"nonsense\"}").detail()).contains("page_token");
    }

    @Test
    void colorsAreFoundByValueAndSizesInAnyUnit() {
        assertThat(titles(post(
                                "/v1/search",
                                "{\"query\":\"ember\",\"filters\":{\"colors\":{\"palette\":[{\"hex\":\"#1f2a5a\"}]}}}")
                        .json()))
                .containsExactly("Ember Tea Crate");
        assertThat(titles(post(
                                "/v1/search",
                                "{\"query\":\"ember\",\"filters\":{\"dimensions\":{\"height\":{\"max\":4,\"unit\":\"in\"},"
                                        + "\"weight\":{\"min\":1500,\"unit\":\"g\"}}}}")
                        .json()))
                .containsExactly("Ember Tea Crate");
        assertThat(titles(post(
                                "/v1/search",
                                "{\"query\":\"ember\",\"filters\":{\"dimensions\":{\"height\":{\"max\":9,\"unit\":\"cm\"}}}}")
                        .json()))
                .isEmpty();
    }

    @Test
    void anOfferTellsItsSizeInTheUnitsWanted() {
        String id = lookup("/crate").json().path("product").path("id").asString("");

        assertThat(get("/v1/products/" + id).json().at("/offers/0/dimensions").toString())
                .isEqualTo("{\"length\":{\"number\":30,\"unit\":\"cm\"},\"width\":{\"number\":20,\"unit\":\"cm\"},"
                        + "\"height\":{\"number\":10,\"unit\":\"cm\"},\"weight\":{\"number\":1.5,\"unit\":\"kg\"}}");
        assertThat(get("/v1/products/" + id + "?length_unit=in", "X-Channel3-Weight-Unit", "lb")
                        .json()
                        .at("/offers/0/dimensions")
                        .toString())
                .contains("{\"number\":11.811,\"unit\":\"in\"}", "{\"number\":3.30693,\"unit\":\"lb\"}");
        assertThat(get("/v1/products/" + id + "?length_unit=ell").status()).isEqualTo(422);
    }

    @Test
    void similarProductsLeaveTheSourceOut() {
        String id = lookup("/kettle").json().path("product").path("id").asString("");

        assertThat(titles(post("/v1/similar", "{\"product_id\":\"" + id + "\"}").json()))
                .contains("Ember Cast Teapot")
                .doesNotContain("Ember Gooseneck Kettle");
        assertThat(post("/v1/similar", "{\"product_id\":\"xyz1234\"}").detail())
                .isEqualTo("Product with ID 'xyz1234' not found");
    }

    @Test
    void browsingNeedsSomethingToBrowse() {
        String website = house.origin().substring("http://".length());

        assertThat(post("/v1/browse", "{\"filters\":{\"gender\":\"male\"}}").status())
                .isEqualTo(422);
        assertThat(titles(post("/v1/browse", "{\"filters\":{\"website_ids\":[\"" + website + "\"]}}")
                        .json()))
                .contains("Ember Gooseneck Kettle", "Ember Cast Teapot");
        assertThat(titles(post("/v1/browse", "{\"filters\":{\"brand_ids\":[\"nobody\"]}}")
                        .json()))
                .isEmpty();
    }

    @Test
    void aProductIsGivenByItsIdWithItsOptionsAndLinksOfTheUser() {
        String id = lookup("/kettle").json().path("product").path("id").asString("");

        Reply product = get("/v1/products/" + id + "?option_Color=black&currency=USD", "x-user-id", "me@home");
        Reply unknown = get("/v1/products/xyz1234");

        assertThat(product.json().path("id").asString("")).isEqualTo(id);
        assertThat(product.json().path("offers").path(0).path("url").asString(""))
                .endsWith("&u=me@home");
        assertThat(product.json().has("variants")).isTrue();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.detail()).isEqualTo("Product with ID 'xyz1234' not found");
        assertThat(get("/v1/products/" + id + "?currency=SEK").status()).isEqualTo(404);
        assertThat(get("/v1/products/" + id, "x-user-id", "no spaces allowed").status())
                .isEqualTo(422);
    }

    @Test
    void monetizeGivesBuyLinks() {
        JsonNode offers = post("/v1/monetize", "{\"url\":\"" + house.origin() + "/kettle\"}")
                .json()
                .path("offers");

        assertThat(offers).hasSize(1);
        assertThat(offers.path(0).path("url").asString("")).contains("/buy/");
    }

    @Test
    void brandsAreListedFoundAndGiven() {
        JsonNode found =
                get("/v1/brands/search?query=embe").json().path("brands").path(0);
        String id = found.path("id").asString("");

        assertThat(found.path("name").asString("")).isEqualTo("Ember");
        assertThat(get("/v1/brands/" + id).json()).isEqualTo(found);
        assertThat(get("/v1/brands?limit=1").json().path("items")).hasSize(1);
        assertThat(get("/v1/brands/acme").detail()).isEqualTo("No brand found matching 'acme'");
    }

    @Test
    void categoriesAreListedFoundAndGiven() {
        JsonNode roots = get("/v1/categories?roots_only=true&page_size=3").json();
        String slug = roots.path("items").path(0).path("slug").asString("");
        JsonNode category = get("/v1/categories/" + slug).json();

        assertThat(roots.path("items"))
                .hasSize(3)
                .allSatisfy(root -> assertThat(root.path("path")).hasSize(1));
        assertThat(roots.path("total").asInt(0)).isGreaterThan(3);
        assertThat(category.path("has_children").asBoolean(false)).isTrue();
        assertThat(category.path("children").path(0).propertyNames()).containsExactlyInAnyOrder("slug", "title");
        assertThat(get("/v1/categories/search?query=running%20shoes").json().path("categories"))
                .isNotEmpty();
        assertThat(get("/v1/categories/nope").status()).isEqualTo(404);
    }

    @Test
    void aWebsiteIsGivenOrNull() {
        assertThat(get("/v0/websites?query=" + house.origin().substring("http://".length()))
                        .json()
                        .path("id")
                        .asString(""))
                .hasSize(4);
        assertThat(get("/v0/websites?query=unknown.example").json().isNull()).isTrue();
    }

    @Test
    void aPriceHistoryEndsAtThePriceOfNow() {
        String id = lookup("/kettle").json().path("product").path("id").asString("");

        JsonNode history = get("/v0/price-tracking/history/" + id + "?days=7").json();

        assertThat(history.path("canonical_product_id").asString("")).isEqualTo(id);
        assertThat(history.path("history").path(0).path("price").toString()).isEqualTo("79.5");
        assertThat(history.path("statistics").path("current_status").asString(""))
                .isEqualTo("typical");
        assertThat(get("/v0/price-tracking/history/" + id + "?days=31").status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/brands", "/v1/categories", "/v0/websites?query=x", "/v1/nothing"})
    void withoutAKeyNothingIsAnswered(String path) {
        Reply none = house.send(HttpRequest.newBuilder(house.address().resolve(path)));
        Reply wrong =
                house.send(HttpRequest.newBuilder(house.address().resolve(path)).header("x-api-key", "ch3_no"));

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.detail()).startsWith("Unauthorized. Missing authentication key.");
        assertThat(wrong.detail()).startsWith("API key was provided but is invalid.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/search | {} | [\"body\",\"query\"]",
                "/v1/search | {\"query\":5} | [\"body\",\"query\"]",
                "/v1/search | {\"query\":\"x\",\"limit\":31} | [\"body\",\"limit\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":[]} | [\"body\",\"filters\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":{\"age\":[\"old\"]}} | [\"body\",\"filters\",\"age\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":{\"conditions\":[\"refurbished\"]}} | [\"body\",\"filters\",\"conditions\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":{\"colors\":{}}} | [\"body\",\"filters\",\"colors\",\"palette\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":{\"colors\":{\"palette\":[{\"hex\":\"red\"}]}}} | [\"body\",\"filters\",\"colors\",\"palette\",0,\"hex\"]",
                "/v1/search | {\"query\":\"x\",\"filters\":{\"dimensions\":{\"width\":{\"max\":1}}}} | [\"body\",\"filters\",\"dimensions\",\"width\",\"unit\"]",
                "/v1/image-search | {} | [\"body\",\"image_url\"]",
                "/v1/image-search | {\"base64_image\":\"data:image/png;base64,AA\"} | [\"body\",\"base64_image\"]",
                "/v1/search | {\"query\":\"x\",\"config\":{\"country\":\"XX\"}} | [\"config\",\"country\"]",
                "/v1/similar | {} | [\"body\",\"product_id\"]",
                "/v1/lookup | {\"url\":\"nonsense\"} | [\"body\",\"url\"]",
                "/v1/lookup | {\"url\":\"https://a.example/\",\"max_staleness_hours\":0} | [\"body\",\"max_staleness_hours\"]",
                "/v1/lookup | nonsense | [\"body\"]"
            })
    void aFieldThatDoesNotFitIsNamed(String path, String body, String place) {
        Reply reply = post(path, body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("detail").path(0).path("loc").toString()).isEqualTo(place);
        assertThat(reply.json().path("detail").path(0).path("msg").asString("")).isNotBlank();
    }

    @Test
    void anExplanationSaysWhereAProductStandsAndWhyItIsNotThere() {
        String id = lookup("/kettle").json().path("product").path("id").asString("");

        JsonNode there = post("/v1/explain", "{\"product_id\":\"" + id + "\",\"query\":\"gooseneck kettle\"}")
                .json();
        JsonNode dear = post(
                        "/v1/explain",
                        "{\"url\":\"" + house.origin()
                                + "/kettle\",\"query\":\"kettle\",\"filters\":{\"price\":{\"max_price\":5}}}")
                .json();
        JsonNode nobody =
                post("/v1/explain", "{\"url\":\"https://nowhere.example/p\"}").json();

        assertThat(there.path("place").asInt(0)).isEqualTo(1);
        assertThat(there.path("facts").toString()).contains("Ember Gooseneck Kettle", "with 1 offer");
        assertThat(dear.path("place").isNull()).isTrue();
        assertThat(dear.path("reasons").toString()).contains("No offer of it passes price.");
        assertThat(nobody.path("reasons").toString()).contains("no merchant has the domain nowhere.example");
        assertThat(post("/v1/explain", "{}").status()).isEqualTo(422);
    }

    @Test
    void whatIsGoneNamesWhatToUseAndImagesAreNotConfigured() {
        assertThat(post("/v0/search", "{}").detail()).contains("POST /v1/search");
        assertThat(get("/v0/products/x").detail()).contains("/v1/products/");
        assertThat(post("/v1/search", "{\"image_url\":\"https://img.example/x.jpg\"}")
                        .status())
                .isEqualTo(501);
        assertThat(get("/v0/health").status()).isEqualTo(200);
    }

    private Reply lookup(String page) {
        return house.lookup(page);
    }

    private Reply get(String path, String... headers) {
        return house.get(path, headers);
    }

    private Reply post(String path, String body) {
        return house.post(path, body);
    }
}
