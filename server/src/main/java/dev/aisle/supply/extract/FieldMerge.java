package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings what several sources say of one thing together, field by field, the most trusted first.
final class FieldMerge {

    /// What each variant must say for itself: another's would be wrong.
    private static final Set<Field> OF_ONE_VARIANT =
            EnumSet.of(Field.SKU, Field.GTIN, Field.MPN, Field.URL, Field.LIST_PRICE);

    private FieldMerge() {}

    static Map<Field, List<Said>> merge(List<Draft> drafts) {
        Map<Field, List<Said>> merged = new EnumMap<>(Field.class);
        for (Draft draft : drafts) {
            draft.fields()
                    .forEach((field, said) -> merged.computeIfAbsent(field, it -> new ArrayList<>())
                            .addAll(said));
        }
        merged.replaceAll((field, said) -> ordered(said));
        return merged;
    }

    /// A variant's own words, and from the whole page what it leaves open and may share.
    static Map<Field, List<Said>> variant(Draft variant, Map<Field, List<Said>> page) {
        Map<Field, List<Said>> merged = new EnumMap<>(variant.fields());
        page.forEach((field, said) -> {
            if (!OF_ONE_VARIANT.contains(field)) {
                merged.putIfAbsent(field, said);
            }
        });
        return merged;
    }

    private static List<Said> ordered(List<Said> said) {
        List<Said> ordered = new ArrayList<>(said);
        ordered.sort(Comparator.comparingDouble(Said::confidence).reversed());
        List<Said> distinct = new ArrayList<>();
        for (Said one : ordered) {
            if (distinct.stream().noneMatch(it -> it.value().equals(one.value()))) {
                distinct.add(one);
            }
        }
        return distinct;
    }
}
