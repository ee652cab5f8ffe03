package dev.aisle.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// The operator's day, on one data folder beside a running server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final String SHOP_PAGE = """
            <html><head><title>Ember Kettle</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"Ember Gooseneck Kettle 0.9 l","sku":"EK-09",
             "gtin13":"4006381333931","brand":{"@type":"Brand","name":"Ember"},
             "offers":{"@type":"Offer","price":"79.50","priceCurrency":"EUR",
                       "availability":"https://schema.org/InStock"}}
            </script></head><body><h1>Ember Gooseneck Kettle 0.9 l</h1></body></html>
            """;

    private static final String FEED = """
            id\ttitle\tlink\tprice\tavailability\tbrand\timage_link
            1\tAlder Writing Desk 140\thttps://desks.example/p/1\t349.00 USD\tin stock\tAlder\thttps://desks.example/1.jpg
            2\tAlder Bookshelf Tall\thttps://desks.example/p/2\t199.00 USD\tin stock\tAlder\thttps://desks.example/2.jpg
            3\t\thttps://desks.example/p/3\t10.00 USD\tin stock\tAlder\thttps://desks.example/3.jpg
            """;

    private static final String LAMP = """
            id\ttitle\tlink\tprice\tavailability\tbrand\tgtin\timage_link
            1\tCove Reading Lamp Brass\thttps://SHOP/p/1\t59.00 USD\tin stock\tCove\t4006381333948\thttps://SHOP/1.jpg
            """;

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer shop;
    private String shopDomain;
    private Path config;
    private Path data;
    private Serving serving;

    @BeforeAll
    void serve() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shopDomain = "127.0.0.1:" + shop.getAddress().getPort();
        answer("/robots.txt", "text/plain", "User-agent: *\nSitemap: http://" + shopDomain + "/sitemap.xml\n");
        answer(
                "/sitemap.xml",
                "application/xml",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>http://" + shopDomain
                        + "/kettle</loc></url></urlset>");
        answer("/kettle", "text/html; charset=utf-8", SHOP_PAGE);
        shop.start();
        data = folder.resolve("data");
        config = Files.writeString(
                folder.resolve("aisle.properties"),
                "aisle.fetch.allow=" + shopDomain + "\naisle.fetch.per.second=100\n");
        serving = Serving.start(
                Settings.read(Optional.of(config), Map.of("AISLE_DATA", data.toString(), "AISLE_PORT", "0")));
    }

    @AfterAll
    void stop() {
        serving.close();
        shop.stop(0);
        http.close();
    }

    @Test
    void aDomainGivenToThePartnerApiIsFoundByAnAgent() throws Exception {
        String key = json("partner", "create", "--name", "Bringer").get("key").stringValue();

        JsonNode created = post("/v0/partner/merchants", key, "{\"domain\":\"" + shopDomain + "\"}");
        String connections =
                "/v0/partner/merchants/" + created.get("customer_id").stringValue() + "/connections";
        JsonNode crawl = await(
                () -> get(connections, key).get("import_sources").get(0),
                row -> row.get("sync").get("state").asString("").equals("live"));
        JsonNode found = await(
                () -> search("gooseneck kettle"),
                answer -> !answer.get("products").isEmpty());

        assertThat(crawl.get("sync").get("items_synced").intValue()).isEqualTo(1);
        JsonNode offer = found.get("products").get(0).get("variants").get(0);
        assertThat(offer.get("price").get("amount").intValue()).isEqualTo(7_950);
        assertThat(offer.get("seller").get("domain").stringValue()).isEqualTo(shopDomain);
        assertThat(follow(offer.get("url").stringValue())).isEqualTo("http://" + shopDomain + "/kettle");
        assertThat(run("explain", "http://" + shopDomain + "/kettle").out())
                .contains("found by sitemap", "Ember Gooseneck Kettle 0.9 l", "web_crawl/json_ld", "with 1 offer");
        assertThat(run("explain", offer.get("id").stringValue()).out()).contains("79.50 EUR");
        assertThat(run("explain", "https://never.example/seen").out()).contains("no merchant has the domain");
    }

    @Test
    void aFeedFileIsImportedBesideTheServerWhichMakesItSearchable() throws Exception {
        Path feed = Files.writeString(folder.resolve("desks.tsv"), FEED);

        JsonNode report = json("import", feed.toString(), "--merchant", "desks.example");

        assertThat(report.get("stored").intValue()).isEqualTo(2);
        assertThat(report.get("set_aside").intValue() + report.get("bad_rows").intValue())
                .isEqualTo(1);
        await(
                () -> search("alder writing desk"),
                answer -> answer.at("/products/0/title").asString("").equals("Alder Writing Desk 140"));
    }

    @Test
    void whatAnOperatorRulesOutranksTheScoresUntilItIsWithdrawn() throws Exception {
        for (String shop : List.of("lamps.example", "lights.example")) {
            Path feed = Files.writeString(folder.resolve(shop + ".tsv"), LAMP.replace("SHOP", shop));
            json("import", feed.toString(), "--merchant", shop);
        }
        String one = "https://lamps.example/p/1";
        String other = "https://lights.example/p/1";
        await(() -> search("cove reading lamp"), answer -> variants(answer) == 2 && products(answer) == 1);

        json("ruling", "apart", one, other, "--reason", "another shade");
        await(() -> search("cove reading lamp"), answer -> products(answer) == 2);
        JsonNode listed = json("ruling", "list");
        json("ruling", "withdraw", one, other);

        assertThat(listed.get("ruling").stringValue()).isEqualTo("apart");
        assertThat(listed.get("reason").stringValue()).isEqualTo("another shade");
        await(() -> search("cove reading lamp"), answer -> variants(answer) == 2 && products(answer) == 1);
    }

    @Test
    void aFeedIsOpenedCheckedAndChangedByRules() throws Exception {
        Path file = Files.writeString(folder.resolve("lamps.tsv"), FEED.replace("desks.example", "lamps.example"));
        json("import", file.toString(), "--merchant", "lamps.example");
        json("feed", "open", "--merchant", "lamps.example", "--to", "microsoft");
        await(
                () -> json("feed", "status", "--merchant", "lamps.example", "--to", "microsoft"),
                it -> it.get("left_out").intValue() == 2);

        Ran check = run("feed", "check", "--merchant", "lamps.example", "--to", "microsoft");
        Ran preview = run(
                "rules",
                "preview",
                "template description \"{title} by {brand}\"",
                "--merchant",
                "lamps.example",
                "--to",
                "microsoft");
        run(
                "rules",
                "add",
                "template description \"{title} by {brand}\"",
                "--merchant",
                "lamps.example",
                "--to",
                "microsoft");
        JsonNode status = await(
                () -> json("feed", "status", "--merchant", "lamps.example", "--to", "microsoft"),
                it -> it.get("items").intValue() == 2);
        HttpResponse<String> fed = send(HttpRequest.newBuilder(serving.address()
                .resolve(URI.create(status.get("feed_url").stringValue()).getPath())));

        assertThat(check.out()).contains("required", "description is missing");
        assertThat(preview.out()).contains("it can be sent", "sent after   2");
        assertThat(fed.statusCode()).isEqualTo(200);
        assertThat(fed.body()).contains("Alder Writing Desk 140 by Alder");
        assertThat(run("feed", "runs", "--merchant", "lamps.example", "--to", "microsoft")
                        .out())
                .contains("published");
        JsonNode undone = json("rules", "undo", "--merchant", "lamps.example", "--to", "microsoft");
        assertThat(undone.get("version").intValue()).isEqualTo(2);
        assertThat(undone.get("as_in_version").intValue()).isZero();
        assertThat(undone.get("rules").size()).isZero();
        assertMistake(
                run("rules", "undo", "--merchant", "lamps.example", "--to", "microsoft"),
                "stands as before its first rule");
        assertThat(run("rules", "list", "--merchant", "lamps.example", "--to", "microsoft")
                        .out())
                .contains("No rules");
        assertThat(run("rules", "history", "--merchant", "lamps.example", "--to", "microsoft")
                        .out())
                .contains("added template");
        assertMistake(run("rules", "add", "paint it black", "--merchant", "lamps.example"), "no kind of rule");
        assertMistake(run("feed", "check", "--merchant", "nobody.example"), "No merchant");
        assertMistake(run("feed", "check", "--merchant", "lamps.example", "--to", "ebay"), "no feed goes to");
    }

    @Test
    void keysAreIssuedRotatedAndRevoked() {
        JsonNode issued = json("partner", "create", "--name", "Keys", "--redirect-uri", "https://app.example/cb");
        String id = issued.get("partner_id").stringValue();
        String overlapping = json("partner", "rotate", id).get("key").stringValue();
        assertThat(status(issued.get("key").stringValue())).isEqualTo(200);
        assertThat(status(overlapping)).isEqualTo(200);
        String fresh = json("partner", "rotate-key", id, "--grace-hours", "0")
                .get("key")
                .stringValue();

        assertThat(status(issued.get("key").stringValue())).isEqualTo(401);
        assertThat(status(fresh)).isEqualTo(200);
        assertThat(json("partner", "redirect", "add", id, "https://app.example/two")
                        .get("added")
                        .booleanValue())
                .isTrue();
        assertThat(run("partner", "redirect", "list", id).out()).contains("https://app.example/two");
        assertThat(json("partner", "redirect", "remove", id, "https://app.example/two")
                        .get("removed")
                        .booleanValue())
                .isTrue();
        assertMistake(run("partner", "redirect", "remove", id, "https://app.example/two"), "not registered");
        assertMistake(run("partner", "redirect", "add", id, "http://app.example/"), "must use https");
        assertThat(json("partner", "revoke-key", id).get("revoked").intValue()).isEqualTo(1);
        assertThat(status(fresh)).isEqualTo(401);
        assertThat(run("partner", "list").out())
                .contains(id, "https://app.example/cb")
                .doesNotContain(fresh);
    }

    @Test
    void aVendorsKeyLiftsTheAnonymousTier() throws Exception {
        JsonNode issued = json("vendor", "create", "--name", "Agent");

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(serving.address().resolve("/catalog/search"))
                        .header("x-api-key", issued.get("key").stringValue())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"anything\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("x-ucp-auth-tier")).contains("token");
        assertThat(issued.get("vendor_id").stringValue()).isNotBlank();
    }

    @Test
    void mistakesAreToldInOneLineWithWhatToChange() {
        assertMistake(
                run("partner", "create", "--name", "X", "--redirect-uri", "http://app.example/"), "must use https");
        assertMistake(run("partner", "rotate-key", "nobody"), "No partner 'nobody'");
        assertMistake(run("vendor", "revoke-key", "no body"), "No vendor 'no body'");
        assertMistake(run("partner", "webhook", "add", "--url", "http://inside.example/"), "https://");
        assertMistake(run("partner", "webhook", "remove", "wh_no"), "No webhook 'wh_no'");
        assertMistake(run("vendor", "webhook", "list", "nobody"), "No vendor 'nobody'");
        assertMistake(run("partner", "brand", "nobody", "--color", "#123456"), "No partner 'nobody'");
        assertMistake(run("partner", "brand", "nobody", "--color", "teal"), "is not a color");
        assertMistake(run("ruling", "same", "one", "other", "--reason", "x"), "No listing is known by 'one'");
        assertMistake(run("feed", "status", "--merchant", "nobody.example"), "No merchant has the domain");
        assertMistake(run("feed", "status", "--merchant", "localhost"), "--merchant: 'localhost' is not");
        assertMistake(run("explain", "01J00000000000000000000000"), "Nothing is known");
        assertMistake(run("import", "/no/such/file", "--merchant", "desks.example"), "No readable file");
        assertMistake(run("import", config.toString(), "--merchant", "localhost"), "not a public storefront domain");
        assertThat(run("partner", "create").code()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("no-such-command").code()).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void whileItRunsTheDataFolderSaysWhereAndItIsReady() throws Exception {
        URI readyz = serving.address().resolve("/readyz");

        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(readyz).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Files.readString(data.resolve("server.url")).strip())
                .isEqualTo(serving.address().toString());
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        boolean onData = words.length > 1;
        if (onData) {
            arguments.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Aisle.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    private JsonNode json(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--json");
        Ran ran = run(arguments.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return Json.tree(ran.out());
    }

    private static void assertMistake(Ran ran, String told) {
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(told).doesNotContain("\tat ").hasLineCount(1);
    }

    private JsonNode search(String query) {
        return post("/catalog/search", "", Json.write(Map.of("query", query)));
    }

    private JsonNode get(String path, String key) {
        return Json.tree(
                send(HttpRequest.newBuilder(serving.address().resolve(path)).header("x-api-key", key))
                        .body());
    }

    private int status(String key) {
        return send(HttpRequest.newBuilder(serving.address().resolve("/v0/partner/merchants"))
                        .header("x-api-key", key))
                .statusCode();
    }

    private JsonNode post(String path, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(serving.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("x-api-key", key);
        }
        return Json.tree(send(request).body());
    }

    private static int products(JsonNode answer) {
        return answer.get("products").size();
    }

    private static int variants(JsonNode answer) {
        return answer.get("products")
                .valueStream()
                .mapToInt(it -> it.get("variants").size())
                .sum();
    }

    private String follow(String buyLink) {
        return send(HttpRequest.newBuilder(URI.create(buyLink)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode await(Supplier<JsonNode> question, Predicate<JsonNode> wanted) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        JsonNode answer = question.get();
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).as("still " + answer).isBefore(end);
            Thread.sleep(50);
            answer = question.get();
        }
        return answer;
    }

    private void answer(String path, String type, String body) {
        shop.createContext(path, exchange -> {
            byte[] bytes = exchange.getRequestURI().getPath().equals(path)
                    ? body.getBytes(StandardCharsets.UTF_8)
                    : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
