package dev.aisle.edge.mcp;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// In which form a client takes its answer: as JSON wherever it can, as an event stream only where it insists.
enum Accept {
    JSON,
    EVENT_STREAM,
    NEITHER;

    /// What nearly all clients send.
    private static final Set<String> PLAIN = Set.of(
            "application/json", "*/*", "application/json, text/event-stream", "text/event-stream, application/json");

    static Accept of(Headers headers) {
        if (!headers.contains(HeaderNames.ACCEPT)) {
            return JSON;
        }
        List<String> lines = headers.values(HeaderNames.ACCEPT);
        if (lines.size() == 1 && PLAIN.contains(lines.getFirst())) {
            return JSON;
        }
        List<String> ranges = lines.stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(range -> range.replace(" ", "").toLowerCase(Locale.ROOT))
                .filter(range -> !range.isEmpty() && !range.matches(".*;q=0(\\.0*)?(;.*)?"))
                .map(range -> range.indexOf(';') < 0 ? range : range.substring(0, range.indexOf(';')))
                .toList();
        if (ranges.isEmpty()
                || ranges.contains("application/json")
                || ranges.contains("*/*")
                || ranges.contains("application/*")) {
            return JSON;
        }
        return ranges.contains("text/event-stream") || ranges.contains("text/*") ? EVENT_STREAM : NEITHER;
    }
}
