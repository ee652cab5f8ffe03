package dev.aisle.partner.source.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which column or element of one file is taken for what: as the merchant chose, else by the names that the
/// specifications give. A field that was chosen is taken from nowhere else, unless a row may say it several times.
class Columns {

    /// Files name few columns; of one that makes names up, no more than that many are remembered.
    private static final int MOST_NAMES = 10_000;

    private final ColumnChoice choice;
    private final Map<String, Optional<Column>> known = new HashMap<>();

    Columns(ColumnChoice choice) {
        this.choice = choice;
    }

    /// What a name stands for; nothing where it is of no use.
    @Nullable
    Column of(String name) {
        Optional<Column> before = known.get(name);
        if (before != null) {
            return before.orElse(null);
        }
        Optional<Column> found = choice.of(name);
        if (known.size() < MOST_NAMES) {
            known.put(name, found);
        }
        return found.orElse(null);
    }

    /// Whether [#saw] wants to be told of every value.
    boolean watches() {
        return false;
    }

    /// A row says that under a name.
    void saw(String name, String words) {}
}
