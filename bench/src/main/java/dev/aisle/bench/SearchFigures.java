package dev.aisle.bench;

import dev.aisle.bench.Questions.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/// `bench search`: questions to a generated catalog over HTTP, as fast as the answers come.
final class SearchFigures {

    private static final String FOUND = "\"products\":[";

    private final int connections;
    private final Duration length;
    private final double filtered;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private SearchFigures(Options options) {
        this.connections = options.find("connections").map(Integer::parseInt).orElse(8);
        this.length =
                Duration.ofSeconds(options.find("seconds").map(Long::parseLong).orElse(10L));
        this.filtered = options.find("filtered").map(Double::parseDouble).orElse(0.5);
    }

    /// `[--data DIR] [--products 50000] [--connections 8] [--seconds 10] [--filtered 0.5]`
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        Path data = options.find("data").map(Path::of).orElse(Path.of("target", "bench-search"));
        Files.createDirectories(data);
        SearchFigures run = new SearchFigures(options);
        GenerateFigures.Generated generated = GenerateFigures.make(
                options.find("products").isPresent() ? options : options.with("products", "50000"), data);
        GenerateFigures.put(run.figures, generated);
        run.measure(generated);
        ImportFigures.print(options, run.figures, out);
    }

    private void measure(GenerateFigures.Generated generated) throws IOException {
        List<String> queries = generated.catalog().queries();
        Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
        try (ServerProcess server = ServerProcess.start(generated.data(), settings)) {
            URI base = server.base();
            for (Door door : Door.values()) {
                row(
                        "search_" + door,
                        server.pid(),
                        base,
                        Questions.searches(base, door, queries, filtered, ""));
            }
            row(
                    "lookup_REST",
                    server.pid(),
                    base,
                    Questions.lookups(base, Door.REST, generated.products(), ""));
            figures.put("pss_mb", Memory.bytes(generated.data(), server.pid()) >> 20);
        }
        figures.put(
                "how",
                "load generator on the same cores, %d connections, closed loop, %d s after a warm-up of as long; %d%% of searches filtered to half of the catalog"
                        .formatted(connections, length.toSeconds(), Math.round(filtered * 100)));
    }

    private void row(String name, long pid, URI base, Function<SplittableRandom, byte[]> requests) {
        Load load = new Load(base, requests, FOUND);
        load.closedLoop(connections, length, 1);
        double cpu = CpuTime.seconds(pid);
        double own = CpuTime.seconds(ProcessHandle.current().pid());
        Load.Run run = load.closedLoop(connections, length, 2);
        double serverCpu = CpuTime.seconds(pid) - cpu;
        double ownCpu = CpuTime.seconds(ProcessHandle.current().pid()) - own - serverCpu;
        figures.put(
                name,
                "%d/s, p50 %.2f ms, p99 %.2f ms, server %.0f us CPU a request, load generator %.0f us, %d bytes, %d refused, %d failed"
                        .formatted(
                                Math.round(run.perSecond()),
                                run.durations().millis(0.5),
                                run.durations().millis(0.99),
                                serverCpu * 1e6 / run.right(),
                                ownCpu * 1e6 / run.right(),
                                run.bytes() / Math.max(1, run.right()),
                                run.refused(),
                                run.failed()));
        System.err.println(name + " " + figures.get(name));
    }
}
