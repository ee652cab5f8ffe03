package dev.aisle.market.listing;

/// The state of the thing sold.
public enum Condition {
    NEW("new"),
    USED("used"),
    REFURBISHED("refurbished");

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
