package dev.aisle.devshops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who asked a shop for what and when: a crawler's manners can be read from it.
final class RequestLog {

    private static final int KEPT = 200_000;

    private final List<String> lines = new ArrayList<>();

    /// One line: seconds since 1970, method, path with query, user agent.
    synchronized void add(Instant when, String method, String target, String agent) {
        if (lines.size() < KEPT) {
            double seconds = when.getEpochSecond() + when.getNano() / 1e9;
            lines.add(String.format(Locale.ROOT, "%.3f %s %s %s", seconds, method, target, agent));
        }
    }

    synchronized String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    synchronized void clear() {
        lines.clear();
    }
}
