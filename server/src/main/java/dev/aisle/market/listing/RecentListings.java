package dev.aisle.market.listing;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Listings that were read lately, each with the version of its row: matching and the index read the same ones
/// shortly after each other, and a document is by far the most expensive part of a row. Whoever asks says which
/// version the row has now.
final class RecentListings {

    /// Matching is so far ahead of the index at most, for it to help; a listing takes about three kilobytes.
    private static final int MOST = 9_000;

    private record Read(String version, StoredListing listing) {}

    private final SequencedMap<ListingId, Read> read = LinkedHashMap.newLinkedHashMap(MOST);

    synchronized void remember(StoredListing listing, String version) {
        read.remove(listing.id());
        read.put(listing.id(), new Read(version, listing));
        if (read.size() > MOST) {
            read.pollFirstEntry();
        }
    }

    synchronized boolean has(ListingId id) {
        return read.containsKey(id);
    }

    synchronized Optional<StoredListing> find(ListingId id, String version) {
        Read known = read.get(id);
        return known != null && known.version.equals(version) ? Optional.of(known.listing) : Optional.empty();
    }
}
