package dev.aisle.catalog.answer;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers lookups: each product once, with every offer that passes the filters.
public final class LookupAnswerer {

    private record Wanted(PackedProduct product, Set<Integer> exact) {}

    private final Narrowings narrowings;
    private final Rates rates;
    private final Resolver resolver;

    public LookupAnswerer(Narrowings narrowings, Rates rates, Redirects redirects) {
        this.narrowings = narrowings;
        this.rates = rates;
        this.resolver = new Resolver(redirects);
    }

    public Lookup.Answer answer(Lookup lookup, ProductIndex.View view) {
        Map<Lookup.Input, Lookup.Outcome> outcomes = new LinkedHashMap<>();
        Map<ProductId, Wanted> wanted = new LinkedHashMap<>();
        for (Lookup.Input input : lookup.inputs()) {
            outcomes.computeIfAbsent(input, it -> resolve(it, view, wanted));
        }
        Passing passing = new Passing(lookup.filters(), lookup.context(), narrowings, rates, view);
        List<Found> products = new ArrayList<>(wanted.size());
        Set<ProductId> filteredOut = new LinkedHashSet<>();
        wanted.forEach((id, it) -> {
            List<Integer> all =
                    IntStream.range(0, it.product.facts().count()).boxed().toList();
            List<Integer> offers = passing.of(it.product, all, it.exact);
            if (offers.isEmpty()) {
                filteredOut.add(id);
            } else {
                products.add(Shown.of(it.product, offers, offers));
            }
        });
        outcomes.replaceAll((input, outcome) ->
                outcome instanceof Lookup.Outcome.Resolved resolved && filteredOut.contains(resolved.product())
                        ? new Lookup.Outcome.FilteredOut(resolved.product())
                        : outcome);
        return new Lookup.Answer(outcomes, products);
    }

    private Lookup.Outcome resolve(Lookup.Input input, ProductIndex.View view, Map<ProductId, Wanted> wanted) {
        Optional<Resolver.Resolved> found = resolver.resolve(input, view);
        if (found.isEmpty()) {
            return new Lookup.Outcome.NotFound();
        }
        PackedProduct product = found.get().product();
        List<Integer> exact = found.get().exact();
        wanted.computeIfAbsent(product.id(), id -> new Wanted(product, new LinkedHashSet<>()))
                .exact
                .addAll(exact);
        Set<ListingId> ids = exact.stream().map(product::offerId).collect(Collectors.toSet());
        return new Lookup.Outcome.Resolved(product.id(), ids);
    }
}
