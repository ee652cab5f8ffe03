package dev.aisle.market.listing;

/// Whether and when the thing can be had. Only `IN_STOCK`, `BACKORDER` and `PREORDER` can be ordered.
public enum Availability {
    IN_STOCK("in_stock"),
    BACKORDER("backorder"),
    PREORDER("preorder"),
    OUT_OF_STOCK("out_of_stock"),
    DISCONTINUED("discontinued");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    /// The word UCP uses for it.
    public String word() {
        return word;
    }

    public boolean canBeOrdered() {
        return this == IN_STOCK || this == BACKORDER || this == PREORDER;
    }
}
