package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.journeys.outlet.GoogleOutlet;
import dev.aisle.journeys.outlet.Inspection;
import dev.aisle.journeys.outlet.MicrosoftOutlet;
import dev.aisle.journeys.outlet.OpenAiOutlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The feeds of the crawled street, as outlets fetch and inspect them.
@ExtendWith(CrawledStreet.Visit.class)
class FeedJourneyTest {

    private static final Duration LONGEST_WRITING = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private record Fed(String shop, String domain, Map<String, JsonNode> rows) {

        JsonNode row(String platform) {
            return rows.getOrDefault(platform, Talk.JSON.missingNode());
        }

        /// Empty where no item of the shop can be sent.
        String url(String platform) {
            return row(platform).path("feed_url").asString("");
        }
    }

    private static final List<Fed> STREET = new ArrayList<>();

    @BeforeAll
    static void openFeeds(CrawledStreet street) throws IOException, InterruptedException {
        var installation = new Installation(CrawledStreet.HOME, street.work());
        String data = street.work().resolve("data").toString();
        var created = Talk.JSON.readTree(
                installation.command("partner", "create", "--data", data, "--name", "Feeds", "--json"));
        var partner = new PartnerCaller(
                street.talk(), street.server().base(), created.path("key").asString(""));
        var ids = new LinkedHashMap<String, String>();
        for (var shop : street.street().shops().entrySet()) {
            String domain = shop.getValue().getAuthority();
            ids.put(
                    shop.getKey(),
                    partner.createMerchant(domain, shop.getKey())
                            .body()
                            .path("customer_id")
                            .asString(""));
            for (String to : List.of("google", "microsoft")) {
                installation.command("feed", "open", "--data", data, "--merchant", domain, "--to", to);
            }
        }
        long begun = System.nanoTime();
        while (STREET.size() < ids.size() && System.nanoTime() - begun < LONGEST_WRITING.toNanos()) {
            Thread.sleep(Duration.ofMillis(500));
            STREET.clear();
            for (var shop : street.street().shops().entrySet()) {
                var fed = fed(shop.getKey(), shop.getValue(), partner, ids.getOrDefault(shop.getKey(), ""));
                if (List.of("openai", "google", "microsoft").stream().allMatch(to -> isWritten(fed.row(to)))) {
                    STREET.add(fed);
                }
            }
        }
        assertThat(STREET).as("shops whose feeds are all written").hasSize(ids.size());
    }

    @Test
    void theOutletsFindNoMistake() throws Exception {
        var mistakes = new LinkedHashMap<String, List<String>>();
        int rows = 0;
        for (Fed fed : STREET) {
            for (var inspected : inspections(fed).entrySet()) {
                rows += inspected.getValue().rows();
                if (!inspected.getValue().errors().isEmpty()) {
                    mistakes.put(
                            fed.shop() + " " + inspected.getKey(),
                            inspected.getValue().errors());
                }
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(rows).isGreaterThan(200);
    }

    @Test
    void listConnectionsCountsWhatTheFileHolds() throws Exception {
        for (Fed fed : STREET) {
            for (var inspected : inspections(fed).entrySet()) {
                var row = fed.row(inspected.getKey().split(" ", -1)[0]);

                assertThat(inspected.getValue().rows())
                        .as(fed.shop() + " " + inspected.getKey())
                        .isEqualTo(row.path("sync").path("items_synced").asInt(-1));
                assertThat(row.path("status").asString("")).isEqualTo("active");
                assertThat(row.path("sync").path("state").asString("")).isEqualTo("action_required");
            }
        }
    }

    @Test
    void whoFetchedAFileIsToldThatItIsTheSame() throws Exception {
        String url = STREET.stream()
                .map(it -> it.url("openai"))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElseThrow();
        var first = HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        var second = HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header(
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElse(""))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(304);
    }

    private static Map<String, Inspection> inspections(Fed fed) throws Exception {
        var inspections = new LinkedHashMap<String, Inspection>();
        if (!fed.url("openai").isEmpty()) {
            inspections.put("openai", OpenAiOutlet.inspect(file(fed.url("openai")), fed.domain()));
        }
        if (!fed.url("google").isEmpty()) {
            inspections.put("google", GoogleOutlet.inspectXml(file(fed.url("google")), fed.domain()));
            String tsv = fed.url("google").replace("google.xml", "google.tsv");
            inspections.put("google tsv", GoogleOutlet.inspectTsv(file(tsv), fed.domain()));
        }
        if (!fed.url("microsoft").isEmpty()) {
            inspections.put("microsoft", MicrosoftOutlet.inspect(file(fed.url("microsoft")), fed.domain()));
        }
        return inspections;
    }

    private static Fed fed(String shop, URI origin, PartnerCaller partner, String customer) {
        var rows = new LinkedHashMap<String, JsonNode>();
        partner.connections(customer)
                .body()
                .path("destinations")
                .forEach(row -> rows.put(row.path("platform").asString(""), row));
        return new Fed(shop, origin.getAuthority(), rows);
    }

    private static boolean isWritten(JsonNode row) {
        return !row.path("feed_url").asString("").isEmpty()
                || row.path("sync").path("items_failed").asInt(0) > 0;
    }

    private static byte[] file(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }
}
