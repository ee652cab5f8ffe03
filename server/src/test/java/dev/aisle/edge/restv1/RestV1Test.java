package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A developer's day, against a whole server that starts empty. Everything it knows it has read live from a shop on
/// loopback whose pages were looked up.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestV1Test {

    private static final String PAGE = """
            <html><head><title>%1$s</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"%1$s","sku":"%2$s","color":"%3$s",
             "brand":{"@type":"Brand","name":"Ember"},"image":"https://img.example/%2$s.jpg","material":"Steel",
             "description":"Keeps the heat.\\n• Gooseneck spout\\n• Holds 0.9 l",
             "offers":{"@type":"Offer","price":"%4$s","priceCurrency":"%5$s",
                       "availability":"https://schema.org/%6$s"}}
            </script></head><body><h1>%1$s</h1></body></html>
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private HttpServer shop;
    private String origin;
    private Serving serving;
    private String key;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String domain = "127.0.0.1:" + shop.getAddress().getPort();
        origin = "http://" + domain;
        page("/robots.txt", 200, "User-agent: *\nDisallow: /private/\n");
        page("/kettle", 200, PAGE.formatted("Ember Gooseneck Kettle", "EK-1", "Black", "79.50", "USD", "InStock"));
        page("/teapot", 200, PAGE.formatted("Ember Cast Teapot", "EK-2", "Black", "45.00", "USD", "InStock"));
        page("/samovar", 200, PAGE.formatted("Ember Samovar Kettle", "EK-3", "Brass", "199.00", "USD", "OutOfStock"));
        page("/bouilloire", 200, PAGE.formatted("Ember Travel Kettle", "EK-4", "White", "30.00", "EUR", "InStock"));
        page("/private/kettle", 200, PAGE.formatted("Secret Kettle", "EK-5", "White", "1.00", "USD", "InStock"));
        page("/grinder", 200, PAGE.formatted("Ember Hand Grinder", "EK-6", "Black", "59.00", "USD", "InStock"));
        page(
                "/shelf/grinder",
                200,
                PAGE.formatted("Ember Hand Grinder", "EK-6", "Black", "59.00", "USD", "InStock")
                        .replace("<title>", "<link rel=\"canonical\" href=\"" + origin + "/grinder\"><title>"));
        shop.createContext("/lid", exchange -> {
            boolean here = "color=red".equals(exchange.getRequestURI().getQuery());
            byte[] bytes = PAGE.formatted("Ember Spare Lid", "EK-7", "Red", "9.00", "USD", "InStock")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? 200 : 404, here ? bytes.length : -1);
            exchange.getResponseBody().write(here ? bytes : new byte[0]);
            exchange.close();
        });
        page("/about", 200, "<html><body><h1>About us</h1><p>We like tea.</p></body></html>");
        page("/broken", 500, "oops");
        shop.start();
        serving = Serving.start(Settings.read(
                Optional.empty(),
                Map.of(
                        "AISLE_DATA",
                        folder.toString(),
                        "AISLE_PORT",
                        "0",
                        "AISLE_FETCH_ALLOW",
                        domain,
                        "AISLE_FETCH_PER_SECOND",
                        "100")));
        StringWriter out = new StringWriter();
        Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .execute("vendor", "create", "--name", "Agent", "--json", "--data", folder.toString());
        key = Json.tree(out.toString()).path("key").asString("");
        for (String page : List.of("/kettle", "/teapot", "/samovar", "/bouilloire")) {
            lookup(page);
        }
    }

    @AfterAll
    void stop() {
        serving.close();
        shop.stop(0);
        http.close();
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
        assertThat(offer.path("domain").asString("")).isEqualTo(origin.substring("http://".length()));
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
        JsonNode ucp = post("/catalog/lookup", "{\"urls\":[\"" + origin + address + "\"]}")
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
        int before = asked.getOrDefault("/teapot", new AtomicInteger()).get();

        lookup("/teapot");
        lookup("/teapot");

        assertThat(asked.getOrDefault("/teapot", new AtomicInteger()).get()).isEqualTo(before);
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
        page("/mug", 200, PAGE.formatted("Ember Enamel Mug", "EK-9", "Blue", "12.00", "USD", "InStock"));

        JsonNode answer = post("/catalog/lookup", "{\"urls\":[\"" + origin + "/mug\",\"" + origin + "/about\"]}")
                .json();

        assertThat(answer.path("products").path(0).path("title").asString("")).isEqualTo("Ember Enamel Mug");
        assertThat(answer.path("messages").path(0).path("code").asString("")).isEqualTo("not_found");
        assertThat(asked.getOrDefault("/mug", new AtomicInteger()).get()).isEqualTo(1);
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
        String website = origin.substring("http://".length());

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
        JsonNode offers = post("/v1/monetize", "{\"url\":\"" + origin + "/kettle\"}")
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
        assertThat(get("/v0/websites?query=" + origin.substring("http://".length()))
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
        Reply none = send(HttpRequest.newBuilder(serving.address().resolve(path)));
        Reply wrong =
                send(HttpRequest.newBuilder(serving.address().resolve(path)).header("x-api-key", "ch3_no"));

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
                "/v1/search | {\"query\":\"x\",\"filters\":{\"colors\":{}}} | [\"body\",\"filters\",\"colors\"]",
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
                        "{\"url\":\"" + origin
                                + "/kettle\",\"query\":\"kettle\",\"filters\":{\"price\":{\"max_price\":5}}}")
                .json();
        JsonNode nobody =
                post("/v1/explain", "{\"url\":\"https://nowhere.example/p\"}").json();

        assertThat(there.path("place").asInt(0)).isEqualTo(1);
        assertThat(there.path("facts").toString()).contains("Ember Gooseneck Kettle", "with 1 offer");
        assertThat(dear.path("place").isNull()).isTrue();
        assertThat(dear.path("reasons").toString()).contains("No offer of it passes the locale's currency and price.");
        assertThat(nobody.path("reasons").toString()).contains("Nothing is known of it");
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

    private record Reply(int status, JsonNode json) {

        String detail() {
            return json.path("detail").isString()
                    ? json.path("detail").asString("")
                    : json.path("detail").toString();
        }
    }

    private Reply lookup(String page) {
        return post(
                "/v1/lookup",
                "{\"url\":\"" + origin + page + "\",\"config\":{\"currency\":\""
                        + (page.equals("/bouilloire") ? "EUR" : "USD") + "\"}}");
    }

    private Reply get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(serving.address().resolve(path)).header("x-api-key", key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private Reply post(String path, String body) {
        return send(HttpRequest.newBuilder(serving.address().resolve(path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), Json.tree(response.body()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> titles(JsonNode answer) {
        return answer.path("products")
                .valueStream()
                .map(it -> it.path("title").asString(""))
                .toList();
    }

    private void page(String path, int status, String body) {
        shop.createContext(path, exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            asked.computeIfAbsent(path, ignored -> new AtomicInteger()).incrementAndGet();
            byte[] bytes = here ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.getResponseHeaders()
                    .set("Content-Type", path.endsWith(".txt") ? "text/plain" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? status : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
