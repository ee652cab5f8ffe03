package dev.aisle.partner.source;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Asking what changed since a moment, of a platform whose clock may be behind ours.
public final class TheirClock {

    private TheirClock() {}

    /// What it says to a question; asked once more from the moment that its own clock showed then, where it turns out
    /// to be behind.
    public static Reply ask(Optional<Instant> since, Function<Optional<Instant>, Reply> question) {
        Reply reply = question.apply(since);
        return since.isPresent()
                        && reply instanceof Reply.Said said
                        && !said.behind().isZero()
                ? question.apply(since.map(it -> it.minus(said.behind())))
                : reply;
    }
}
