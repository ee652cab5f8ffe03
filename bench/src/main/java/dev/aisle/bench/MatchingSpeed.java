package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `bench matching`: what the matching of stored listings costs by itself, before any server and index: the
/// whole run from the log of listings to the product graph.
final class MatchingSpeed {

    private static final String LISTINGS = "40000";

    private MatchingSpeed() {}

    /// `[--listings 40000] [--merchants 20] [--seed 1] [--json]`.
    static void run(Options options, PrintStream out) throws IOException {
        Path data = Files.createTempDirectory("aisle-matching");
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        Options sized = options.has("listings") ? options : options.with("listings", LISTINGS);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Wiring wiring = new Wiring(settings, InstantSource.system())) {
            FeedGenerator.Street street = ImportFigures.street(sized, data.resolve("feeds"));
            for (FeedGenerator.Feed feed : street.feeds()) {
                Merchant merchant = wiring.merchants()
                        .findOrAdd(new Domain(feed.domain(), "https"), Optional.empty())
                        .merchant();
                wiring.feedImport().run(Files.newInputStream(feed.file()), merchant, stored -> {}, bad -> {});
            }
            double database = CpuTime.databaseSeconds(data);
            long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            long listings = wiring.matchingRun().drain();
            double seconds = (System.nanoTime() - start) / 1e9;
            double ownSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own) / 1e9;
            figures.put("listings", listings);
            figures.put("seconds", Math.round(seconds * 100) / 100.0);
            figures.put("listings_per_second", Math.round(listings / seconds));
            figures.put("own_cpu_micros_a_listing", Math.round(ownSeconds * 1e6 / listings));
            figures.put(
                    "database_cpu_micros_a_listing",
                    Math.round((CpuTime.databaseSeconds(data) - database) * 1e6 / listings));
            figures.put("products_made", wiring.products().counts().products());
            figures.put("products_true", street.products());
            figures.put(
                    "how",
                    "generated feeds stored first, then the matching run alone, one thread and its PostgreSQL, from a"
                            + " cold JVM; CPU of the thread and of the database's processes");
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (options.has("json")) {
            out.println(Json.write(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-32s %s%n", name, value));
        }
    }
}
