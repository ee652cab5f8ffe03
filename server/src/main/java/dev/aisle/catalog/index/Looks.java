package dev.aisle.catalog.index;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a search asks of how a thing looks and how large it is.
///
/// @param colors for each wanted color those that are near it, see [Palette]: the product must have one of each
/// @param sizes what passes of each measure; all must hold on one offer, and an offer that does not say
///     one does not pass
public record Looks(List<List<String>> colors, Map<Measure, Range> sizes) {

    public static final Looks ANY = new Looks(List.of(), Map.of());

    /// Millimetres or grams, both ends included.
    public record Range(double least, double most) {

        boolean holds(double value) {
            return value >= least && value <= most;
        }
    }

    public Looks {
        List<List<String>> sorted = new ArrayList<>();
        colors.forEach(near -> sorted.add(near.stream().distinct().sorted().toList()));
        colors = List.copyOf(sorted);
        sizes = sizes.isEmpty() ? Map.of() : new EnumMap<>(sizes);
    }

    public boolean isAny() {
        return colors.isEmpty() && sizes.isEmpty();
    }
}
