package dev.aisle.catalog.answer;

import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A lookup of several things at once. Buy links and variant ids have been taken apart by the caller.
public record Lookup(List<Input> inputs, Filters filters, Context context) {

    /// One thing to look up; `said` is the caller's own text for it.
    public sealed interface Input {
        String said();

        record OfProduct(String said, ProductId product) implements Input {}

        /// A variant id or a buy link that names the offer.
        record OfOffer(String said, ListingId offer) implements Input {}

        /// A store's product page.
        record OfPage(String said, URI url) implements Input {}
    }

    /// What came of one input.
    public sealed interface Outcome {
        /// Resolved to that product; `exact` names the offers the input stands for: none for a product id, one for an
        /// offer, for a store's page each listing it shows.
        record Resolved(ProductId product, Set<ListingId> exact) implements Outcome {

            public Resolved {
                exact = Set.copyOf(exact);
            }
        }

        /// Resolved, but the filters leave no offer.
        record FilteredOut(ProductId product) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    /// Every input's outcome, and each product once, in the order of the first input that found it, with all its
    /// offers that pass the filters: the exact ones first, then the featured one.
    public record Answer(Map<Input, Outcome> outcomes, List<Found> products) {

        public Optional<ProductDocument> product(ProductId id) {
            return products.stream()
                    .map(Found::product)
                    .filter(it -> it.id().equals(id))
                    .findFirst();
        }
    }
}
