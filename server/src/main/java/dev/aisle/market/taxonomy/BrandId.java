package dev.aisle.market.taxonomy;

/// A brand's id: four base-62 characters, never reused.
public record BrandId(String value) {

    static final int LENGTH = 4;

    public BrandId {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("not a brand id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
