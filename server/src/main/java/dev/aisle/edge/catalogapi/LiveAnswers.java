package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Lookup;
import dev.aisle.supply.LivePages;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Lookups that may have a store's page read now: the page goes into the graph, and the answer comes from there.
public final class LiveAnswers {

    /// A page that was read now shows in the index within this time, or with the next question.
    private static final Duration LONGEST_INDEXING = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Answers answers;
    private final Function<Collection<URI>, Map<URI, LivePages.Read>> live;

    /// @param live has store pages read; an empty answer where that is switched off
    public LiveAnswers(Answers answers, Function<Collection<URI>, Map<URI, LivePages.Read>> live) {
        this.answers = answers;
        this.live = live;
    }

    /// An answer, and what came of the pages that were read for it.
    public record Reading(Lookup.Answer answer, Map<URI, LivePages.Read> reads) {

        public LivePages.Read read(URI url) {
            return reads.getOrDefault(
                    url, new LivePages.Read.NoProduct("The catalog has never seen it, and reads no pages on request."));
        }
    }

    /// Answers, after having those pages read that the catalog has never seen.
    Lookup.Answer answer(Lookup lookup) {
        Lookup.Answer answer = answers.lookup(lookup);
        Set<URI> unseen = unseen(answer);
        return unseen.isEmpty() ? answer : read(lookup, unseen).answer();
    }

    /// Has every page read that is asked for, seen before or not, and answers.
    public Reading read(Lookup lookup) {
        Set<URI> pages = new LinkedHashSet<>();
        for (Lookup.Input input : lookup.inputs()) {
            if (input instanceof Lookup.Input.OfPage page) {
                pages.add(page.url());
            }
        }
        return read(lookup, pages);
    }

    private Reading read(Lookup lookup, Set<URI> pages) {
        Map<URI, LivePages.Read> reads = live.apply(pages);
        Set<URI> kept = new HashSet<>();
        reads.forEach((url, read) -> {
            if (read instanceof LivePages.Read.Kept) {
                kept.add(url);
            }
        });
        Lookup.Answer answer = answers.lookup(lookup);
        long until = System.nanoTime() + LONGEST_INDEXING.toNanos();
        while (unseen(answer).stream().anyMatch(kept::contains) && System.nanoTime() < until) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            answer = answers.lookup(lookup);
        }
        return new Reading(answer, reads);
    }

    private static Set<URI> unseen(Lookup.Answer answer) {
        Set<URI> unseen = new LinkedHashSet<>();
        answer.outcomes().forEach((input, outcome) -> {
            if (input instanceof Lookup.Input.OfPage page && outcome instanceof Lookup.Outcome.NotFound) {
                unseen.add(page.url());
            }
        });
        return unseen;
    }
}
