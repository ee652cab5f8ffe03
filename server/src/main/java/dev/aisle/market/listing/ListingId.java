package dev.aisle.market.listing;

/// A listing's ULID, given when it is first stored, never changed and never reused. It is the `sku` part of a variant
/// id.
public record ListingId(String value) implements Comparable<ListingId> {

    public ListingId {
        if (value.length() != 26) {
            throw new IllegalArgumentException("not a ULID: " + value);
        }
    }

    @Override
    public int compareTo(ListingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
