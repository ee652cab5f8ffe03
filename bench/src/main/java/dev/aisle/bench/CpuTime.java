package dev.aisle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// CPU time of a process and all its children, ended ones too, from `/proc/PID/stat` (proc(5)): a figure
/// that does not depend on what else the machine does.
final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private CpuTime() {}

    /// Seconds since the process started; 0 if it has ended.
    static double seconds(long pid) {
        return ProcessHandle.of(pid)
                        .map(root -> Stream.concat(Stream.of(root), root.descendants())
                                .mapToLong(process -> ticks(process.pid()))
                                .sum())
                        .orElse(0L)
                / TICKS_PER_SECOND;
    }

    /// Seconds of this process alone since it started, without its children.
    static double own(long pid) {
        return ownTicks(pid, USER + 1) / TICKS_PER_SECOND;
    }

    /// Seconds of the PostgreSQL that serves the data folder; 0 if none does.
    static double databaseSeconds(Path data) {
        return Memory.postmaster(data).map(CpuTime::seconds).orElse(0.0);
    }

    private static long ticks(long pid) {
        return ownTicks(pid, CHILDREN_SYSTEM);
    }

    /// @param last the last of the four fields that counts: the first two are its own
    private static long ownTicks(long pid, int last) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int field = USER; field <= last; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (IOException ended) {
            return 0;
        }
    }
}
