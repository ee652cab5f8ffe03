package dev.aisle.bench;

import dev.aisle.bench.Questions.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `bench search`: questions to a generated catalog over HTTP, as fast as the answers come; where asked for, in turns
/// with OpenSearch on the same documents.
final class SearchFigures {

    private static final Map<String, String> NO_CACHE = Map.of("AISLE_ANSWER_CACHE_MB", "0");
    private static final String PRODUCTS_FOUND = "\"products\":[{";
    private static final String HITS_FOUND = "\"hits\":[{";
    private static final Pattern FOUND_KEPT = Pattern.compile("kept answers found=([0-9]+) absent=([0-9]+)");

    private final int connections;
    private final Duration length;
    private final Duration warmUp;
    private final int rounds;
    private final double filtered;
    private final boolean onlyCached;
    private final GenerateFigures.Generated generated;
    private final List<String> queries;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private SearchFigures(Options options, GenerateFigures.Generated generated) {
        this.connections = options.count("connections", 8);
        this.length = Duration.ofSeconds(options.count("seconds", 10L));
        this.warmUp = Duration.ofSeconds(options.count("warm-up", 2 * length.toSeconds()));
        this.rounds = options.count("rounds", 2);
        this.filtered = options.number("filtered", 0.5);
        this.onlyCached = options.has("only-cached");
        this.generated = generated;
        this.queries = generated.catalog().queries();
    }

    /// One thing that is measured in turns with the others.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String name, long pid, int connections, Load load, List<Load.Run> runs, double[] cpu) {}

