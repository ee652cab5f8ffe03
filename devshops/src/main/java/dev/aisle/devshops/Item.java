package dev.aisle.devshops;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// One product page of a shop: a family, or one look of it, under the shop's own title.
///
/// @param id a number unique in its shop
/// @param look the options that all units share, when the shop lists looks; else empty
record Item(
        long id,
        String title,
        String slug,
        Family family,
        Map<String, String> look,
        List<Unit> all,
        boolean withGtin,
        boolean withMpn) {

    /// What is still sold; an item without units is gone.
    List<Unit> units() {
        return all.stream().filter(unit -> !unit.gone()).toList();
    }

    boolean gone() {
        return units().isEmpty();
    }

    Unit first() {
        return units().stream().filter(Unit::inStock).findFirst().orElseGet(() -> units().getFirst());
    }

    boolean inStock() {
        return units().stream().anyMatch(Unit::inStock);
    }

    long lowest() {
        return units().stream().mapToLong(Unit::cents).min().orElseThrow();
    }

    long highest() {
        return units().stream().mapToLong(Unit::cents).max().orElseThrow();
    }

    Instant changed() {
        return all.stream().map(Unit::changed).max(Comparator.naturalOrder()).orElseThrow();
    }

    /// The options that the units of this page still leave open, with their labels in order.
    Map<String, List<String>> open() {
        var open = new LinkedHashMap<String, List<String>>();
        for (String option : family.options()) {
            if (!look.containsKey(option)) {
                var labels = units().stream()
                        .map(unit -> unit.choice().values().getOrDefault(option, ""))
                        .collect(toCollection(LinkedHashSet::new));
                open.put(option, List.copyOf(labels));
            }
        }
        return open;
    }

    String image() {
        return "/img/" + family.key() + (look.isEmpty() ? "" : "-" + Choice.slug(String.join(" ", look.values())))
                + ".png";
    }

    String category() {
        return family.category().getLast();
    }
}
