package dev.aisle.catalog.answer;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.OfferTest;
import dev.aisle.catalog.index.PackedProduct;
import dev.aisle.catalog.index.ProductIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which offers of a product that was asked for by its id pass the filters. The availability filter that nobody sent
/// neither takes away an offer that was named nor all that are left.
final class Passing {

    private final Filters filters;
    private final ProductIndex.View view;
    private final Narrowing asSent;
    private final OfferTest strict;
    private final OfferTest lenient;
    private final OfferOrder order;

    Passing(Filters filters, Context context, Narrowings narrowings, Rates rates, ProductIndex.View view) {
        this.filters = filters;
        this.view = view;
        Set<String> currencies = view.currencies();
        this.asSent = narrowings.of(filters, context, filters.available().orElse(false), currencies);
        this.lenient = new OfferTest(asSent);
        this.strict = new OfferTest(narrowings.of(filters, context, filters.onlyAvailable(), currencies));
        this.order = new OfferOrder(rates, context);
    }

    /// @param among the offers in question
    /// @param named those that were asked for by their own ids; they come first
    List<Integer> of(PackedProduct product, Collection<Integer> among, Collection<Integer> named) {
        if (asSent.speaksOfProducts() && !view.passes(product.id(), asSent)) {
            return List.of();
        }
        List<Integer> admissible = order.passing(product.facts(), lenient).stream()
                .filter(among::contains)
                .toList();
        List<Integer> passing = admissible.stream()
                .filter(offer -> named.contains(offer) || strict.passes(product.facts(), offer))
                .toList();
        Set<Integer> namedFirst = new LinkedHashSet<>(passing.isEmpty() ? admissible : passing);
        List<Integer> ordered =
                new ArrayList<>(namedFirst.stream().filter(named::contains).toList());
        namedFirst.stream().filter(offer -> !named.contains(offer)).forEach(ordered::add);
        return List.copyOf(ordered);
    }

    /// What leaves nothing, in words.
    String why() {
        List<String> sent = new ArrayList<>();
        add(sent, "categories", filters.categories().isPresent());
        add(sent, "exclude_category_ids", !filters.excludeCategories().isEmpty());
        add(sent, "price", filters.minPrice().isPresent() || filters.maxPrice().isPresent());
        add(sent, "website_ids", filters.merchants().isPresent());
        add(sent, "exclude_website_ids", !filters.excludeMerchants().isEmpty());
        add(sent, "brand_ids", filters.brands().isPresent());
        add(sent, "exclude_brand_ids", !filters.excludeBrands().isEmpty());
        add(sent, "condition", !filters.conditions().isEmpty());
        add(sent, "available", filters.available().orElse(false));
        add(sent, "gender", filters.gender().isPresent());
        add(sent, "age", filters.ages().isPresent());
        add(sent, "colors", !filters.traits().colors().isEmpty());
        add(sent, "dimensions", !filters.traits().sizes().isEmpty());
        add(sent, "attributes", !filters.traits().attributes().isEmpty());
        add(sent, "sale", filters.traits().reduced());
        return "No offer of this product passes the filters sent (" + String.join(", ", sent) + "). Drop or widen one.";
    }

    private static void add(List<String> names, String name, boolean sent) {
        if (sent) {
            names.add(name);
        }
    }
}
