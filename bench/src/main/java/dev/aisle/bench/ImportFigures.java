package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.partner.FeedImport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `bench import`, `bench search` and `bench freshness`: figures on a generated street of merchants, each taken on a
/// server of its own with everything on this machine.
final class ImportFigures {

    private static final long IDLE_MILLIS = 20_000;
    private static final int WARM_LISTINGS = 40_000;
    private static final int WARM_MERCHANTS = 4;
    private static final int FIRST_WARM_THING = 1_000_000;

    private ImportFigures() {}

    /// `[--listings 200000] [--merchants 20] [--seed 1] [--warm 40000]`: from the first byte parsed to searchable over
    /// HTTP, after so many listings of other merchants came the same way; `--warm 0` is a server that just started.
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Installation installation = Installation.open()) {
            Thread.sleep(IDLE_MILLIS);
            long idle = Memory.bytes(installation.data(), installation.server().pid());
            FeedGenerator.Street street = street(options, installation.data().resolve("feeds"));
            FeedLoading loading = new FeedLoading(installation, street);
            int warm = options.count("warm", WARM_LISTINGS);
            long self = ProcessHandle.current().pid();
            try (Memory memory =
                    Memory.watch(installation.data(), installation.server().pid(), self)) {
                long server = installation.server().pid();
                long made = warmUp(installation, options, warm);
                double serverCpu = CpuTime.seconds(server);
                double importerCpu = CpuTime.seconds(self) - serverCpu;
                double databaseCpu = CpuTime.databaseSeconds(installation.data());
                long start = System.nanoTime();
                List<FeedImport.Result> results = loading.store();
                double stored = (System.nanoTime() - start) / 1e9;
                loading.awaitSearchable(seed(options));
                double searchable = (System.nanoTime() - start) / 1e9;
                figures.put(
                        "cpu_seconds_importer", rounded(CpuTime.seconds(self) - CpuTime.seconds(server) - importerCpu));
                figures.put("cpu_seconds_server", rounded(CpuTime.seconds(server) - serverCpu));
                figures.put(
                        "cpu_seconds_database", rounded(CpuTime.databaseSeconds(installation.data()) - databaseCpu));
                int count = loading.countSearchable();
                int rows = street.feeds().stream()
                        .mapToInt(FeedGenerator.Feed::rows)
                        .sum();
                int good = street.feeds().stream()
                        .mapToInt(FeedGenerator.Feed::goodRows)
                        .sum();
                figures.put("warm_rows", warm);
                figures.put("rows", rows);
                figures.put("merchants", street.feeds().size());
                figures.put("good_rows", good);
                figures.put("searchable", count);
                figures.put(
                        "set_aside",
                        results.stream().mapToLong(FeedImport.Result::setAside).sum());
                figures.put(
                        "bad_rows",
                        results.stream().mapToLong(FeedImport.Result::badRows).sum());
                figures.put("seconds_to_stored", rounded(stored));
                figures.put("seconds_to_searchable", rounded(searchable));
                figures.put("listings_per_second", Math.round(rows / searchable));
                figures.put(
                        "products_made",
                        installation.wiring().products().counts().products() - made);
                figures.put("products_true", street.products());
                figures.put("peak_memory_mb", memory.peakBytes() >> 20);
                figures.put("peak_server_mb", memory.peakOf(0) >> 20);
                figures.put("peak_importer_mb", memory.peakOf(1) >> 20);
                figures.put("peak_database_mb", memory.peakOfDatabase() >> 20);
                figures.put("idle_memory_mb", idle >> 20);
            }
            figures.put(
                    "how",
                    "generated TSV feeds, one import after the other beside a running server, which has taken in"
                            + " warm_rows of other merchants before; matching on; the clock stops when a sample of rows with the last ones of every feed is found by URL over HTTP;"
                            + " memory is PSS of importer, server and PostgreSQL; idle is server and PostgreSQL"
                            + " before the import");
        }
        print(options, figures, out);
    }

    /// Gives the number of products that came of it.
    private static long warmUp(Installation installation, Options options, int listings)
            throws IOException, InterruptedException {
        if (listings == 0) {
            return 0;
        }
        FeedGenerator.Street street = new FeedGenerator(seed(options) + 1, "warm", FIRST_WARM_THING)
                .write(Files.createDirectories(installation.data().resolve("warm")), listings, WARM_MERCHANTS);
        FeedLoading loading = new FeedLoading(installation, street);
        loading.store();
        loading.awaitSearchable(seed(options));
        return installation.wiring().products().counts().products();
    }

    static FeedGenerator.Street street(Options options, Path folder) throws IOException {
        int listings = options.count("listings", 200_000);
        int merchants = options.count("merchants", 20);
        Files.createDirectories(folder);
        return new FeedGenerator(seed(options)).write(folder, listings, merchants);
    }

    static long seed(Options options) {
        return options.count("seed", 1L);
    }

    static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    static void print(Options options, Map<String, Object> figures, PrintStream out) {
        if (options.has("json")) {
            out.println(Json.write(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-28s %s%n", name, value));
        }
    }
}
