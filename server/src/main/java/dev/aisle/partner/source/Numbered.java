package dev.aisle.partner.source;

import dev.aisle.partner.source.Source.Pulled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of a list that is walked upwards by the things' own numbers: whatever changes in the list meanwhile, nothing
/// in it is passed over.
public sealed interface Numbered {

    /// A number of that kind, as text.
    String NUMBER = "[1-9][0-9]{0,17}";

    /// Some of the list.
    ///
    /// @param things those with a number
    /// @param last the number of the last one
    /// @param more whether there are some behind it
    record Part(List<JsonNode> things, long last, boolean more) implements Numbered {}

    /// It cannot be what was asked for.
    record Broken(Pulled why) implements Numbered {}

    /// What the platform sent, judged.
    ///
    /// @param rows as they came
    /// @param total how many there are behind `after`
    static Numbered of(JsonNode rows, int total, long after) {
        List<JsonNode> things = new ArrayList<>();
        rows.forEach(row -> id(row).ifPresent(ignored -> things.add(row)));
        boolean repeats = things.stream().anyMatch(it -> number(it) <= after);
        if (repeats || (things.isEmpty() && total > 0)) {
            return new Broken(new Pulled.Later(
                    Reply.USUAL_WAIT,
                    "platform_error",
                    "The store's list of products " + (repeats ? "repeats itself." : "has a hole.")
                            + " A cache in the store may be the reason. We try again by ourselves."));
        }
        return new Part(things, things.isEmpty() ? after : number(things.getLast()), rows.size() < total);
    }

    /// The number that a part ended with; zero before the first.
    static long last(Optional<String> place) {
        return place.filter(it -> it.matches(NUMBER)).map(Long::parseLong).orElse(0L);
    }

    /// The number of a thing; nothing where it has none.
    static Optional<String> id(JsonNode thing) {
        return Optional.of(PlatformHttp.text(thing, "id")).filter(it -> it.matches(NUMBER));
    }

    private static long number(JsonNode thing) {
        return Long.parseLong(PlatformHttp.text(thing, "id"));
    }
}
