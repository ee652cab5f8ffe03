package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.edge.HttpEdge;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connections;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnerApiTest {

    private static final int PER_MINUTE = 1_000;
    private static final String MERCHANTS = "/v0/partner/merchants";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<MerchantId> crawlsStarted = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Database database;
    private Partners partners;
    private Connections connections;
    private PartnerApi api;
    private HttpEdge edge;
    private HttpEdge narrowEdge;
    private String key;

    @BeforeAll
    void serve() {
        InstantSource time = () -> now;
        database = TestDatabase.fresh();
        partners = new Partners(database.db(), time, new Ulid(time));
        Merchants merchants = new Merchants(database.db(), time);
        connections = new Connections(database.db(), time);
        Onboarding onboarding =
                new Onboarding(database.db(), merchants, connections, crawlsStarted::add, (merchant, platform) -> {});
        PartnerApi.Connect connect = new PartnerApi.Connect(
                new ConnectSessions(database.db(), time, new Ulid(time)), "https://connect.example");
        api = new PartnerApi(
                partners,
                merchants,
                onboarding,
                connections::list,
                connect,
                List.of("127.0.0.1:8091"),
                PER_MINUTE,
                time);
        edge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(api));
        PartnerApi narrow =
                new PartnerApi(partners, merchants, onboarding, connections::list, connect, List.of(), 5, time);
        narrowEdge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(narrow));
        key = newKey();
    }

    @AfterAll
    void stop() {
        edge.close();
        narrowEdge.close();
        database.close();
        http.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRouteIsProtected() {
        return api.routes().stream()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    String path = ("/" + String.join("/", route.path())).replace("{customer_id}", "Ab12");

                    assertUnauthorized(
                            send(route.method(), path, Map.of(), ""),
                            "Missing API key. Send your partner secret key (c3_sk_...) in the x-api-key header.");
                    assertUnauthorized(
                            send(route.method(), path, Map.of("Authorization", "Bearer " + key), ""),
                            "Missing API key. Send your partner secret key (c3_sk_...) in the x-api-key header.");
                    String unknown =
                            "Unknown or revoked API key. Check the x-api-key header, or ask support to issue a new key.";
                    assertUnauthorized(
                            send(route.method(), path, Map.of("x-api-key", "c3_sk_live_nonsense"), ""), unknown);
                    assertUnauthorized(
                            send(
                                    route.method(),
                                    path,
                                    Map.of(
                                            "x-api-key",
                                            ApiKey.make(ApiKey.Kind.PARTNER, true)
                                                    .value()),
                                    ""),
                            unknown);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anotherPartnersMerchantIsAsUnknownAsARandomOne() {
        String theirs = created(post(newKey(), "{\"domain\":\"theirs.example\"}"));
        return api.routes().stream()
                .filter(route -> route.path().contains("{customer_id}"))
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    String path = "/" + String.join("/", route.path());

                    HttpResponse<String> another =
                            send(route.method(), path.replace("{customer_id}", theirs), Map.of("x-api-key", key), "");
                    HttpResponse<String> random =
                            send(route.method(), path.replace("{customer_id}", "0000"), Map.of("x-api-key", key), "");

                    assertThat(another.statusCode()).isEqualTo(403);
                    assertThat(random.statusCode()).isEqualTo(403);
                    assertThat(another.body().replace(theirs, "0000")).isEqualTo(random.body());
                    assertThat(random.body())
                            .isEqualTo("{\"detail\":\"No merchant '0000' is managed with this key. Provision it with"
                                    + " POST /v0/partner/merchants, or check the customer_id.\"}");
                }));
    }

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
    void aConnectSessionIsMintedForARegisteredWayBack() {
        Partners.Issued issued = partners.create("P", List.of("https://app.partner.example/done"), true);
        String own = issued.key().value();
        String sessions =
                MERCHANTS + "/" + created(post(own, "{\"domain\":\"sessions.example\"}")) + "/connections/sessions";

        HttpResponse<String> minted = send(
                "POST",
                sessions,
                Map.of("x-api-key", own),
                "{\"redirect_uri\":\"https://app.partner.example/done?org=7\",\"platform\":\"woocommerce\",\"state\":\" s \"}");

        assertThat(minted.statusCode()).isEqualTo(200);
        String token = json(minted).get("token").stringValue();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(json(minted).get("url").stringValue()).isEqualTo("https://connect.example/connect/" + token);
        assertThat(json(minted).get("expires_at").stringValue())
                .isEqualTo(now.plusSeconds(1_800).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing | redirect_uri",
                "{'redirect_uri':'https://evil.test/'} | value_error | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/donex'} | value_error | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/done?state=1'} | value_error | redirect_uri",
                "{'redirect_uri':'http://app.partner.example/done'} | value_error | redirect_uri",
                "{'redirect_uri':7} | string_type | redirect_uri",
                "{'redirect_uri':'https://app.partner.example/done','platform':'web_crawl'} | value_error | platform",
                "{'redirect_uri':'https://app.partner.example/done','platform':'etsy'} | enum | platform",
                "{'redirect_uri':'https://app.partner.example/done','platform':''} | enum | platform",
                "{'redirect_uri':'https://app.partner.example/done','state':7} | string_type | state",
            })
    void aConnectSessionThatCannotBeSaysWhy(String body, String type, String field) {
        Partners.Issued issued = partners.create("P", List.of("https://app.partner.example/done"), true);
        String own = issued.key().value();
        String sessions =
                MERCHANTS + "/" + created(post(own, "{\"domain\":\"sessions.example\"}")) + "/connections/sessions";

        HttpResponse<String> refused = send("POST", sessions, Map.of("x-api-key", own), body.replace('\'', '"'));

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode fault = json(refused).get("detail").get(0);
        assertThat(fault.get("type").stringValue()).isEqualTo(type);
        assertThat(fault.get("loc").get(1).stringValue()).isEqualTo(field);
        assertThat(fault.get("msg").stringValue()).endsWith(".");
    }

    @Test
    void aTestKeyReachesTheSampleStreetOnly() {
        PartnerId both = partners.create("Both", List.of("https://app.partner.example/"), false)
                .partner();
        String test = partners.rotate(both, java.time.Duration.ofHours(1)).value();
        assertThat(test).startsWith("c3_sk_test_");
        String shop = created(post(test, "{\"domain\":\"127.0.0.1:8091\"}"));
        MerchantId real = new Merchants(database.db(), () -> now)
                .findOrAdd(new dev.aisle.market.merchant.Domain("real.example", "https"), Optional.empty())
                .merchant()
                .id();
        new Merchants(database.db(), () -> now).attach(both, real);

        String body = "{\"redirect_uri\":\"https://app.partner.example/x\"}";
        assertThat(send("POST", MERCHANTS + "/" + shop + "/connections/sessions", Map.of("x-api-key", test), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", MERCHANTS + "/" + real + "/connections/sessions", Map.of("x-api-key", test), body)
                        .statusCode())
                .isEqualTo(403);
        JsonNode listed = json(get(test, MERCHANTS));
        assertThat(listed.get("items")
                        .valueStream()
                        .map(it -> it.get("customer_id").stringValue()))
                .containsExactly(shop);
        assertThat(listed.get("total").intValue()).isEqualTo(1);
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
    void aTestKeyReachesTheDevelopmentAllowlistOnly() {
        String test = partners.create("Test", List.of(), false).key().value();

        assertThat(post(test, "{\"domain\":\"real.example\"}").statusCode()).isEqualTo(422);
        assertThat(post(test, "{\"domain\":\"127.0.0.1:8091\"}").statusCode()).isEqualTo(200);
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

    @Test
    void allNinePlatformsAreListedInTheirOrder() {
        String id = created(post(key, "{\"domain\":\"nine.example\"}"));

        JsonNode answer = json(get(key, MERCHANTS + "/" + id + "/connections"));

        assertThat(answer.get("customer_id").stringValue()).isEqualTo(id);
        assertThat(answer.get("import_sources").valueStream().map(PartnerApiTest::summary))
                .containsExactly(
                        "web_crawl|Web crawl|false|active|pending",
                        "shopify|Shopify|true|not_connected|null",
                        "woocommerce|WooCommerce|true|not_connected|null",
                        "magento|Adobe Commerce (Magento)|true|not_connected|null",
                        "akeneo|Akeneo|true|not_connected|null",
                        "product_feed|Product feed|true|not_connected|null");
        assertThat(answer.get("destinations").valueStream().map(PartnerApiTest::summary))
                .containsExactly(
                        "openai|OpenAI|true|active|pending",
                        "google|Google Merchant Center|true|not_connected|null",
                        "microsoft|Microsoft Merchant Center|true|not_connected|null");
        assertThat(answer.get("import_sources").get(1).toString())
                .isEqualTo("{\"platform\":\"shopify\",\"name\":\"Shopify\",\"connectable\":true,"
                        + "\"status\":\"not_connected\",\"connected_at\":null,\"sync\":{\"state\":null,"
                        + "\"last_synced_at\":null,\"next_sync_at\":null,\"items_synced\":0,\"items_failed\":0,"
                        + "\"message\":null},\"feed_url\":null,\"error\":null}");
    }

    /// Partners that know the contract's platforms only are not told of another one before their merchant chose it.
    @Test
    void anExtensionHasARowOnceTheMerchantBeganWithIt() {
        String own = partners.create("Extended", List.of("https://app.partner.example/done"), true)
                .key()
                .value();
        String id = created(post(own, "{\"domain\":\"extended.example\"}"));
        String session = MERCHANTS + "/" + id + "/connections/sessions";
        String fields = "{\"redirect_uri\":\"https://app.partner.example/done\",\"platform\":\"bigcommerce\"}";

        assertThat(send("POST", session, Map.of("x-api-key", own), fields).statusCode())
                .isEqualTo(200);
        connections.begin(new MerchantId(id), Platform.BIGCOMMERCE);

        JsonNode answer = json(get(own, MERCHANTS + "/" + id + "/connections"));
        assertThat(answer.get("import_sources").valueStream().map(PartnerApiTest::summary))
                .hasSize(7)
                .endsWith("bigcommerce|BigCommerce|true|pending|null");
    }

    @Test
    void everyAnswerCarriesItsIdAndTheLimitAndNoCors() {
        for (HttpResponse<String> answer : List.of(
                get(key, MERCHANTS),
                get(key, MERCHANTS + "?page=0"),
                send("GET", MERCHANTS, Map.of("Origin", "https://evil.example"), ""),
                send("OPTIONS", MERCHANTS, Map.of("Origin", "https://evil.example"), ""),
                get(key, "/v0/partner/nowhere"))) {
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
            assertThat(answer.headers().firstValue("RateLimit-Limit")).contains(Integer.toString(PER_MINUTE));
            assertThat(answer.headers().firstValueAsLong("RateLimit-Remaining")).isNotEmpty();
            assertThat(answer.headers().firstValueAsLong("RateLimit-Reset")).isNotEmpty();
            assertThat(answer.headers().map().keySet())
                    .noneMatch(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void pathsAndMethodsThatDoNotExistSaySo() {
        HttpResponse<String> path = get(key, "/v0/partner/merchants/");
        HttpResponse<String> method = send("PUT", MERCHANTS, Map.of("x-api-key", key), "{}");

        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(json(path).get("detail").isString()).isTrue();
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void theLimitIsPerKeyAndComesBeforeEverythingButTheKey() {
        String busy = newKey();
        for (int i = 0; i < 5; i++) {
            assertThat(narrow(busy, MERCHANTS + "?page=0").statusCode()).isEqualTo(422);
        }

        HttpResponse<String> refused = narrow(busy, MERCHANTS + "/0000/connections");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("12");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(refused.body()).isEqualTo("{\"detail\":\"Rate limit exceeded. Retry in 12 seconds.\"}");
        assertThat(narrow(newKey(), MERCHANTS).statusCode()).isEqualTo(200);
        assertThat(narrow("c3_sk_live_wrong", MERCHANTS).statusCode()).isEqualTo(401);
        now = now.plusSeconds(12);
        assertThat(narrow(busy, MERCHANTS).statusCode()).isEqualTo(200);
        assertThat(narrow(busy, MERCHANTS).statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> narrow(String withKey, String path) {
        return send(narrowEdge.port(), "GET", path, Map.of("x-api-key", withKey), "");
    }

    private String newKey() {
        return partners.create("Partner", List.of(), true).key().value();
    }

    private HttpResponse<String> post(String withKey, String body) {
        return send("POST", MERCHANTS, Map.of("x-api-key", withKey, "Content-Type", "application/json"), body);
    }

    private HttpResponse<String> get(String withKey, String path) {
        return send("GET", path, Map.of("x-api-key", withKey), "");
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        return send(edge.port(), method, path, headers, body);
    }

    private HttpResponse<String> send(int port, String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void assertUnauthorized(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    }

    private static String created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("customer_id").stringValue();
    }

    private static String summary(JsonNode row) {
        return Stream.of(
                        row.get("platform"),
                        row.get("name"),
                        row.get("connectable"),
                        row.get("status"),
                        row.get("sync").get("state"))
                .map(it -> Optional.ofNullable(it.asString(null)).orElse("null"))
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
    }

    private static String name(Route route) {
        return route.method() + " /" + String.join("/", route.path());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.tree(answer.body());
    }
}
