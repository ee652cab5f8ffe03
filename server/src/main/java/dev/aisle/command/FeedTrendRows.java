package dev.aisle.command;

import dev.aisle.partner.feed.FeedTrend;
import dev.aisle.partner.feed.FeedTrend.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A feed's trend in an operator's words.
final class FeedTrendRows {

    private FeedTrendRows() {}

    static void put(Map<String, Object> row, FeedTrend trend) {
        Map<String, Object> since = new LinkedHashMap<>();
        since.put("before", trend.before().map(Object::toString).orElse("never"));
        since.put("week_ago", trend.weekAgo().map(Object::toString).orElse("never"));
        row.put("compared_with", since);
        row.put("items_trend", line(trend.items()));
        row.put("left_out_trend", line(trend.leftOut()));
        List<Map<String, Object>> faults = trend.faults().stream()
                .map(fault -> {
                    Map<String, Object> words = new LinkedHashMap<>();
                    words.put("rule", fault.rule());
                    words.put("field", fault.field());
                    words.put("outcome", fault.outcome().name().toLowerCase(Locale.ROOT));
                    words.putAll(line(fault.times()));
                    return words;
                })
                .toList();
        if (!faults.isEmpty()) {
            row.put("faults", faults);
        }
    }

    private static Map<String, Object> line(Line line) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("now", line.now());
        line.before().ifPresent(it -> words.put("before", it));
        line.weekAgo().ifPresent(it -> words.put("week_ago", it));
        return words;
    }
}
