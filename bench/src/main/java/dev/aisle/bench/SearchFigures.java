package dev.aisle.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// `bench search`: searches a generated catalog over HTTP, as fast as answers come, with a Zipf query log.
final class SearchFigures {

    private SearchFigures() {}

    /// `[--listings 200000] [--connections 8] [--seconds 20] [--filtered 0.5]`
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        int connections = options.find("connections").map(Integer::parseInt).orElse(8);
        Duration length =
                Duration.ofSeconds(options.find("seconds").map(Long::parseLong).orElse(20L));
        double filtered = options.find("filtered").map(Double::parseDouble).orElse(0.5);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Installation installation = Installation.open()) {
            FeedLoading loading = new FeedLoading(
                    installation,
                    ImportFigures.street(options, installation.data().resolve("feeds")));
            loading.store();
            loading.awaitSearchable(ImportFigures.seed(options));
            QueryLog log = new QueryLog(FeedGenerator.queryWords());
            for (SearchLoad.Door door : SearchLoad.Door.values()) {
                SearchLoad load = new SearchLoad(installation.server().base(), door, log, filtered);
                load.closedLoop(connections, length.dividedBy(2), 1);
                SearchLoad.Run run = load.closedLoop(connections, length, 2);
                figures.put(door + "_per_second", Math.round(run.perSecond()));
                figures.put(
                        door + "_p50_ms", ImportFigures.rounded(run.durations().millis(0.5)));
                figures.put(
                        door + "_p99_ms", ImportFigures.rounded(run.durations().millis(0.99)));
                figures.put(door + "_failed", run.failed());
            }
            figures.put(
                    "server_memory_mb",
                    Memory.bytes(installation.data(), installation.server().pid()) >> 20);
            figures.put(
                    "how",
                    "load generator on the same cores, %d connections, closed loop, %d s after a warm-up of half that; %d%% of queries filtered"
                            .formatted(connections, length.toSeconds(), Math.round(filtered * 100)));
        }
        ImportFigures.print(options, figures, out);
    }
}
