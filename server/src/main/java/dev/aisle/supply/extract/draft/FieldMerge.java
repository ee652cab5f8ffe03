package dev.aisle.supply.extract.draft;

import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing.Said;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings what several sources say of one thing together, field by field, the most trusted first.
public final class FieldMerge {

    /// What each variant must say for itself: another's would be wrong.
    private static final Set<Field> OF_ONE_VARIANT =
            EnumSet.of(Field.SKU, Field.GTIN, Field.MPN, Field.URL, Field.LIST_PRICE);

    private FieldMerge() {}

    public static Map<Field, List<Said>> merge(List<Draft> drafts) {
        Map<Field, List<Said>> merged = new EnumMap<>(Field.class);
        for (Draft draft : drafts) {
            draft.fields()
                    .forEach((field, said) -> merged.computeIfAbsent(field, it -> new ArrayList<>())
                            .addAll(said));
        }
        merged.replaceAll((field, said) -> ordered(said));
        merged.computeIfPresent(Field.PRICE, (field, prices) -> agreed(prices));
        return merged;
    }

    /// A variant's own words, and from the whole page what it leaves open and may share.
    public static Map<Field, List<Said>> variant(Draft variant, Map<Field, List<Said>> page) {
        Map<Field, List<Said>> merged = new EnumMap<>(variant.fields());
        page.forEach((field, said) -> {
            if (!OF_ONE_VARIANT.contains(field)) {
                merged.putIfAbsent(field, said);
            }
        });
        return merged;
    }

    /// A price that one source says alone yields to another that two sources agree on.
    private static List<Said> agreed(List<Said> prices) {
        BigDecimal first = amount(prices.getFirst());
        Map<BigDecimal, Set<Evidence>> sources = new LinkedHashMap<>();
        for (Said price : prices) {
            sources.computeIfAbsent(amount(price), it -> EnumSet.noneOf(Evidence.class))
                    .add(price.evidence());
        }
        if (sources.getOrDefault(first, Set.of()).size() > 1) {
            return prices;
        }
        List<Said> reordered = new ArrayList<>(prices);
        for (Said price : prices) {
            if (amount(price).signum() > 0
                    && sources.getOrDefault(amount(price), Set.of()).size() > 1) {
                reordered.remove(price);
                reordered.addFirst(new Said(
                        price.value(), price.evidence(), prices.getFirst().confidence()));
                return reordered;
            }
        }
        return prices;
    }

    private static BigDecimal amount(Said price) {
        return PriceText.read(price.value()).amount().orElse(BigDecimal.ZERO).stripTrailingZeros();
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
