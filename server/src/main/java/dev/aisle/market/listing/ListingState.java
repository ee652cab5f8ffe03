package dev.aisle.market.listing;

/// Whether a stored listing still counts.
public enum ListingState {
    /// Seen when last looked for.
    LIVE("live"),
    /// Not seen in the last complete run of its source: shown as out of stock.
    MISSING("missing"),
    /// Not seen in two complete runs: no longer shown.
    REMOVED("removed"),
    /// It was usable once and is not now: not shown, because its old words may be wrong.
    SET_ASIDE("set_aside");

    private final String word;

    ListingState(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// Whether shoppers see it.
    public boolean isShown() {
        return this == LIVE || this == MISSING;
    }

    /// What of a listing's availability a shopper may see: what is missing cannot be ordered.
    Availability shown(Availability said) {
        return this == MISSING && said.canBeOrdered() ? Availability.OUT_OF_STOCK : said;
    }

    static ListingState ofWord(String word) {
        for (ListingState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such state: " + word);
    }
}