    /// `[--data DIR] [--products 50000] [--connections 8] [--seconds 10] [--warm-up 20] [--rounds 2] [--filtered 0.5]
    /// [--only-cached] [--opensearch]`
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        Path data = options.find("data").map(Path::of).orElse(Path.of("target", "bench-search"));
        Files.createDirectories(data);
        GenerateFigures.Generated generated = GenerateFigures.make(
                options.find("products").isPresent() ? options : options.with("products", "50000"), data);
        SearchFigures search = new SearchFigures(options, generated);
        GenerateFigures.put(search.figures, generated);
        if (options.has("opensearch")) {
            try (OpenSearch other = search.openSearch()) {
                search.measure(Optional.of(other));
            }
        } else {
            search.measure(Optional.empty());
        }
        ImportFigures.print(options, search.figures, out);
    }

    private void measure(Optional<OpenSearch> other) throws IOException {
        for (boolean cached : onlyCached ? List.of(true) : List.of(false, true)) {
            measure(other, cached);
        }
        figures.put(
                "how",
                "load generator on the same cores, %d connections, closed loop; with caches, each of the %d different searches once of each server to begin with; after %d s of warm-up for each row %d rounds of %d s in turns; %d%% of searches filtered to half of the catalog, %d queries by Zipf; CPU of the server process and its children"
                        .formatted(
                                connections,
                                2 * queries.stream().distinct().count(),
                                warmUp.toSeconds(),
                                rounds,
                                length.toSeconds(),
                                Math.round(filtered * 100),
                                queries.size()));
    }

    private void measure(Optional<OpenSearch> other, boolean cached) throws IOException {
        String caches = cached ? "with_cache" : "without_cache";
        List<Row> rows = new ArrayList<>();
        long asked = 0;
        long before = Files.exists(log()) ? Files.size(log()) : 0;
        try (ServerProcess server = server(cached ? Map.of() : NO_CACHE)) {
            URI base = server.base();
            for (Door door : Door.values()) {
                rows.add(row(
                        "search_" + door + "_" + caches,
                        server.pid(),
                        base,
                        Questions.searches(base, door, queries, filtered, ""),
                        PRODUCTS_FOUND));
            }
            other.ifPresent(it -> rows.add(row(
                    "opensearch_" + caches, it.pid(), it.base(), it.searches(queries, filtered, cached), HITS_FOUND)));
            if (!cached) {
                for (Door door : Door.values()) {
                    rows.add(row(
                            "lookup_" + door,
                            server.pid(),
                            base,
                            Questions.lookups(base, door, generated.products(), ""),
                            PRODUCTS_FOUND));
                }
            }
            if (cached) {
                asked = askedOnce("search", base, Questions.allSearches(base, Door.REST, queries, ""), PRODUCTS_FOUND);
                if (other.isPresent()) {
                    askedOnce("opensearch", other.get().base(), other.get().allSearches(queries), HITS_FOUND);
                }
            }
            Optional<OpenSearch.Kept> kept = kept(other);
            inTurns(rows);
            kept(other)
                    .ifPresent(after -> kept.filter(ignored -> cached)
                            .ifPresent(it -> figures.put(
                                    "found_kept_opensearch",
                                    share(after.found() - it.found(), after.absent() - it.absent()))));
            figures.put("pss_mb_" + caches, Memory.bytes(generated.data(), server.pid()) >> 20);
            other.ifPresent(it -> figures.put("pss_mb_opensearch_" + caches, Memory.of(it.pid()) >> 20));
        }
        if (cached) {
            long fill = asked;
            foundKept(before)
                    .ifPresent(it -> figures.put("found_kept", share(it.found(), Math.max(0, it.absent() - fill))));
        }
    }

    /// Each search once, so that what comes afterwards is asked again; gives how many.
    private long askedOnce(String name, URI base, List<byte[]> all, String proof) {
        Load.Run run = new Load(base, ignored -> all.getFirst(), proof).eachOnce(connections, all);
        figures.put(
                name + "_asked_once",
                "%d searches in %.1f s, %d without a hit".formatted(all.size(), run.seconds(), run.failed()));
        return all.size();
    }

    private static Optional<OpenSearch.Kept> kept(Optional<OpenSearch> other) throws IOException {
        return other.isPresent() ? Optional.of(other.get().kept()) : Optional.empty();
    }

    /// What the last server wrote at its end; nothing where it says no such thing.
    ///
    /// @param from where it began to write
    private Optional<OpenSearch.Kept> foundKept(long from) throws IOException {
        byte[] all = Files.readAllBytes(log());
        String written = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        Matcher said = FOUND_KEPT.matcher(written);
        return said.find()
                ? Optional.of(new OpenSearch.Kept(Long.parseLong(said.group(1)), Long.parseLong(said.group(2))))
                : Optional.empty();
    }

    private Path log() {
        return generated.data().resolve("server.log");
    }

    private static String share(long found, long absent) {
        return "%.2f%% of %d".formatted(100.0 * found / Math.max(1, found + absent), found + absent);
    }

    private ServerProcess server(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
        settings.putAll(more);
        return ServerProcess.start(generated.data(), settings);
    }

    private OpenSearch openSearch() throws IOException, InterruptedException {
        OpenSearch other = OpenSearch.start(generated.data().resolve("opensearch"));
        long perSecond = other.load(generated.catalog(), generated.products());
        if (perSecond > 0) {
            figures.put("opensearch_loaded_per_second", perSecond);
        }
        other.merge();
        return other;
    }

    private Row row(String name, long pid, URI base, Function<SplittableRandom, byte[]> requests, String proof) {
        return new Row(name, pid, connections, new Load(base, requests, proof), new ArrayList<>(), new double[2]);
    }

    private void inTurns(List<Row> rows) {
        rows.forEach(row -> row.load().closedLoop(connections, warmUp, 1));
        long self = ProcessHandle.current().pid();
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                double server = CpuTime.seconds(row.pid());
                double all = CpuTime.own(self);
                row.runs().add(row.load().closedLoop(connections, length, 2 + round));
                row.cpu()[0] += CpuTime.seconds(row.pid()) - server;
                row.cpu()[1] += CpuTime.own(self) - all;
                System.err.printf(
                        "%s: %.0f a second%n", row.name(), row.runs().getLast().perSecond());
            }
        }
        rows.forEach(row -> figures.put(row.name(), said(row)));
    }

    private static String said(Row row) {
        Durations all = new Durations();
        row.runs().forEach(run -> all.addAll(run.durations()));
        long right = Math.max(1, all.count());
        double seconds = row.runs().stream().mapToDouble(Load.Run::seconds).sum();
        return "%d/s, p50 %.2f ms, p99 %.2f ms, server %.0f us CPU a request, load generator %.0f us, %d bytes, %d refused, %d failed"
                .formatted(
                        Math.round(all.count() / seconds),
                        all.millis(0.5),
                        all.millis(0.99),
                        row.cpu()[0] * 1e6 / right,
                        row.cpu()[1] * 1e6 / right,
                        row.runs().stream().mapToLong(Load.Run::bytes).sum() / right,
                        row.runs().stream().mapToLong(Load.Run::refused).sum(),
                        row.runs().stream().mapToLong(Load.Run::failed).sum());
    }
}
