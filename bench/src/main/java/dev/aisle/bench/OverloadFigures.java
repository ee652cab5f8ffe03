package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.bench.Questions.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// `bench overload`: more questions than can be answered, and one caller who asks without end beside others
/// who do not. Kept answers are off, so that every question costs its whole work.
final class OverloadFigures {

    private static final String FOUND = "\"products\":[{";
    private static final int CALLERS = 10;
    private static final double FILTERED = 0.5;
    private static final int NOISY_CONNECTIONS = 100;
    private static final Duration WARMING = Duration.ofSeconds(3);
    private static final int MOST_WARMING = 20;
    private static final double FASTER = 1.05;

    private final Duration length;
    private final int connections;
    private final double quietShare;
    private final int rounds;

    private OverloadFigures(Options options) {
        this.length = Duration.ofSeconds(options.count("seconds", 10L));
        this.connections = options.count("connections", 400);
        this.quietShare = options.number("quiet", 0.2);
        this.rounds = options.count("rounds", 2);
    }

    /// `[--data DIR] [--products 50000] [--seconds 10] [--connections 400] [--quiet 0.2] [--rounds 2]`;
    /// the exit status is 1 where goodput falls below 90 % of the peak.
    static int run(Options options, PrintStream out) throws IOException {
        Path data = options.find("data").map(Path::of).orElse(Path.of("target", "bench-search"));
        Files.createDirectories(data);
        GenerateFigures.Generated generated = GenerateFigures.make(
                options.find("products").isPresent() ? options : options.with("products", "50000"), data);
        Map<String, Object> figures = new OverloadFigures(options).measure(generated);
        ImportFigures.print(options, figures, out);
        return figures.get("goodput_of_peak") instanceof Double share && share >= 0.9 ? 0 : 1;
    }

    private Map<String, Object> measure(GenerateFigures.Generated generated) throws IOException {
        List<String> queries = generated.catalog().queries();
        Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
        settings.put("AISLE_ANSWER_CACHE_MB", "0");
        Map<String, Object> figures = new LinkedHashMap<>();
        try (ServerProcess server = ServerProcess.start(generated.data(), settings)) {
            List<Function<SplittableRandom, byte[]>> callers = new ArrayList<>();
            for (String key : keys(generated.data())) {
                callers.add(
                        Questions.searches(server.base(), Door.REST, queries, FILTERED, "x-api-key: " + key + "\r\n"));
            }
            Load all = new Load(
                    server.base(),
                    random -> callers.get(random.nextInt(CALLERS)).apply(random),
                    FOUND);
            warm(all);
            double peak = overload(server, all, figures);
            noisy(server, callers, peak, figures);
            figures.put(
                    "alive", all.closedLoop(CALLERS, Duration.ofSeconds(1), 9).right() > 0);
        }
        figures.put(
                "how",
                "REST searches, half filtered, answer cache off, %d keys; after warming until three runs got no faster, in turns, %d times each, the peak (%d connections, a closed loop) and %d connections at 10 times that rate, for %d s; then nine keys at %.0f%% of the peak, alone and beside a tenth that asks at 10 times the peak's rate over %d connections, %d times each in turns of %d s; everything on the same cores, flood and noise each made by one thread of the lowest priority (nice 19)"
                        .formatted(
                                CALLERS,
                                rounds,
                                2 * CALLERS,
                                connections,
                                length.toSeconds(),
                                quietShare * 100,
                                NOISY_CONNECTIONS,
                                rounds,
                                length.toSeconds()));
        return figures;
    }

    /// Until it gets no faster: compiling takes as long as there are cores for it.
    private static void warm(Load all) {
        double best = 0;
        int noFaster = 0;
        for (int round = 0; round < MOST_WARMING && noFaster < 3; round++) {
            double rate = all.closedLoop(2 * CALLERS, WARMING, 100 + round).perSecond();
            noFaster = rate > best * FASTER ? 0 : noFaster + 1;
            best = Math.max(best, rate);
        }
    }

    /// What a run costs in CPU, counted from when this is made.
    private static final class Cost {

        private final long server;
        private final double serverBefore;
        private final double ownBefore;

        Cost(ServerProcess server) {
            this.server = server.pid();
            this.serverBefore = CpuTime.seconds(this.server);
            this.ownBefore = CpuTime.own(ProcessHandle.current().pid());
        }

        String of(Load.Run run) {
            double own = CpuTime.own(ProcessHandle.current().pid()) - ownBefore;
            double all = CpuTime.seconds(server) - serverBefore;
            return "server %.2f CPUs, generator %.2f; %.0f and %.0f us a right answer"
                    .formatted(
                            all / run.seconds(),
                            own / run.seconds(),
                            all * 1e6 / Math.max(1, run.right()),
                            own * 1e6 / Math.max(1, run.right()));
        }
    }

