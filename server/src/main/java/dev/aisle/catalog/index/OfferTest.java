package dev.aisle.catalog.index;

import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// The part of a [Narrowing] that must hold on one offer, made ready to be asked of many.
public final class OfferTest {

    private final boolean orderable;
    private final Set<Condition> conditions;
    private final boolean anyMerchant;
    private final int[] merchants;
    private final int[] notMerchants;
    private final boolean anyPrice;
    private final short[] currencies;
    private final long[] least;
    private final long[] most;
    private final Map<Measure, Traits.Range> sizes;
    private final boolean reduced;
    private final boolean gone;

    public OfferTest(Narrowing narrowing) {
        this.orderable = narrowing.orderable();
        this.conditions = narrowing.conditions();
        this.anyMerchant = narrowing.merchants().isEmpty();
        this.merchants = narrowing.merchants().map(OfferTest::codes).orElse(new int[0]);
        this.notMerchants = codes(narrowing.notMerchants());
        this.sizes = narrowing.traits().sizes();
        this.reduced = narrowing.traits().reduced();
        this.gone = narrowing.traits().gone();
        this.anyPrice = narrowing.prices().isEmpty();
        Map<String, Narrowing.Amounts> prices = narrowing.prices().orElse(Map.of());
        this.currencies = new short[prices.size()];
        this.least = new long[prices.size()];
        this.most = new long[prices.size()];
        int i = 0;
        for (Map.Entry<String, Narrowing.Amounts> price : prices.entrySet()) {
            currencies[i] = OfferFacts.currencyCode(price.getKey());
            least[i] = price.getValue().least();
            most[i++] = price.getValue().most();
        }
    }

    public boolean passes(OfferFacts facts, int offer) {
        return (!orderable || facts.availability(offer).canBeOrdered())
                && (!gone || !facts.availability(offer).canBeOrdered())
                && (!reduced || facts.reduced(offer))
                && (conditions.isEmpty() || conditions.contains(facts.condition(offer)))
                && (anyMerchant || Arrays.binarySearch(merchants, facts.merchantCode(offer)) >= 0)
                && (notMerchants.length == 0 || Arrays.binarySearch(notMerchants, facts.merchantCode(offer)) < 0)
                && (anyPrice || priceFits(facts, offer))
                && (sizes.isEmpty() || facts.fits(offer, sizes));
    }

    /// Whether one offer passes all of it.
    public boolean passesOnOne(OfferFacts facts) {
        for (int offer = 0; offer < facts.count(); offer++) {
            if (passes(facts, offer)) {
                return true;
            }
        }
        return false;
    }

    private boolean priceFits(OfferFacts facts, int offer) {
        short currency = facts.currencyCode(offer);
        for (int i = 0; i < currencies.length; i++) {
            if (currencies[i] == currency) {
                long amount = facts.amount(offer);
                return amount >= least[i] && amount <= most[i];
            }
        }
        return false;
    }

    private static int[] codes(Collection<MerchantId> merchants) {
        return merchants.stream().mapToInt(OfferFacts::merchantCode).sorted().toArray();
    }
}
