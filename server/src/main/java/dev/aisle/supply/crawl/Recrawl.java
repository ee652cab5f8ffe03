package dev.aisle.supply.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When to ask for a page again: often where it changes often.
final class Recrawl {

    static final Duration FIRST = Duration.ofDays(1);
    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(14);

    /// Between two runs, however quiet the shop: new pages are found by runs only.
    static final Duration LONGEST_BETWEEN_RUNS = Duration.ofDays(1);

    /// Between two readings of sitemaps or of the home page's links.
    static final Duration SHORTEST_BETWEEN_DISCOVERIES = Duration.ofHours(6);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;

    private Recrawl() {}

    /// Half of the last interval after a change, half more than it without one.
    static Duration after(Duration last, boolean changed) {
        return clamp(changed ? last.dividedBy(2) : last.multipliedBy(3).dividedBy(2), SHORTEST, LONGEST);
    }

    /// A product page that is not there any more: soon once more, because it may come back or must be
    /// confirmed, then ever more rarely.
    static Duration afterGone(int timesGone) {
        return timesGone <= 1 ? SHORTEST : clamp(doubled(FIRST, timesGone - 2), FIRST, LONGEST);
    }

    static Duration afterFailure(int failures) {
        return clamp(doubled(FIRST_RETRY, failures), FIRST_RETRY, LONGEST_BETWEEN_RUNS);
    }

    /// The next run: when the first page is due, but neither at once nor too late to find new ones.
    static Instant nextRun(Instant now, Optional<Instant> firstDue) {
        Instant earliest = now.plus(SHORTEST);
        Instant latest = now.plus(LONGEST_BETWEEN_RUNS);
        Instant due = firstDue.orElse(latest);
        return due.isBefore(earliest) ? earliest : due.isAfter(latest) ? latest : due;
    }

    private static Duration doubled(Duration first, int times) {
        return first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    }

    private static Duration clamp(Duration duration, Duration shortest, Duration longest) {
        return duration.compareTo(shortest) < 0 ? shortest : duration.compareTo(longest) > 0 ? longest : duration;
    }
}
