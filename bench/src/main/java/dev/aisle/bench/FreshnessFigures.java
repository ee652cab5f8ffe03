package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.bench.Questions.Door;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// `bench freshness`: how long after a price change comes in until an agent is told the new price, while others
/// search.
final class FreshnessFigures {

    private static final int PRICE_COLUMN = 5;
    private static final int SALE_PRICE_COLUMN = 6;
    private static final int LINK_COLUMN = 3;
    private static final long LONGEST_WAIT_NANOS = 30_000_000_000L;
    private static final long POLL_MILLIS = 2;

    private FreshnessFigures() {}

    /// `[--listings 200000] [--changes 200] [--rate 200]`
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        int changes = options.count("changes", 200);
        double rate = options.number("rate", 200.0);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Installation installation = Installation.open()) {
            FeedGenerator.Street street =
                    ImportFigures.street(options, installation.data().resolve("feeds"));
            FeedLoading loading = new FeedLoading(installation, street);
            loading.store();
            loading.awaitSearchable(ImportFigures.seed(options));
            URI base = installation.server().base();
            Load load = new Load(
                    base, Questions.searches(base, Door.MCP, FeedGenerator.queryWords(), 0.5, ""), "\"products\":[");
            Duration length = Duration.ofMillis(changes * 150L + 3_000);
            CompletableFuture<Load.Run> searches = CompletableFuture.supplyAsync(() -> load.atRate(8, rate, length, 3));
            Thread.sleep(1_000);
            Durations durations = change(installation, street, changes, new Random(ImportFigures.seed(options)));
            Load.Run run = searches.join();
            figures.put("changes", durations.count());
            figures.put("p50_ms", ImportFigures.rounded(durations.millis(0.5)));
            figures.put("p99_ms", ImportFigures.rounded(durations.millis(0.99)));
            figures.put("max_ms", ImportFigures.rounded(durations.millis(1)));
            figures.put("searches_per_second", Math.round(run.perSecond()));
            figures.put("search_p99_ms", ImportFigures.rounded(run.durations().millis(0.99)));
            figures.put("searches_failed", run.failed());
            figures.put(
                    "how",
                    "a feed row with a new price is imported beside the server; the clock starts before its parsing and"
                            + " stops when a lookup of its URL over HTTP says the new price");
        }
        ImportFigures.print(options, figures, out);
    }

    private static Durations change(Installation installation, FeedGenerator.Street street, int changes, Random random)
            throws IOException, InterruptedException {
        Durations durations = new Durations();
        try (HttpTalk talk = new HttpTalk(installation.server().base())) {
            for (int i = 0; i < changes; i++) {
                FeedGenerator.Feed feed =
                        street.feeds().get(random.nextInt(street.feeds().size()));
                List<String> lines = Files.readAllLines(feed.file());
                String[] row = goodRow(lines, feed, random);
                long price = 1_000_000L + i;
                row[PRICE_COLUMN] = "%d.%02d USD".formatted(price / 100, price % 100);
                row[SALE_PRICE_COLUMN] = "";
                String file = lines.getFirst() + "\n" + String.join("\t", row) + "\n";
                Merchant merchant = installation
                        .wiring()
                        .merchants()
                        .findOrAdd(new Domain(feed.domain(), "https"), Optional.empty())
                        .merchant();
                long start = System.nanoTime();
                installation
                        .wiring()
                        .feedImport()
                        .run(
                                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                                merchant,
                                stored -> {},
                                bad -> {});
                awaitPrice(talk, row[LINK_COLUMN], price, start);
                durations.add(System.nanoTime() - start);
            }
        }
        return durations;
    }

    private static String[] goodRow(List<String> lines, FeedGenerator.Feed feed, Random random) {
        while (true) {
            String[] row = lines.get(1 + random.nextInt(lines.size() - 1)).split("\t", -1);
            if (feed.links().contains(row[LINK_COLUMN])) {
                return row;
            }
        }
    }

    private static void awaitPrice(HttpTalk talk, String link, long price, long start)
            throws IOException, InterruptedException {
        String question = Json.write(Map.of("urls", List.of(link), "filters", Map.of("available", false)));
        while (true) {
            JsonNode answer = Json.tree(talk.post("/catalog/lookup", question).body());
            for (JsonNode variant : answer.path("products").path(0).path("variants")) {
                if (variant.path("price").path("amount").asLong() == price) {
                    return;
                }
            }
            if (System.nanoTime() - start > LONGEST_WAIT_NANOS) {
                throw new IllegalStateException("the new price of " + link + " never came");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
