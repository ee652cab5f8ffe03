package dev.aisle.partner.destination;

import dev.aisle.market.listing.Listing;
import java.util.List;
import java.util.stream.Collectors;

/// What a field of an item holds.
public sealed interface FeedValue {

    record Text(String text) implements FeedValue {}

    record Flag(boolean isSet) implements FeedValue {}

    record Whole(long number) implements FeedValue {}

    record Texts(List<String> texts) implements FeedValue {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    record Pairs(List<Listing.Named> pairs) implements FeedValue {
        public Pairs {
            pairs = List.copyOf(pairs);
        }
    }

    /// In one line, for people and for rules.
    default String said() {
        return switch (this) {
            case Text it -> it.text();
            case Flag it -> Boolean.toString(it.isSet());
            case Whole it -> Long.toString(it.number());
            case Texts it -> String.join(", ", it.texts());
            case Pairs it ->
                it.pairs().stream()
                        .map(pair -> pair.name() + ": " + pair.value())
                        .collect(Collectors.joining(", "));
        };
    }

    /// Whether it says nothing; a field with such a value counts as absent.
    default boolean isBlank() {
        return switch (this) {
            case Text it -> it.text().isBlank();
            case Flag ignored -> false;
            case Whole ignored -> false;
            case Texts it -> it.texts().isEmpty();
            case Pairs it -> it.pairs().isEmpty();
        };
    }
}
