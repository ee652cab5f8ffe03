package dev.aisle.partner.source;

import dev.aisle.partner.source.Source.Pulled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A part of a list that is walked upwards by the things' own numbers: whatever changes in the list meanwhile, nothing
/// in it is passed over.
///
/// @param things those with a number
/// @param last the number of the last one
/// @param more whether there are some behind it
public record Numbered(List<JsonNode> things, long last, boolean more) {

    /// A number of that kind, as text.
    public static final String NUMBER = "[1-9][0-9]{0,17}";

    public Numbered {
        things = List.copyOf(things);
    }

    /// What the platform sent, read as that says; to be asked for again where it cannot be what was asked for.
    ///
    /// @param rows as they came
    /// @param total how many there are behind `after`
    public static Pulled read(JsonNode rows, int total, long after, Function<Numbered, Pulled> reading) {
        List<JsonNode> things = new ArrayList<>();
        rows.forEach(row -> id(row).ifPresent(ignored -> things.add(row)));
        boolean repeats = things.stream().anyMatch(it -> number(it) <= after);
        if (repeats || (things.isEmpty() && total > 0)) {
            return new Pulled.Later(
                    Reply.USUAL_WAIT,
                    "platform_error",
                    "The store's list of products " + (repeats ? "repeats itself." : "has a hole.")
                            + " A cache in the store may be the reason. We try again by ourselves.");
        }
        return reading.apply(
                new Numbered(things, things.isEmpty() ? after : number(things.getLast()), rows.size() < total));
    }

    /// The place to go on from; nothing at the end of the list.
    public Optional<String> next() {
        return more ? Optional.of(Long.toString(last)) : Optional.empty();
    }

    /// The number that a part ended with; zero before the first.
    public static long last(Optional<String> place) {
        return place.filter(it -> it.matches(NUMBER)).map(Long::parseLong).orElse(0L);
    }

    /// The number of a thing; nothing where it has none.
    public static Optional<String> id(JsonNode thing) {
        return Optional.of(PlatformHttp.text(thing, "id")).filter(it -> it.matches(NUMBER));
    }

    private static long number(JsonNode thing) {
        return Long.parseLong(PlatformHttp.text(thing, "id"));
    }
}
