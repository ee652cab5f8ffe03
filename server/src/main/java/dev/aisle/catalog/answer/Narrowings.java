package dev.aisle.catalog.answer;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.Narrowing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Puts what a caller asked for into the index's terms: the price filter into every currency the index knows.
public final class Narrowings {

    private static final String CONVERTED = "price_filter_converted";
    private static final int MOST_NAMED = 5;
    private static final int RATE_DIGITS = 5;

    private final Rates rates;

    public Narrowings(Rates rates) {
        this.rates = rates;
    }

    /// What the index is asked for.
    ///
    /// @param currencies those offers are priced in
    public Narrowing of(Filters filters, Context context, boolean orderable, Set<String> currencies) {
        return new Narrowing(
                set(filters.categories()),
                Set.copyOf(filters.excludeCategories()),
                prices(filters, context, currencies),
                set(filters.merchants()),
                Set.copyOf(filters.excludeMerchants()),
                set(filters.brands()),
                Set.copyOf(filters.excludeBrands()),
                filters.conditions(),
                orderable,
                filters.gender()
                        .map(gender ->
                                gender.equals(Narrowing.UNISEX) ? Set.of(gender) : Set.of(gender, Narrowing.UNISEX)),
                filters.ages(),
                filters.traits());
    }

    private Optional<Map<String, Narrowing.Amounts>> prices(Filters filters, Context context, Set<String> currencies) {
        long min = filters.minPrice().orElse(0);
        long max = filters.maxPrice().orElse(Long.MAX_VALUE);
        if (filters.onlyOwnCurrency()) {
            return Optional.of(Map.of(context.currency(), new Narrowing.Amounts(min, max)));
        }
        if (filters.minPrice().isEmpty() && filters.maxPrice().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Narrowing.Amounts> prices = new TreeMap<>();
        Set<String> all = new LinkedHashSet<>(currencies);
        all.add(context.currency());
        for (String currency : all) {
            Optional<Long> least = rates.convert(min, context.currency(), currency, RoundingMode.CEILING);
            Optional<Long> most = rates.convert(max, context.currency(), currency, RoundingMode.FLOOR);
            if (least.isPresent() && most.isPresent()) {
                prices.put(
                        currency,
                        new Narrowing.Amounts(least.get(), filters.maxPrice().isEmpty() ? Long.MAX_VALUE : most.get()));
            }
        }
        return Optional.of(prices);
    }

    /// What the caller should know of a price filter that met other currencies: the rates and their date, and
    /// which currencies were left out for want of a rate.
    public List<SearchAnswer.Note> notes(Filters filters, Context context, Set<String> currencies) {
        if (filters.onlyOwnCurrency()
                || (filters.minPrice().isEmpty() && filters.maxPrice().isEmpty())) {
            return List.of();
        }
        List<String> rated = new ArrayList<>();
        List<String> unrated = new ArrayList<>();
        for (String currency : currencies) {
            if (!currency.equals(context.currency())) {
                rates.rate(context.currency(), currency)
                        .ifPresentOrElse(rate -> rated.add(said(rate) + ' ' + currency), () -> unrated.add(currency));
            }
        }
        if (rated.isEmpty() && unrated.isEmpty()) {
            return List.of();
        }
        StringBuilder text = new StringBuilder("The price filter is in " + context.currency() + ". ");
        if (!rated.isEmpty()) {
            text.append("Prices in other currencies were compared at 1 ")
                    .append(context.currency())
                    .append(" = ")
                    .append(few(rated))
                    .append(" (rates of ")
                    .append(rates.date())
                    .append("). ");
        }
        if (!unrated.isEmpty()) {
            text.append("Listings in ").append(few(unrated)).append(" are left out, because there is no rate. ");
        }
        return List.of(new SearchAnswer.Note(CONVERTED, text.toString().strip()));
    }

    private static String said(BigDecimal rate) {
        return rate.round(new MathContext(RATE_DIGITS)).stripTrailingZeros().toPlainString();
    }

    private static String few(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + (names.size() - MOST_NAMED) + " more";
    }

    private static <T> Optional<Set<T>> set(Optional<List<T>> values) {
        return values.map(Set::copyOf);
    }
}
