package dev.aisle.partner.destination;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A field of a destination: where its value comes from, whether an item can do without it, and what is asked of the
/// value.
///
/// @param source what the merchant has to look at, such as `brand`: a field of the listing, or `merchant`, or `id`
/// @param needed an item that fits must have this field
/// @param missingRule the rule broken by an item that must have it and has not
public record FeedField(
        String name,
        String source,
        Weight weight,
        Predicate<FeedItem> needed,
        String missingRule,
        String whenMissing,
        List<Check> checks) {

    /// What becomes of an item whose value is wrong.
    public enum Weight {
        /// It is left out: without the value, or with a guessed one, shoppers would be told something wrong.
        DECISIVE,
        /// It goes out without the field.
        OPTIONAL
    }

    /// Something asked of a value.
    public interface Check {

        /// Nothing where the value is right.
        Optional<Objection> look(FeedValue value, FeedItem item, Occasion occasion);
    }

    /// What is wrong with a value, and what to change.
    ///
    /// @param advice true where the item may go out as it is
    public record Objection(String rule, String change, boolean advice) {}

    static final String REQUIRED = "required";

    /// A field that every item must have.
    public static FeedField required(String name, String source, Check... checks) {
        return new FeedField(
                name,
                source,
                Weight.DECISIVE,
                ignored -> true,
                REQUIRED,
                "every item needs it; give the product a value, or set one with a feed rule",
                Arrays.asList(checks));
    }

    /// A field that an item may do without, but that must not be wrong.
    public static FeedField decisive(String name, String source, Check... checks) {
        return new FeedField(name, source, Weight.DECISIVE, ignored -> false, REQUIRED, "", Arrays.asList(checks));
    }

    /// A field that is dropped when it is wrong.
    public static FeedField optional(String name, String source, Check... checks) {
        return new FeedField(name, source, Weight.OPTIONAL, ignored -> false, REQUIRED, "", Arrays.asList(checks));
    }

    /// The same field, which items of a kind must have.
    public FeedField neededWhere(Predicate<FeedItem> kind, String rule, String why) {
        return new FeedField(name, source, weight, kind, rule, why, checks);
    }
}
