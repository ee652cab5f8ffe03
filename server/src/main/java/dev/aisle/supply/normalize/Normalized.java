package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.RawListing;
import java.util.List;

/// The outcome of normalising a raw listing.
public sealed interface Normalized {

    record Good(Listing listing) implements Normalized {}

    /// Kept with its reasons, each of which names the field and what was wrong with it.
    record Unusable(RawListing raw, List<String> problems) implements Normalized {}
}
