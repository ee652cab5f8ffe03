package dev.aisle.edge.restv1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import dev.aisle.market.vendor.Credits;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// How a vendor earns, against a whole server: an operator's programme, an agent's link, a shopper's click, a
/// network's report,
/// and what the vendor is told of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarningsTest {

    private static final String PAGE = """
            <html><head><title>Ember Gooseneck Kettle</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"Ember Gooseneck Kettle","sku":"EK-1",
             "brand":{"@type":"Brand","name":"Ember"},"image":"https://img.example/EK-1.jpg",
             "offers":{"@type":"Offer","price":"79.50","priceCurrency":"USD",
                       "availability":"https://schema.org/InStock"}}
            </script></head><body><h1>Ember Gooseneck Kettle</h1></body></html>
            """;
    private static final String HEADER =
            "transaction_id,click_id,order_amount,commission_amount,currency,status,purchased_at\n";
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private HttpServer shop;
    private String domain;
    private String databaseUrl;
    private Serving serving;
    private Path config;
    private Path folder;
    private String key;
    private String vendor;

    @BeforeAll
    void serve(@TempDir Path temporary) throws IOException {
        folder = temporary;
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        domain = "127.0.0.1:" + shop.getAddress().getPort();
        shop.createContext("/", exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals("/kettle");
            byte[] bytes = (here ? PAGE : "nothing").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        shop.start();
        config = folder.resolve("aisle.properties");
        databaseUrl = TestDatabase.freshUrl();
        Files.writeString(config, """
                aisle.data=%s
                aisle.port=0
                aisle.database.url=%s
                aisle.fetch.allow=%s
                aisle.fetch.per.second=100
                aisle.take.rate=40
                aisle.metering=on
                """.formatted(folder.resolve("data"), databaseUrl, domain));
        serving = Serving.start(Settings.read(Optional.of(config), Map.of()));
        JsonNode issued = command("vendor", "create", "--name", "Agent");
        key = issued.path("key").asString("");
        vendor = issued.path("vendor_id").asString("");
        await(() ->
                post("/v1/lookup", "{\"url\":\"http://" + domain + "/kettle\"}").status() == 200);
    }

    @AfterAll
    void stop() {
        serving.close();
        shop.stop(0);
        http.close();
    }

    @Test
    void aSaleOfAClickIsToldToItsVendorNetAndTheSameReportTwiceChangesNothing() throws IOException {
        String programme = command(
                        "programme",
                        "add",
                        "--merchant",
                        domain,
                        "--network",
                        "net-one",
                        "--rate",
                        "12.5",
                        "--countries",
                        "US",
                        "--link",
                        "https://go.net-one.example/to?sub={click}&page={url}")
                .path("programme_id")
                .asString("");
        await(() -> offer("US").has("max_commission_rate"));

        assertThat(offer("US").path("max_commission_rate").toString()).isEqualTo("0.075");
        assertThat(offer("CA").has("max_commission_rate")).isFalse();
        JsonNode asked = post(
                        "/catalog/search",
                        "{\"query\":\"kettle\",\"placements\":[\"affiliate\"],\"context\":{\"country\":\"US\"}}")
                .json();
        assertThat(asked.findValue("placement")
                        .at("/commission/percentage/value")
                        .toString())
                .isEqualTo("7.5");
        assertThat(get("/v0/websites?query=" + domain)
                        .json()
                        .path("best_commission_rate")
                        .toString())
                .isEqualTo("7.5");
        JsonNode monetized = post(
                        "/v1/monetize",
                        "{\"url\":\"http://" + domain + "/kettle\",\"config\":{\"country\":\"US\"}}",
                        "x-user-id",
                        "user-7")
                .json()
                .path("offers")
                .path(0);
        assertThat(monetized.path("max_commission_rate").toString()).isEqualTo("0.075");

        String link = monetized.path("url").asString("");
        assertThat(link).contains("-" + vendor + "?o=").endsWith("&u=user-7");
        String to = follow(link);
        assertThat(to)
                .startsWith("https://go.net-one.example/to?sub=")
                .endsWith("&page=http%3A%2F%2F" + domain.replace(":", "%3A") + "%2Fkettle");
        String click = to.substring(to.indexOf("sub=") + 4, to.indexOf("&page="));
        await(() -> get("/v1/reporting/clicks").json().path("total_count").asInt(0) == 1);
        JsonNode clicks = get("/v1/reporting/clicks?user_id=user-7").json();
        assertThat(clicks.path("summary").path("total_clicks").asInt(0)).isEqualTo(1);
        assertThat(clicks.at("/items/0/id").asString("")).isEqualTo(click);
        assertThat(clicks.at("/items/0/user_id").asString("")).isEqualTo("user-7");
        assertThat(clicks.at("/items/0/product/title").asString("")).isEqualTo("Ember Gooseneck Kettle");
        assertThat(clicks.at("/items/0/product/image_url").asString("")).isEqualTo("https://img.example/EK-1.jpg");
        assertThat(clicks.path("has_more").asBoolean(true)).isFalse();
        assertThat(get("/v1/reporting/clicks?user_id=somebody")
                        .json()
                        .path("total_count")
                        .asInt(-1))
                .isZero();

        String day = clicks.at("/items/0/timestamp").asString("");
        Path report = folder.resolve("report.csv");
        Files.writeString(
                report,
                HEADER + "N-1," + click + ",79.50,9.94,USD,pending," + day + "\n"
                        + "N-2,unknown,79.50,9.94,USD,pending," + day + "\n");
        JsonNode imported = command("transactions", "import", "--file", report.toString(), "--network", "net-one");
        JsonNode again = command("transactions", "import", "--file", report.toString(), "--network", "net-one");
        assertThat(imported.path("added").asInt(0)).isEqualTo(1);
        assertThat(imported.at("/first_bad_rows/0/line").asInt(0)).isEqualTo(3);
        assertThat(imported.at("/first_bad_rows/0/reason").asString("")).isEqualTo("no click has the id 'unknown'");
        assertThat(again.path("added").asInt(1)).isZero();
        assertThat(again.path("unchanged").asInt(0)).isEqualTo(1);
        JsonNode pending = get("/v1/reporting/transactions").json();
        assertThat(pending.path("summary").toString())
                .isEqualTo("{\"total_count\":1,\"total_commission\":5.96,\"pending_commission\":5.96,"
                        + "\"paid_commission\":0.0,\"currency\":\"USD\"}");
        assertThat(pending.at("/items/0/order_amount").toString()).isEqualTo("79.5");
        assertThat(pending.at("/items/0/commission_amount").toString()).isEqualTo("5.96");
        assertThat(pending.at("/items/0/status").asString("")).isEqualTo("pending");
        assertThat(pending.at("/items/0/brand_name").asString("")).isEqualTo("Ember");
        assertThat(pending.at("/items/0/user_id").asString("")).isEqualTo("user-7");

        Files.writeString(report, HEADER + "N-1," + click + ",79.50,9.94,USD,paid," + day + "\n");
        command("transactions", "import", "--file", report.toString(), "--network", "net-one");
        assertThat(get("/v1/reporting/transactions")
                        .json()
                        .at("/items/0/status")
                        .asString(""))
                .isEqualTo("paid");
        assertThat(commandLines("transactions", "balance").stream()
                        .filter(it -> it.path("balance").asDouble(0) != 0)
                        .map(it -> it.path("party").asString("") + " "
                                + it.path("stage").asString("") + " " + it.path("balance")))
                .containsExactlyInAnyOrder("network paid 9.94", "vendor paid -5.96", "house paid -3.98");
        String stranger =
                command("vendor", "create", "--name", "Stranger").path("key").asString("");
        assertThat(send(HttpRequest.newBuilder(serving.address().resolve("/v1/reporting/transactions"))
                                .header("x-api-key", stranger))
                        .json()
                        .path("total_count")
                        .asInt(-1))
                .isZero();

        command("programme", "end", programme);
        await(() -> !offer("US").has("max_commission_rate"));
        assertThat(follow(link)).isEqualTo("http://" + domain + "/kettle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start_date=2026-01-01",
                "end_date=2026-01-01",
                "start_date=2026-01-01&end_date=2026-06-01",
                "start_date=2026-02-01&end_date=2026-01-01",
                "start_date=soon&end_date=later"
            })
    void aPeriodThatCannotBeIsABadRequest(String query) {
        for (String report : List.of("clicks", "transactions")) {
            Reply reply = get("/v1/reporting/" + report + "?" + query);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("detail").asString("")).contains("date");
        }
    }

    @Test
    void aPeriodIsOfWholeDaysOrMoments() {
        JsonNode days = get("/v1/reporting/clicks?start_date=2026-01-01&end_date=2026-01-31")
                .json();
        JsonNode moments =
                get("/v1/reporting/clicks?start_date=2026-01-01T01:00:00%2B01:00&end_date=2026-01-02T00:00:00")
                        .json();

        assertThat(days.path("start_date").asString("")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(days.path("end_date").asString("")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(moments.path("start_date").asString("")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(moments.path("end_date").asString("")).isEqualTo("2026-01-02T00:00:00Z");
    }

    @Test
    void aRevokedKeyStopsAtOnceAndWithoutAKeyTheLimitIsToldToo() {
        JsonNode issued = command("vendor", "create", "--name", "Short");
        String shortLived = issued.path("key").asString("");
        assertThat(status(shortLived)).isEqualTo(200);
        String second = command("vendor", "rotate", issued.path("vendor_id").asString(""))
                .path("key")
                .asString("");
        assertThat(status(shortLived)).isEqualTo(200);
        assertThat(status(second)).isEqualTo(200);

        command("vendor", "revoke", issued.path("vendor_id").asString(""));

        long start = System.nanoTime();
        await(() -> status(shortLived) == 401);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(status(second)).isEqualTo(401);
        Reply none = send(HttpRequest.newBuilder(serving.address().resolve("/v1/brands")));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers()).containsKeys("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset");
    }

    @Test
    void whatIsAnsweredCostsACreditUntilNoneIsLeft() {
        JsonNode issued = command("vendor", "create", "--name", "Curious");
        String id = issued.path("vendor_id").asString("");
        String own = issued.path("key").asString("");
        assertThat(ask(own, "{\"query\":\"kettle\"}").status()).isEqualTo(200);
        assertThat(ask(own, "{\"limit\":99}").status()).isEqualTo(422);
        assertThat(command("vendor", "plan", id, "--paying", "false")
                        .path("credits_used")
                        .asInt(0))
                .isEqualTo(1);
        try (Database database = Database.external(databaseUrl)) {
            database.db().execute("update vendor_credits set used = ? where vendor_id = ?", Credits.FREE, id);
        }

        Reply none = ask(own, "{\"query\":\"kettle\"}");
        int free = status(own);
        command("vendor", "plan", id, "--paying", "true");
        Reply paid = ask(own, "{\"query\":\"kettle\"}");

        assertThat(none.status()).isEqualTo(402);
        assertThat(none.json().path("detail").asString(""))
                .isEqualTo("You have used all of your free credits. Add a payment method to continue.");
        assertThat(free).isEqualTo(200);
        assertThat(paid.status()).isEqualTo(200);
    }

    @Test
    void aVendorAsksAsFastAsItsTierAllows() {
        JsonNode issued = command("vendor", "create", "--name", "Fast");
        String own = issued.path("key").asString("");

        assertThat(limit(own)).isEqualTo("100");
        command("vendor", "plan", issued.path("vendor_id").asString(""), "--tier", "high");
        await(() -> limit(own).equals("500"));
    }

    private Reply ask(String someKey, String body) {
        return send(HttpRequest.newBuilder(serving.address().resolve("/v1/search"))
                .header("x-api-key", someKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String limit(String someKey) {
        return send(HttpRequest.newBuilder(serving.address().resolve("/v1/brands"))
                        .header("x-api-key", someKey))
                .headers()
                .getOrDefault("ratelimit-limit", List.of())
                .getFirst();
    }

    @Test
    void programmesThatCannotBeAreRefusedInWords() {
        assertThat(failure("--merchant", "nobody.example", "--rate", "5", "--link", "https://go.example/{url}{click}"))
                .contains("No merchant");
        assertThat(failure("--merchant", domain, "--rate", "0", "--link", "https://go.example/{url}{click}"))
                .contains("rate is above 0 %");
        assertThat(failure("--merchant", domain, "--rate", "5", "--link", "https://go.example/"))
                .contains("needs {url}");
        assertThat(failure(
                        "--merchant",
                        domain,
                        "--rate",
                        "5",
                        "--link",
                        "https://go.example/{url}{click}",
                        "--countries",
                        "U"))
                .contains("ISO 3166-1");
    }

    private JsonNode offer(String country) {
        return post(
                        "/v1/search",
                        "{\"query\":\"kettle\",\"config\":{\"country\":\"" + country + "\",\"currency\":\"USD\"}}")
                .json()
                .at("/products/0/offers/0");
    }

    private int status(String someKey) {
        return send(HttpRequest.newBuilder(serving.address().resolve("/v1/brands"))
                        .header("x-api-key", someKey))
                .status();
    }

    private String follow(String link) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(link))
                                    .header("User-Agent", BROWSER)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("location")
                    .orElse("");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private JsonNode command(String... words) {
        List<JsonNode> lines = commandLines(words);
        return lines.isEmpty() ? Json.mapper().missingNode() : lines.getFirst();
    }

    private List<JsonNode> commandLines(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--config", config.toString()));
        StringWriter out = new StringWriter();
        Aisle.commandLine().setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
        return out.toString().lines().map(Json::tree).toList();
    }

    private String failure(String... terms) {
        List<String> all = new ArrayList<>(List.of("programme", "add", "--network", "net-one"));
        all.addAll(List.of(terms));
        all.addAll(List.of("--config", config.toString()));
        StringWriter err = new StringWriter();
        CommandLine line = Aisle.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute(all.toArray(String[]::new))).isEqualTo(1);
        return err.toString();
    }

    private record Reply(int status, JsonNode json, Map<String, List<String>> headers) {}

    private Reply get(String path) {
        return send(HttpRequest.newBuilder(serving.address().resolve(path)).header("x-api-key", key));
    }

    private Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(serving.address().resolve(path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    Json.tree(response.body()),
                    response.headers().map());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(BooleanSupplier met) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
