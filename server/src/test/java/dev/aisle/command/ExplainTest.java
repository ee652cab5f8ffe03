package dev.aisle.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Why something is at its place in a search, or in none, asked of a running server and on the command line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String HEAD = "id\ttitle\tlink\tprice\tavailability\tbrand\tgtin\timage_link\n";

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private String database;
    private Path config;
    private Path data;
    private Serving serving;
    private String key;

    @BeforeAll
    void serve() throws IOException {
        data = folder.resolve("data");
        database = TestDatabase.freshUrl();
        config = Files.writeString(
                folder.resolve("aisle.properties"), "aisle.database.url=" + database + "\naisle.live.lookup=off\n");
        serving = Serving.start(
                Settings.read(Optional.of(config), Map.of("AISLE_DATA", data.toString(), "AISLE_PORT", "0")));
        key = Json.tree(run("vendor", "create", "--name", "Agent", "--json"))
                .path("key")
                .asString("");
    }

    @AfterAll
    void stop() {
        serving.close();
        http.close();
    }

    /// A reader of a log sees nothing that began after an open transaction: matching stops behind the first, and the
    /// index behind the second, which opens when the listing is stored and not matched.
    @Test
    void whatIsNotMatchedAndThenNotIndexedYetIsSaidToBeSo() throws Exception {
        String page = "https://stools.example/p/1";
        Held matching = new Held(database);
        have("stools.example", "1\tAlder Stool\t" + page + "\t49.00 USD\tin stock\tAlder\t\t\n");
        List<String> unmatched = reasons(Map.of("url", page));
        String unmatchedThere = run("explain", page);
        Held index = new Held(database);
        matching.end();
        await(() -> reasons(Map.of("url", page)).stream().noneMatch(it -> it.contains("not matched")));
        List<String> unindexed = reasons(Map.of("url", page));
        List<String> unfound = reasons(Map.of("url", page, "query", "stool"));
        String unindexedThere = run("explain", page);
        index.end();

        assertThat(unmatched).singleElement().asString().contains("is not matched to a product yet");
        assertThat(unmatchedThere).contains("Alder Stool", "is not matched to a product yet");
        assertThat(unindexed).singleElement().asString().contains("not indexed yet");
        assertThat(unfound).singleElement().asString().contains("not indexed yet");
        assertThat(unindexedThere).contains("with 1 offer", "not indexed yet");
        await(() -> reasons(Map.of("url", page, "query", "stool"))
                .equals(List.of("It is number 1 of what the search finds.")));

        assertThat(run("explain", page)).doesNotContain("not indexed yet");
        assertThat(run("explain", page, "--query", "stool", "--key", key))
                .contains("It is number 1 of what the search finds.");
    }

    @Test
    void whatWasMergedNamesTheProductThatHasItsOffers() throws Exception {
        String one = "https://lamps.example/p/1";
        String other = "https://lights.example/p/1";
        for (String page : List.of(one, other)) {
            have(
                    page.split("/", -1)[2],
                    "1\tCove Reading Lamp Brass\t" + page + "\t59.00 USD\tin stock\tCove\t4006381333948\t\n");
        }
        await(() -> product(one).equals(product(other)) && !product(one).isEmpty());
        run("ruling", "apart", one, other, "--reason", "another shade");
        await(() -> !product(one).equals(product(other))
                && !product(one).isEmpty()
                && !product(other).isEmpty());
        List<String> apart = List.of(product(one), product(other));
        run("ruling", "withdraw", one, other);
        await(() -> product(one).equals(product(other)));

        String kept = product(one);
        String merged =
                apart.stream().filter(it -> !it.equals(kept)).findFirst().orElseThrow();
        JsonNode answer = explain(Map.of("product_id", merged, "query", "reading lamp"));

        assertThat(answer.path("product_id").asString("")).isEqualTo(kept);
        assertThat(answer.path("reasons").path(0).asString(""))
                .isEqualTo("It was merged into " + kept + ", which has its offers.");
        assertThat(answer.path("reasons").path(1).asString("")).isEqualTo("It is number 1 of what the search finds.");
        assertThat(run("explain", merged)).contains("It was merged into " + kept + ", which has its offers.");
    }

    @Test
    void whatIsOutOfStockOrFilteredSaysSoOnTheCommandLineToo() throws Exception {
        String page = "https://rugs.example/p/1";
        have("rugs.example", "1\tFjord Wool Rug\t" + page + "\t159.00 USD\tout of stock\tFjord\t\t\n");
        await(() -> reasons(Map.of("url", page, "query", "rug")).stream().anyMatch(it -> it.contains("out of stock")));

        assertThat(run("explain", page)).contains("It is out of stock: no offer of it can be ordered now.");
        assertThat(run(
                        "explain",
                        page,
                        "--query",
                        "rug",
                        "--filters",
                        "{\"price\":{\"max_price\":5},\"brand_ids\":[\"Fjrod\"]}",
                        "--key",
                        key))
                .contains(
                        "It is out of stock",
                        "passes price",
                        "passes brand_ids",
                        "Unknown brand 'Fjrod'. Nearest: Fjord");
        assertThat(run("explain", page, "--query", "rug", "--country", "DE", "--key", key))
                .contains("No offer of it is priced in EUR");
        assertThat(run("explain", page, "--query", "rug")).contains("--key");
        assertThat(run("explain", page, "--filters", "{price", "--key", key)).contains("--filters must be JSON");
    }

    @Test
    void whatWasNeverCrawledSaysWhy() throws Exception {
        have("vases.example", "1\tVale Vase\thttps://vases.example/p/1\t19.00 USD\tin stock\tVale\t\t\n");

        for (Map.Entry<String, String> why : Map.of(
                        "https://nowhere.example/p", "no merchant has the domain nowhere.example",
                        "https://vases.example/p/2", "no sitemap, page or feed of vases.example has led to it")
                .entrySet()) {
            assertThat(reasons(Map.of("url", why.getKey())))
                    .singleElement()
                    .asString()
                    .contains("never crawled", why.getValue());
            assertThat(run("explain", why.getKey())).contains("never crawled", why.getValue());
        }
    }

    @Test
    void anAddressThatIsNoneIsToldWithItsMend() {
        assertThat(run("explain", "https://vases.example/a vase")).contains("it has a space: write %20");
    }

    /// An open transaction that has written.
    private static final class Held {

        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final Database own;
        private final Thread thread;

        Held(String url) throws InterruptedException {
            own = Database.external(url);
            thread = Thread.ofPlatform()
                    .start(() -> own.db().transact(() -> {
                        own.db().get("select pg_current_xact_id()::text as id", row -> row.text("id"));
                        open.countDown();
                        try {
                            over.await();
                        } catch (InterruptedException stopping) {
                            Thread.currentThread().interrupt();
                        }
                    }));
            open.await();
        }

        void end() throws InterruptedException {
            over.countDown();
            thread.join();
            own.close();
        }
    }

    private void have(String domain, String rows) throws IOException {
        Path feed = Files.writeString(folder.resolve(domain + ".tsv"), HEAD + rows);
        run("import", feed.toString(), "--merchant", domain);
    }

    /// The product that a page is an offer of; empty where there is none.
    private String product(String page) {
        return explain(Map.of("url", page)).path("product_id").asString("");
    }

    private List<String> reasons(Map<String, String> question) {
        return explain(question)
                .path("reasons")
                .valueStream()
                .map(it -> it.asString(""))
                .toList();
    }

    private JsonNode explain(Map<String, String> question) {
        HttpRequest request = HttpRequest.newBuilder(serving.address().resolve("/v1/explain"))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(question)))
                .build();
        try {
            return Json.tree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// What a command prints, of whichever kind.
    private String run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        if (words[0].equals("explain")) {
            arguments.addAll(List.of("--server", serving.address().toString()));
        }
        StringWriter out = new StringWriter();
        Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return out.toString();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
