package dev.aisle.catalog.answer;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.OfferTest;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers searches: one search of the index, its hits with their best offers.
public final class SearchAnswerer {

    /// How many offers of a product a search hands out at most; the edge shows as many as its page has room for, a
    /// lookup all.
    static final int MOST_OFFERS = 8;

    private static final String EVERYTHING = "*";

    private final Narrowings narrowings;
    private final Rates rates;

    public SearchAnswerer(Narrowings narrowings, Rates rates) {
        this.narrowings = narrowings;
        this.rates = rates;
    }

    public SearchAnswer answer(Search search, ProductIndex.View view) {
        Filters filters = search.filters();
        Context context = search.context();
        Set<ProductId> seen =
                search.cursor().map(cursor -> Cursor.read(search, cursor)).orElse(Set.of());
        Set<String> currencies = view.currencies();
        Narrowing narrowing = narrowings.of(filters, context, filters.onlyAvailable(), currencies);
        int limit = Math.min(search.limit(), Cursor.DEPTH - seen.size());
        ProductIndex.Hits hits = view.search(new ProductIndex.Wanted(
                text(search), narrowing, context.currency(), context.country(), without(seen, filters), limit));
        List<Found> products = found(hits.products(), narrowing, context);
        Optional<String> next = hits.more() && seen.size() + products.size() < Cursor.DEPTH
                ? Optional.of(Cursor.write(search, withPage(seen, products)))
                : Optional.empty();
        return new SearchAnswer(products, next, narrowings.notes(filters, context, currencies));
    }

    private static Set<ProductId> without(Set<ProductId> seen, Filters filters) {
        if (filters.excludeProducts().isEmpty()) {
            return seen;
        }
        Set<ProductId> all = new LinkedHashSet<>(seen);
        all.addAll(filters.excludeProducts());
        return all;
    }

    private static Optional<String> text(Search search) {
        return search.query().map(String::strip).filter(it -> !it.isEmpty() && !it.equals(EVERYTHING));
    }

    private List<Found> found(List<PackedProduct> hits, Narrowing narrowing, Context context) {
        OfferTest test = new OfferTest(narrowing);
        OfferOrder order = new OfferOrder(rates, context);
        List<Found> products = new ArrayList<>(hits.size());
        for (PackedProduct hit : hits) {
            List<Integer> passing = order.passing(hit.facts(), test);
            products.add(Shown.of(hit, passing, OfferOrder.fewest(hit.facts(), passing, MOST_OFFERS)));
        }
        return products;
    }

    private static Set<ProductId> withPage(Set<ProductId> seen, List<Found> page) {
        Set<ProductId> all = new LinkedHashSet<>(seen);
        page.forEach(found -> all.add(found.product().id()));
        return all;
    }
}
