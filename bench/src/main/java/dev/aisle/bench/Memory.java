package dev.aisle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/// Memory as the proportional set size (PSS) of processes and all their children, from `/proc/PID/smaps_rollup`.
final class Memory implements AutoCloseable {

    private static final long SAMPLE_MILLIS = 2_000;

    private final AtomicLongArray peaks;
    private final Thread sampler;

    private Memory(Path data, long... pids) {
        this.peaks = new AtomicLongArray(pids.length + 2);
        this.sampler = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    sample(data, pids);
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

    /// The most that all had together at one time.
    long peakBytes() {
        return peaks.get(0);
    }

    /// The most that the database had.
    long peakOfDatabase() {
        return peaks.get(1);
    }

    /// The most that a process had, in the order in which they were named.
    long peakOf(int process) {
        return peaks.get(process + 2);
    }

    private void sample(Path data, long... pids) {
        long database = postmaster(data).map(Memory::tree).orElse(0L);
        long sum = database;
        raise(1, database);
        for (int i = 0; i < pids.length; i++) {
            long own = pss(pids[i]);
            raise(i + 2, own);
            sum += own;
        }
        raise(0, sum);
    }

    private void raise(int which, long bytes) {
        peaks.accumulateAndGet(which, bytes, Math::max);
    }

    /// The PSS now of the processes, their children, and the data folder's database.
    static long bytes(Path data, long... pids) {
        long sum = 0;
        for (long pid : pids) {
            sum += tree(pid);
        }
        return sum + postmaster(data).map(Memory::tree).orElse(0L);
    }

    /// The PSS now of a process and its children.
    static long of(long pid) {
        return tree(pid);
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
