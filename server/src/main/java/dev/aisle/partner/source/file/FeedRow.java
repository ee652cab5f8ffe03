package dev.aisle.partner.source.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One item of a feed in the feed's words, by column.
final class FeedRow {

    private static final int MOST_REPEATS = 60;

    private final Map<Column, String> words = new EnumMap<>(Column.class);
    private @Nullable List<Repeat> repeats;

    private record Repeat(Column column, String words) {}

    /// Keeps what a column says; the first that is not blank counts, unless the column may repeat.
    void say(Column column, String said) {
        if (said.isBlank()) {
            return;
        }
        boolean first = words.putIfAbsent(column, said) == null;
        if (!first && column.repeats()) {
            if (repeats == null) {
                repeats = new ArrayList<>();
            }
            if (repeats.size() < MOST_REPEATS) {
                repeats.add(new Repeat(column, said));
            }
        }
    }

    boolean says(Column column) {
        return words.containsKey(column);
    }

    Optional<String> find(Column column) {
        return Optional.ofNullable(words.get(column));
    }

    /// Everything a column says, in the order of the feed.
    List<String> all(Column column) {
        String first = words.get(column);
        if (first == null) {
            return List.of();
        }
        if (repeats == null) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        repeats.stream().filter(it -> it.column == column).forEach(it -> all.add(it.words));
        return all;
    }
}
