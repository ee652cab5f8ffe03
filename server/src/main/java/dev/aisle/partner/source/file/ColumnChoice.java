package dev.aisle.partner.source.file;

import dev.aisle.partner.credentials.Secret;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a merchant confirmed of the columns of their file; it is kept with the connection.
///
/// @param names the column's name in the file, by its field; empty for a field that no column is taken for
public record ColumnChoice(Map<Column, String> names) {

    /// Nobody chose: names are understood as the specifications have them.
    public static final ColumnChoice NONE = new ColumnChoice(Map.of());

    private static final String PREFIX = "column.";

    public ColumnChoice {
        names = Map.copyOf(names);
    }

    static ColumnChoice of(Secret secret) {
        Map<Column, String> chosen = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            secret.find(PREFIX + column.word()).ifPresent(it -> chosen.put(column, it));
        }
        return new ColumnChoice(chosen);
    }

    /// A secret with this choice in it.
    public Secret into(Secret secret) {
        Secret all = secret;
        for (Map.Entry<Column, String> each : names.entrySet()) {
            all = all.with(PREFIX + each.getKey().word(), each.getValue());
        }
        return all;
    }

    /// What a column of that name is taken for.
    Optional<Column> of(String name) {
        for (Map.Entry<Column, String> each : names.entrySet()) {
            if (!each.getValue().isEmpty() && each.getValue().equals(name)) {
                return Optional.of(each.getKey());
            }
        }
        return Column.named(name).filter(it -> it.repeats() || !names.containsKey(it));
    }
}