    /// As much as can be answered, and ten times as many questions, in turns, because machines drift. Gives what
    /// could
    /// be answered a second.
    private double overload(ServerProcess server, Load all, Map<String, Object> figures) {
        List<Load.Run> peaks = new ArrayList<>();
        List<Load.Run> floods = new ArrayList<>();
        List<String> peakCosts = new ArrayList<>();
        List<String> floodCosts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Cost atPeak = new Cost(server);
            peaks.add(all.closedLoop(2 * CALLERS, length, 2 + 10 * round));
            peakCosts.add(atPeak.of(peaks.getLast()));
            Cost inFlood = new Cost(server);
            floods.add(all.politely().atRate(connections, 10 * peaks.getLast().perSecond(), length, 3 + 10 * round));
            floodCosts.add(inFlood.of(floods.getLast()));
        }
        double peak = perSecond(peaks);
        figures.put("peaks_per_second", rates(peaks));
        figures.put("peak_cpu", peakCosts);
        figures.put("goodput_per_second", rates(floods));
        figures.put("goodput_of_peak", ImportFigures.rounded(perSecond(floods) / peak));
        figures.put(
                "refused_per_second",
                Math.round(floods.stream()
                                .mapToDouble(it -> it.refused() / it.seconds())
                                .sum()
                        / rounds));
        figures.put("failed", floods.stream().mapToLong(Load.Run::failed).sum());
        figures.put("overload_cpu", floodCosts);
        return peak;
    }

    private static List<Long> rates(List<Load.Run> runs) {
        return runs.stream().map(it -> Math.round(it.perSecond())).toList();
    }

    private static double perSecond(List<Load.Run> runs) {
        return runs.stream().mapToDouble(Load.Run::perSecond).sum() / runs.size();
    }

    /// The others' time alone and beside the noise, in turns, because machines drift.
    private void noisy(
            ServerProcess server,
            List<Function<SplittableRandom, byte[]>> callers,
            double peak,
            Map<String, Object> figures) {
        URI base = server.base();
        Load quiet = new Load(
                base, random -> callers.get(1 + random.nextInt(CALLERS - 1)).apply(random), FOUND);
        Load loud = new Load(base, callers.getFirst(), FOUND).politely();
        Durations alone = new Durations();
        Durations beside = new Durations();
        long othersRefused = 0;
        double[] cpu = new double[2];
        Load.Run noise = loud.atRate(NOISY_CONNECTIONS, 10 * peak, length, 5);
        for (int round = 0; round < rounds; round++) {
            alone.addAll(quiet.atRate(CALLERS - 1, quietShare * peak, length, 40 + round)
                    .durations());
            int seed = 50 + round;
            CompletableFuture<Load.Run> noisy = CompletableFuture.supplyAsync(
                    () -> loud.atRate(NOISY_CONNECTIONS, 10 * peak, length.plusSeconds(2), seed),
                    task -> Thread.ofPlatform().daemon().start(task));
            rest(Duration.ofSeconds(1));
            double server0 = CpuTime.seconds(server.pid());
            double own0 = CpuTime.own(ProcessHandle.current().pid());
            Load.Run run = quiet.atRate(CALLERS - 1, quietShare * peak, length, 60 + round);
            cpu[0] += (CpuTime.seconds(server.pid()) - server0) / run.seconds();
            cpu[1] += (CpuTime.own(ProcessHandle.current().pid()) - own0) / run.seconds();
            beside.addAll(run.durations());
            othersRefused += run.refused() + run.failed();
            noise = noisy.join();
        }
        for (double quantile : List.of(0.5, 0.9, 0.99)) {
            String name = "others_p" + Math.round(quantile * 100) + "_ms_";
            figures.put(name + "alone", ImportFigures.rounded(alone.millis(quantile)));
            figures.put(name + "beside_noise", ImportFigures.rounded(beside.millis(quantile)));
        }
        figures.put("others_p99_moves_by", ImportFigures.rounded(beside.millis(0.99) / alone.millis(0.99) - 1));
        figures.put("others_asked", beside.count());
        figures.put("others_refused", othersRefused);
        figures.put("noisy_answered_per_second", Math.round(noise.perSecond()));
        figures.put("noisy_refused_per_second", Math.round(noise.refused() / noise.seconds()));
        figures.put("server_cpus_beside_noise", ImportFigures.rounded(cpu[0] / rounds));
        figures.put("generator_cpus_beside_noise", ImportFigures.rounded(cpu[1] / rounds));
    }

    private static void rest(Duration length) {
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> keys(Path data) {
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        try (Wiring wiring = new Wiring(settings, InstantSource.system())) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                keys.add(wiring.vendors().create("caller " + i, true).key().value());
            }
            return keys;
        }
    }
}
