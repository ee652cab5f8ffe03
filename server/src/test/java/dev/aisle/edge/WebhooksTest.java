package dev.aisle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import dev.aisle.partner.webhook.Receiver;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What partners and vendors are told, from a whole server to receivers on loopback that check every signature.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final String PAGE = """
            <html><head><title>Ember Kettle</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"Ember Gooseneck Kettle 0.9 l","sku":"EK-09",
             "gtin13":"4006381333931","brand":{"@type":"Brand","name":"Ember"},"image":"http://SHOP/kettle.jpg",
             "description":"Pours well.",
             "offers":{"@type":"Offer","price":"79.50","priceCurrency":"USD",
                       "availability":"https://schema.org/InStock"}}
            </script></head><body><h1>Ember Gooseneck Kettle 0.9 l</h1></body></html>
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver partnerHears = new Receiver();
    private final Receiver vendorHears = new Receiver();
    private HttpServer shop;
    private String shopDomain;
    private Path data;
    private Path config;
    private Serving serving;
    private String partnerKey;
    private String vendorKey;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shopDomain = "127.0.0.1:" + shop.getAddress().getPort();
        page("/robots.txt", "User-agent: *\nSitemap: http://" + shopDomain + "/sitemap.xml\n");
        page(
                "/sitemap.xml",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>http://" + shopDomain
                        + "/kettle</loc></url></urlset>");
        page("/kettle", PAGE.replace("SHOP", shopDomain));
        shop.start();
        data = Files.createDirectory(folder.resolve("data"));
        config = Files.writeString(
                folder.resolve("aisle.properties"),
                "aisle.fetch.allow="
                        + String.join(",", shopDomain, partnerHears.authority(), vendorHears.authority())
                        + "\naisle.fetch.per.second=100\naisle.database.url=" + TestDatabase.freshUrl() + "\n");
        serving = Serving.start(
                Settings.read(Optional.of(config), Map.of("AISLE_DATA", data.toString(), "AISLE_PORT", "0")));
        partnerKey = run("partner", "create", "--name", "P").path("key").asString("");
        vendorKey = run("vendor", "create", "--name", "V").path("key").asString("");
        partnerHears.knows(add("partner", partnerHears));
        vendorHears.knows(add("vendor", vendorHears));
    }

    @AfterAll
    void stop() {
        serving.close();
        shop.stop(0);
        partnerHears.close();
        vendorHears.close();
        http.close();
    }

    @Test
    void aPartnerIsToldOfItsMerchantFromItsComingToItsFeed() throws Exception {
        partnerHears.answersOnce(500);

        String merchant = post("/v0/partner/merchants", partnerKey, "{\"domain\":\"" + shopDomain + "\"}")
                .path("customer_id")
                .asString("");
        List<String> wanted = List.of(
                "merchant.created",
                "connection.updated web_crawl",
                "connection.updated openai",
                "sync.completed web_crawl",
                "feed.published google");
        await(() -> heard(partnerHears, it -> name(it.path("type"), it.path("data")))
                .contains("sync.completed web_crawl"));
        await(() -> post("/v1/search", vendorKey, "{\"query\":\"gooseneck kettle\"}")
                        .path("products")
                        .size()
                == 1);
        run("feed", "open", "--merchant", shopDomain, "--to", "google");
        await(() -> heard(partnerHears, it -> name(it.path("type"), it.path("data")))
                .containsAll(wanted));

        assertThat(partnerHears.calls()).allMatch(Receiver.Call::genuine);
        Receiver.Call refused = partnerHears.calls().getFirst();
        await(() -> partnerHears.calls().stream()
                        .filter(it -> it.id().equals(refused.id()))
                        .count()
                > 1);
        JsonNode synced = told(partnerHears, "sync.completed");
        assertThat(synced.path("customer_id").asString("")).isEqualTo(merchant);
        assertThat(synced.path("items_synced").asInt(0)).isEqualTo(1);
        JsonNode row = send("GET", "/v0/partner/merchants/" + merchant + "/connections", partnerKey, "")
                .path("import_sources")
                .path(0)
                .path("sync");
        assertThat(List.of(synced.path("last_synced_at"), synced.path("next_sync_at")))
                .as("in the words of List connections")
                .containsExactly(row.path("last_synced_at"), row.path("next_sync_at"));
        assertThat(told(partnerHears, "feed.published").path("feed_url").asString(""))
                .contains("/feeds/");
        assertThat(told(partnerHears, "merchant.created").path("domain").asString(""))
                .isEqualTo(shopDomain);

        int before = partnerHears.calls().size();
        post("/v0/partner/merchants", partnerKey, "{\"domain\":\"" + shopDomain + "\"}");
        JsonNode webhook = run("partner", "webhook", "list");
        assertThat(run(
                                "partner",
                                "webhook",
                                "replay",
                                webhook.path("webhook_id").asString(""),
                                "--since",
                                "PT1H")
                        .path("due")
                        .asInt(0))
                .isGreaterThanOrEqualTo(wanted.size());
        await(() -> partnerHears.calls().size() >= before + wanted.size());
        assertThat(partnerHears.calls().stream()
                        .filter(it ->
                                Json.tree(it.body()).path("type").asString("").equals("merchant.created"))
                        .map(Receiver.Call::id)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aVendorIsToldOfTheProductsItSubscribedTo() throws Exception {
        sell("10.00", "in stock", "one.example");
        String product = await(
                () -> post("/v1/search", vendorKey, "{\"query\":\"alder writing desk\"}")
                        .path("products")
                        .path(0)
                        .path("id")
                        .asString(""),
                id -> !id.isEmpty());

        JsonNode subscription = post("/v1/product-subscriptions", vendorKey, "{\"product_id\":\"" + product + "\"}");
        JsonNode again = post("/v1/product-subscriptions", vendorKey, "{\"product_id\":\"" + product + "\"}");
        JsonNode tracking =
                post("/v0/price-tracking/start", vendorKey, "{\"canonical_product_id\":\"" + product + "\"}");
        sell("9.00", "in stock", "one.example");
        await(() -> heard(vendorHears, it -> it.path("type").asString("")).contains("offer.price.changed"));
        sell("9.00", "out of stock", "one.example");
        await(() -> heard(vendorHears, it -> it.path("type").asString("")).contains("offer.availability.changed"));

        assertThat(subscription.path("status").asString("")).isEqualTo("active");
        assertThat(subscription.path("events")).hasSize(4);
        assertThat(again).isEqualTo(subscription);
        assertThat(tracking.path("subscription_status").asString("")).isEqualTo("active");
        assertThat(vendorHears.calls()).allMatch(Receiver.Call::genuine);
        await(() -> heard(vendorHears, it -> it.path("type").asString("")).size() == 3);
        JsonNode cheaper = told(vendorHears, "offer.price.changed");
        assertThat(cheaper.path("product_id").asString("")).isEqualTo(product);
        assertThat(cheaper.path("offer").path("price").path("price").asDouble(0))
                .isEqualTo(9.0);
        assertThat(cheaper.path("previous").path("price").path("price").asDouble(0))
                .isEqualTo(10.0);
        assertThat(cheaper.path("offer").path("url").asString("")).contains("/buy/");

        String id = subscription.path("subscription_id").asString("");
        assertThat(send("GET", "/v1/product-subscriptions", vendorKey, "").path("items"))
                .hasSize(1);
        assertThat(send("GET", "/v0/price-tracking/subscriptions", vendorKey, "")
                        .path("items")
                        .path(0)
                        .path("canonical_product_id")
                        .asString(""))
                .isEqualTo(product);
        assertThat(send("DELETE", "/v1/product-subscriptions/" + id, vendorKey, "")
                        .path("status")
                        .asString(""))
                .isEqualTo("cancelled");
        assertThat(send("GET", "/v1/product-subscriptions/" + id, vendorKey, "")
                        .path("status")
                        .asString(""))
                .isEqualTo("cancelled");
        assertThat(post("/v0/price-tracking/stop", vendorKey, "{\"canonical_product_id\":\"" + product + "\"}")
                        .path("subscription_status")
                        .asString(""))
                .isEqualTo("cancelled");
        assertThat(post("/v1/product-subscriptions", vendorKey, "{\"product_id\":\"0000000\"}")
                        .path("detail")
                        .asString(""))
                .contains("not found");
        assertThat(post(
                                "/v1/product-subscriptions",
                                vendorKey,
                                "{\"product_id\":\"" + product + "\",\"events\":[\"offer.stolen\"]}")
                        .path("detail")
                        .toString())
                .contains("offer.price.changed");
        assertThat(send("GET", "/v1/product-subscriptions/sub_no", vendorKey, "")
                        .path("detail")
                        .asString(""))
                .contains("not found");
    }

    private void sell(String price, String stock, String domain) throws IOException {
        Path feed = Files.writeString(data.resolve("desks.tsv"), """
                id\ttitle\tlink\tprice\tavailability\tbrand\timage_link
                1\tAlder Writing Desk 140\thttps://%1$s/p/1\t%2$s USD\t%3$s\tAlder\thttps://%1$s/1.jpg
                """.formatted(domain, price, stock));
        run("import", feed.toString(), "--merchant", domain);
    }

    private String add(String kind, Receiver receiver) {
        return run(kind, "webhook", "add", "--url", receiver.url().toString())
                .path("secret")
                .asString("");
    }

    private static List<String> heard(Receiver receiver, Function<JsonNode, String> what) {
        return receiver.calls().stream()
                .map(it -> what.apply(Json.tree(it.body())))
                .toList();
    }

    private static JsonNode told(Receiver receiver, String type) {
        return receiver.calls().stream()
                .map(it -> Json.tree(it.body()))
                .filter(it -> it.path("type").asString("").equals(type))
                .map(it -> it.path("data"))
                .findFirst()
                .orElseThrow();
    }

    private static String name(JsonNode type, JsonNode data) {
        return (type.asString("") + " " + data.path("platform").asString("")).strip();
    }

    private JsonNode run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--json", "--data", data.toString(), "--config", config.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return Json.tree(out.toString());
    }

    private JsonNode post(String path, String key, String body) {
        return send("POST", path, key, body);
    }

    private JsonNode send(String method, String path, String key, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            serving.address().resolve(path))
                    .header("x-api-key", key)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            return Json.tree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(Supplier<Boolean> wanted) throws InterruptedException {
        await(wanted, it -> it);
    }

    private static <T> T await(Supplier<T> question, Predicate<T> wanted) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        T answer = question.get();
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).as("still " + answer).isBefore(end);
            Thread.sleep(50);
            answer = question.get();
        }
        return answer;
    }

    private void page(String path, String body) {
        shop.createContext(path, exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.endsWith(".txt")
                                    ? "text/plain"
                                    : path.endsWith(".xml") ? "application/xml" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? 200 : 404, here ? bytes.length : -1);
            if (here) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
    }
}
