package dev.aisle.market.product;

/// A product's id: seven base-62 characters, never reused.
public record ProductId(String value) {

    public ProductId {
        if (value.length() != 7) {
            throw new IllegalArgumentException("not a product id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
