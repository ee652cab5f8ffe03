package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.source.file.FeedFile;
import dev.aisle.supply.normalize.Normalized;
import dev.aisle.supply.normalize.Normalizer;
import dev.aisle.supply.normalize.StoreDefaults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a row of a generated feed costs to read and to normalise, as CPU time of one thread, warm: the best of some
/// rounds.
final class NormalizeFigures {

    private static final int ROWS = 50_000;
    private static final int ROUNDS = 6;
    private static final long SEED = 7;

    /// Rows a second through the feed reader, and nanoseconds a listing in the normaliser.
    record Figure(int rows, int usable, long feedRowsPerSecond, long normalizeNanos) {}

    private NormalizeFigures() {}

    static void run(Options options, PrintStream out) throws IOException {
        Figure figure = measure();
        out.println(
                options.has("json")
                        ? Json.write(figure)
                        : "rows %d, usable %d, feed reader %d rows/s, normalise %d ns a listing (CPU, one thread)"
                                .formatted(
                                        figure.rows(),
                                        figure.usable(),
                                        figure.feedRowsPerSecond(),
                                        figure.normalizeNanos()));
    }

    private static Figure measure() throws IOException {
        Path folder = Files.createTempDirectory("aisle-normalize");
        Path file = new FeedGenerator(SEED)
                .write(folder, ROWS, 1)
                .feeds()
                .getFirst()
                .file();
        byte[] feed = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(folder);
        Normalizer normalizer = new Normalizer(Taxonomy.shipped());
        Figure best = new Figure(ROWS, 0, 0, Long.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            List<RawListing> listings = new ArrayList<>(ROWS);
            long start = cpuNanos();
            FeedFile.read(
                    new ByteArrayInputStream(feed),
                    new MerchantId("eval"),
                    Instant.EPOCH,
                    listings::addAll,
                    ignored -> {});
            long read = cpuNanos();
            int usable = 0;
            for (RawListing listing : listings) {
                usable += normalizer.normalize(listing, StoreDefaults.UNKNOWN) instanceof Normalized.Good ? 1 : 0;
            }
            long end = cpuNanos();
            best = new Figure(
                    listings.size(),
                    usable,
                    Math.max(best.feedRowsPerSecond(), ROWS * 1_000_000_000L / Math.max(1, read - start)),
                    Math.min(best.normalizeNanos(), (end - read) / Math.max(1, listings.size())));
        }
        return best;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
