package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.RawListing;
import java.util.List;

/// The outcome of normalising a raw listing.
public sealed interface Normalized {

    /// A usable listing, and in words what was left out of it, such as a GTIN whose check digit is wrong.
    record Good(Listing listing, List<String> notes) implements Normalized {
        public Good {
            notes = List.copyOf(notes);
        }
    }

    /// Kept with its reasons, each of which names the field and what was wrong with it.
    record Unusable(RawListing raw, List<String> problems) implements Normalized {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
