package dev.aisle.partner.rule;

/// One thing that is said differently. Rules are applied in their order, each to what the ones before it left.
public sealed interface FeedRule {

    /// The field gets the value of another: see [Words].
    record Map(String field, String from) implements FeedRule {}

    /// The field gets this value where it has none.
    record Default(String field, String value) implements FeedRule {}

    /// The field gets a text with `{...}` replaced by values: see [Words].
    record Template(String field, String text) implements FeedRule {}

    /// Items of which this is true are not sent.
    record Filter(String field, Comparison comparison, String value) implements FeedRule {}

    /// Items of this category of the shop, or of one below it, get that category of the destination.
    record Category(String from, String to) implements FeedRule {}

    /// How a filter compares.
    enum Comparison {
        IS("is"),
        IS_NOT("is-not"),
        CONTAINS("contains"),
        BELOW("below"),
        ABOVE("above"),
        MISSING("missing");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
