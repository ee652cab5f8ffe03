package dev.aisle.edge.mcp;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Locale;

/// In which form a client takes its answer: as JSON wherever it can, as an event stream only where it insists.
enum Accept {
    JSON,
    EVENT_STREAM,
    NEITHER;

    static Accept of(Headers headers) {
        if (!headers.contains(HeaderNames.ACCEPT)) {
            return JSON;
        }
        List<String> ranges = headers.values(HeaderNames.ACCEPT).stream()
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
