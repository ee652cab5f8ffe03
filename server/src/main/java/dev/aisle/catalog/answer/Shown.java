package dev.aisle.catalog.answer;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.index.OfferFacts;
import dev.aisle.catalog.index.PackedProduct;
import java.util.List;

/// Makes what an answer shows of a product.
final class Shown {

    private Shown() {}

    /// @param passing the offers that the prices and the count speak of
    /// @param shown those that are shown, the featured one first
    static Found of(PackedProduct product, List<Integer> passing, List<Integer> shown) {
        OfferFacts facts = product.facts();
        short currency = facts.currencyCode(shown.getFirst());
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int offer : passing) {
            if (facts.currencyCode(offer) == currency) {
                lowest = Math.min(lowest, facts.amount(offer));
                highest = Math.max(highest, facts.amount(offer));
            }
        }
        String code = facts.currency(shown.getFirst());
        return new Found(product.show(shown), passing.size(), new Money(lowest, code), new Money(highest, code));
    }
}
