package dev.aisle.catalog;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.DetailAnswerer;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.LookupAnswerer;
import dev.aisle.catalog.answer.Narrowings;
import dev.aisle.catalog.answer.Redirects;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.answer.SearchAnswerer;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.market.product.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The path of a question: one view of the index, one answer. It reads, and never writes.
public final class Catalog {

    private final ProductIndex index;
    private final SearchAnswerer searches;
    private final LookupAnswerer lookups;
    private final DetailAnswerer details;

    /// Answers from this index.
    ///
    /// @param mergedInto the product that has taken over from one that the index does not hold, where there is one
    public Catalog(ProductIndex index, Rates rates, Function<ProductId, Optional<ProductId>> mergedInto) {
        Narrowings narrowings = new Narrowings(rates);
        this.index = index;
        Redirects redirects = new Redirects(mergedInto);
        this.searches = new SearchAnswerer(narrowings, rates);
        this.lookups = new LookupAnswerer(narrowings, rates, redirects);
        this.details = new DetailAnswerer(narrowings, rates, redirects);
    }

    /// A page of products for a text, filters or both.
    ///
    /// @throws dev.aisle.catalog.answer.BadCursor if the cursor does not belong to this search
    public SearchAnswer search(Search search) {
        try (ProductIndex.View view = index.view()) {
            return searches.answer(search, view);
        }
    }

    /// The products that ids, offers and store pages stand for.
    public Lookup.Answer lookup(Lookup lookup) {
        try (ProductIndex.View view = index.view()) {
            return lookups.answer(lookup, view);
        }
    }

    /// Changes wherever answers may: what was answered before may then be stale.
    public long generation() {
        return index.generation();
    }

    /// The handles of the attributes that products have, as far as there are not too many to tell.
    public Set<String> attributes() {
        try (ProductIndex.View view = index.view()) {
            return view.attributes();
        }
    }

    /// What products say of an attribute, in lower case, as far as that is not too much to tell.
    public List<String> attributeValues(String handle) {
        try (ProductIndex.View view = index.view()) {
            return view.attributeValues(handle);
        }
    }

    /// Whether a product has the attribute with that value.
    public boolean hasAttribute(String handle, String value) {
        try (ProductIndex.View view = index.view()) {
            return view.hasAttribute(handle, value);
        }
    }

    /// Whether a product in one of the categories, or what lies in them, has the attribute.
    public boolean hasAttributeIn(Collection<String> categories, String handle) {
        try (ProductIndex.View view = index.view()) {
            return view.hasAttributeIn(Set.copyOf(categories), handle);
        }
    }

    /// One product with its options.
    public Detail.Outcome detail(Detail detail) {
        try (ProductIndex.View view = index.view()) {
            return details.answer(detail, view);
        }
    }
}
