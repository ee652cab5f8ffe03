package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Said;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What has been made of one raw listing so far: where each field was taken from, what was left out, and what stands
/// against using it.
final class Draft {

    private static final int LONGEST_QUOTE = 60;

    private final RawListing raw;
    private final Map<Field, Origin> origins = new EnumMap<>(Field.class);
    private final List<String> notes = new ArrayList<>(2);
    private final List<String> problems = new ArrayList<>(2);

    Draft(RawListing raw) {
        this.raw = raw;
    }

    RawListing raw() {
        return raw;
    }

    /// The first thing said on a field that can be read, with its origin kept.
    <T> Optional<T> take(Field field, Function<String, Optional<T>> reader) {
        for (Said said : raw.said(field)) {
            Optional<T> read = reader.apply(said.value());
            if (read.isPresent()) {
                keepOrigin(field, said);
                return read;
            }
        }
        return Optional.empty();
    }

    /// Everything said on a field, each read on its own; the field's origin is that of the first.
    <T> List<T> takeAll(Field field, int limit, Function<String, Optional<T>> reader) {
        List<Said> said = raw.said(field);
        if (said.isEmpty()) {
            return List.of();
        }
        List<T> all = new ArrayList<>(Math.min(limit, said.size()));
        for (int i = 0; i < said.size() && all.size() < limit; i++) {
            Optional<T> read = reader.apply(said.get(i).value());
            if (read.isPresent() && !all.contains(read.get())) {
                all.add(read.get());
                if (all.size() == 1) {
                    keepOrigin(field, said.get(i));
                }
            }
        }
        return all;
    }

    void keepOrigin(Field field, Said said) {
        keepOrigin(field, said.evidence(), said.confidence());
    }

    void keepOrigin(Field field, Origin.Evidence evidence, double confidence) {
        origins.put(field, new Origin(raw.platform(), evidence, confidence, raw.readAt()));
    }

    void note(String note) {
        notes.add(note);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    Map<Field, Origin> origins() {
        return origins;
    }

    List<String> notes() {
        return notes;
    }

    List<String> problems() {
        return problems;
    }

    /// A source's words for a reason: short, on one line.
    static String quoted(String words) {
        String line = CleanText.line(words, LONGEST_QUOTE + 1);
        return '"' + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + '"';
    }
}
