package dev.aisle.catalog.answer;

import dev.aisle.base.money.Money;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.OfferTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which of a product's offers comes first: one that can be ordered, in the buyer's currency and country,
/// the cheapest, the oldest. Only prices of one currency are compared by amount, others by what they were
/// worth.
public final class OfferOrder {

    private final Rates rates;
    private final String currency;
    private final short currencyCode;
    private final short countryCode;

    public OfferOrder(Rates rates, Context context) {
        this.rates = rates;
        this.currency = context.currency();
        this.currencyCode = OfferFacts.currencyCode(context.currency());
        this.countryCode = OfferFacts.countryCode(context.country());
    }

    /// The offers that pass, best first.
    public List<Integer> passing(OfferFacts facts, OfferTest test) {
        if (facts.count() == 1) {
            return test.passes(facts, 0) ? List.of(0) : List.of();
        }
        return IntStream.range(0, facts.count())
                .filter(offer -> test.passes(facts, offer))
                .boxed()
                .sorted(comparator(facts))
                .toList();
    }

    /// The best few, from as many stores as there are.
    public static List<Integer> fewest(OfferFacts facts, List<Integer> bestFirst, int most) {
        if (bestFirst.size() <= most) {
            return bestFirst;
        }
        Set<Integer> merchants = new HashSet<>();
        List<Integer> few = new ArrayList<>(most);
        List<Integer> others = new ArrayList<>();
        for (int offer : bestFirst) {
            (merchants.add(facts.merchantCode(offer)) ? few : others).add(offer);
        }
        few.addAll(others);
        return List.copyOf(few.subList(0, most));
    }

    private Comparator<Integer> comparator(OfferFacts facts) {
        return Comparator.<Integer>comparingInt(
                        offer -> facts.availability(offer).canBeOrdered() ? 0 : 1)
                .thenComparingInt(offer -> strangeness(facts, offer))
                .thenComparing((one, other) -> comparePrices(facts, one, other))
                .thenComparing(Comparator.naturalOrder());
    }

    private int strangeness(OfferFacts facts, int offer) {
        short country = facts.countryCode(offer);
        boolean foreign = countryCode != 0 && country != 0 && country != countryCode;
        return (facts.currencyCode(offer) == currencyCode ? 0 : 2) + (foreign ? 1 : 0);
    }

    private int comparePrices(OfferFacts facts, int one, int other) {
        if (facts.currencyCode(one) == facts.currencyCode(other)) {
            return Long.compare(facts.amount(one), facts.amount(other));
        }
        return worth(facts, one).compareTo(worth(facts, other));
    }

    private BigDecimal worth(OfferFacts facts, int offer) {
        String of = facts.currency(offer);
        return rates.rate(of, currency)
                .map(rate -> rate.multiply(new Money(facts.amount(offer), of).decimal()))
                .orElse(BigDecimal.valueOf(Long.MAX_VALUE));
    }
}
