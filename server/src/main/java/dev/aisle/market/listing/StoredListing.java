package dev.aisle.market.listing;

import java.time.Instant;

/// A listing as the table keeps it.
///
/// @param number the listing's short name inside the database
/// @param matchDigest of the words that decide which product it is; it stays when only price or
///     availability change
public record StoredListing(
        ListingId id,
        long number,
        Listing listing,
        ListingState state,
        long matchDigest,
        Instant firstSeenAt,
        Instant changedAt) {

    /// What tells the kind of a change.
    public ListingHead head() {
        return new ListingHead(id, number, state, matchDigest, listing.price(), listing.availability());
    }

    /// The listing as a shopper may see it: out of stock where it was missing from the last complete run.
    public Listing shown() {
        Availability shown = state.shown(listing.availability());
        return shown == listing.availability() ? listing : listing.with(shown);
    }
}
