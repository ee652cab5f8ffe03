package dev.aisle.bench;

import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where a run's time went, as the server's log at DEBUG tells it, and how busy the whole machine was meanwhile
/// (`/proc/stat`, proc(5)): what there was to wait for.
final class SyncPhases {

    private static final double MUCH_REST = 0.2;
    private static final double HARDLY_IDLE = 0.2;
    private static final int IDLE = 4;
    private static final int WAITS_FOR_DISK = 5;

    private final Platform platform;
    private final Path log;
    private final long linesBefore;
    private final long[] cpuBefore;

    private SyncPhases(Platform platform, Path log, long linesBefore, long[] cpuBefore) {
        this.platform = platform;
        this.log = log;
        this.linesBefore = linesBefore;
        this.cpuBefore = cpuBefore;
    }

    /// What a run does from here on.
    static SyncPhases watch(Platform platform, Path data) throws IOException {
        Path log = data.resolve("server.log");
        try (Stream<String> lines = Files.lines(log)) {
            return new SyncPhases(platform, log, lines.count(), cpu());
        }
    }

    private enum Phase {
        FETCH,
        STORE,
        REST
    }

    private record Step(Phase phase, Instant at) {}

    /// Seconds of asking the platform and reading what it says, of storing that, and of resting for its rate; parts a
    /// second in the second half of them, when the JVM is warm; and which of all that was the limit.
    void tell(Map<String, Object> figures) throws IOException {
        double idle = idle();
        List<Step> steps = steps();
        Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
        for (int i = 0; i + 1 < steps.size(); i++) {
            seconds.merge(steps.get(i).phase(), between(steps.get(i), steps.get(i + 1)), Double::sum);
        }
        for (Phase phase : Phase.values()) {
            figures.put(
                    phase.name().toLowerCase(Locale.ROOT) + "_seconds",
                    ImportFigures.rounded(seconds.getOrDefault(phase, 0.0)));
        }
        List<Step> parts =
                steps.stream().filter(it -> it.phase() == Phase.FETCH).toList();
        if (parts.size() > 2) {
            int half = parts.size() / 2;
            figures.put("parts", parts.size());
            figures.put(
                    "parts_per_second_in_the_second_half",
                    ImportFigures.rounded(
                            (parts.size() - half - 1) / Math.max(0.001, between(parts.get(half), parts.getLast()))));
        }
        figures.put("machine_idle_share", ImportFigures.rounded(idle));
        figures.put("limited_by", limit(seconds, idle));
    }

    private static String limit(Map<Phase, Double> seconds, double idle) {
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        double asking = seconds.getOrDefault(Phase.FETCH, 0.0);
        if (seconds.getOrDefault(Phase.REST, 0.0) > MUCH_REST * all) {
            return "the platform's rate";
        }
        if (idle < HARDLY_IDLE) {
            return "the machine's CPU";
        }
        return asking > all / 2 ? "one request waiting for the other" : "storing";
    }

    private static double between(Step one, Step next) {
        return Duration.between(one.at(), next.at()).toMillis() / 1e3;
    }

    private List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        try (Stream<String> lines = Files.lines(log)) {
            for (String line : lines.skip(linesBefore).toList()) {
                for (Phase phase : Phase.values()) {
                    String begins = "phase=" + phase.name().toLowerCase(Locale.ROOT) + " " + platform.slug() + " ";
                    if (line.contains(begins)) {
                        steps.add(new Step(phase, at(line)));
                    }
                }
            }
        }
        return steps;
    }

    private static Instant at(String line) {
        try {
            return Instant.parse(line.substring(0, Math.max(0, line.indexOf(' '))));
        } catch (DateTimeParseException noTime) {
            throw new IllegalStateException("a line of the server's log has no time: " + line, noTime);
        }
    }

    /// The share of its time that the machine had nothing to do since the start.
    private double idle() throws IOException {
        long[] now = cpu();
        return (double) (now[0] - cpuBefore[0]) / Math.max(1, now[1] - cpuBefore[1]);
    }

    /// Ticks without work, and all.
    private static long[] cpu() throws IOException {
        String[] fields =
                Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+", -1);
        long all = 0;
        for (int i = 1; i < fields.length; i++) {
            all += Long.parseLong(fields[i]);
        }
        return new long[] {Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITS_FOR_DISK]), all};
    }
}
