package dev.aisle.catalog.index;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a search asks of a thing beyond who sells it and for how much: how it looks, how large it is, what is
/// said of it, and whether it is reduced or gone.
///
/// @param colors for each wanted color those that are near it, see [Palette]: the product must have one of each
/// @param sizes what passes of each measure; all must hold on one offer, and an offer that does not say
///     one does not pass
/// @param attributes values by handle, see [Attributes]: the product must have one of each, in any case of letters
/// @param reduced whether only offers below their list price pass
/// @param gone whether only offers that cannot be ordered pass
public record Traits(
        List<List<String>> colors,
        Map<Measure, Range> sizes,
        Map<String, Set<String>> attributes,
        boolean reduced,
        boolean gone) {

    public static final Traits ANY = new Traits(List.of(), Map.of(), Map.of(), false, false);

    /// Millimetres or grams, both ends included.
    public record Range(double least, double most) {

        boolean holds(double value) {
            return value >= least && value <= most;
        }
    }

    public Traits {
        List<List<String>> sorted = new ArrayList<>();
        colors.forEach(near -> sorted.add(near.stream().distinct().sorted().toList()));
        colors = List.copyOf(sorted);
        sizes = sizes.isEmpty() ? Map.of() : new EnumMap<>(sizes);
        Map<String, Set<String>> lowered = new TreeMap<>();
        attributes.forEach((handle, values) -> {
            Set<String> wanted = new TreeSet<>();
            values.forEach(value -> wanted.add(value.toLowerCase(Locale.ROOT)));
            lowered.put(handle, wanted);
        });
        attributes = lowered;
    }

    /// Of certain colors and sizes.
    public static Traits looks(List<List<String>> colors, Map<Measure, Range> sizes) {
        return new Traits(colors, sizes, Map.of(), false, false);
    }

    public boolean isAny() {
        return equals(ANY);
    }

    /// Whether only a look at each offer can tell.
    public boolean speaksOfOffers() {
        return !sizes.isEmpty() || reduced || gone;
    }

    /// Whether some of it cannot be told from an offer.
    boolean speaksOfProducts() {
        return !colors.isEmpty() || !attributes.isEmpty();
    }
}
