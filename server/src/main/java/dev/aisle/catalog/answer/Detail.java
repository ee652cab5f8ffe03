package dev.aisle.catalog.answer;

import dev.aisle.market.listing.Listing;
import java.util.List;
import java.util.Optional;

/// One product in full, with option selection (UCP, catalog lookup, Get Product).
///
/// @param selected wanted options; a name at most once
/// @param preferences option names, the most important first: relaxation drops from the end
public record Detail(
        Lookup.Input input, List<Listing.Named> selected, List<String> preferences, Filters filters, Context context) {

    /// What came of it.
    public sealed interface Outcome {

        /// The product, which may be a sibling of the one asked for, where the selection belongs to that.
        ///
        /// @param selected the effective selection, after relaxation
        record Shown(Found found, List<Option> options, List<Listing.Named> selected) implements Outcome {}

        record NotFound() implements Outcome {}

        /// Filters that were sent leave nothing; `why` names what to relax.
        record FilteredOut(String why) implements Outcome {}
    }

    /// A dimension of the product's family with every value of it.
    public record Option(String name, List<Value> values) {

        /// `exists`: a listing of the family has it together with the other effective selections;
        /// `available`: one of those can be ordered.
        public record Value(String label, boolean exists, boolean available, Optional<String> productId) {}
    }
}
