package dev.aisle.market.listing;

import dev.aisle.base.money.Money;

/// A stored listing without its document: enough to tell what kind of change it had.
public record ListingHead(
        ListingId id, long number, ListingState state, long matchDigest, Money price, Availability availability) {

    /// Its availability as a shopper may see it, see [StoredListing#shown].
    public Availability shownAvailability() {
        return state.shown(availability);
    }
}
