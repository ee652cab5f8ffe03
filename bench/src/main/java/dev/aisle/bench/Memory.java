package dev.aisle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Memory as the proportional set size (PSS) of processes and all their children, from `/proc/PID/smaps_rollup`.
final class Memory implements AutoCloseable {

    private static final long SAMPLE_MILLIS = 500;

    private final AtomicLong peak = new AtomicLong();
    private final Thread sampler;

    private Memory(Path data, long... pids) {
        this.sampler = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    peak.accumulateAndGet(bytes(data, pids), Math::max);
                    Thread.sleep(SAMPLE_MILLIS);
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Samples until closed: the processes, and the database that serves the data folder.
    static Memory watch(Path data, long... pids) {
        return new Memory(data, pids);
    }

    long peakBytes() {
        return peak.get();
    }

    /// The PSS now of the processes, their children, and the data folder's database.
    static long bytes(Path data, long... pids) {
        long sum = 0;
        for (long pid : pids) {
            sum += tree(pid);
        }
        return sum + postmaster(data).map(Memory::tree).orElse(0L);
    }

    /// The process id of the PostgreSQL that serves the data folder.
    static Optional<Long> postmaster(Path data) {
        Path file = data.resolve("postgres").resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? Optional.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().trim()))
                    : Optional.empty();
        } catch (IOException stopped) {
            return Optional.empty();
        }
    }

    private static long tree(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(process -> pss(process.pid()))
                        .sum())
                .orElse(0L);
    }

    private static long pss(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
            return lines.stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
