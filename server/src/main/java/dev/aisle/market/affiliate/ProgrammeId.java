package dev.aisle.market.affiliate;

/// A programme's ULID.
public record ProgrammeId(String value) implements Comparable<ProgrammeId> {

    @Override
    public int compareTo(ProgrammeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
