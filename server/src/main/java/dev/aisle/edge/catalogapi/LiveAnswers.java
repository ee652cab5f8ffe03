package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Lookup;
import dev.aisle.market.listing.ListingId;
import dev.aisle.supply.LivePages;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Function<URI, Optional<ListingId>> known;

    /// @param live has store pages read; an empty answer where that is switched off
    /// @param known the listing of a page that is known by another address
    public LiveAnswers(
            Answers answers,
            Function<Collection<URI>, Map<URI, LivePages.Read>> live,
            Function<URI, Optional<ListingId>> known) {
        this.answers = answers;
        this.live = live;
        this.known = known;
    }

    /// An answer, and what came of the pages that were read for it.
    public record Reading(Lookup.Answer answer, Map<URI, LivePages.Read> reads) {

        public LivePages.Read read(URI url) {
            return reads.getOrDefault(
                    url, new LivePages.Read.NoProduct("The catalog has never seen it, and reads no pages on request."));
        }
    }

    /// Answers, after having those pages read that the catalog has never seen at any address.
    Lookup.Answer answer(Lookup lookup) {
        Lookup.Answer answer = answers.lookup(lookup);
        Set<URI> unseen = unseen(answer);
        if (unseen.isEmpty()) {
            return answer;
        }
        Map<URI, ListingId> elsewhere = elsewhere(unseen);
        Lookup.Answer found = elsewhere.isEmpty() ? answer : answer(lookup, elsewhere);
        Set<URI> unread = unseen(found);
        return unread.isEmpty() ? found : read(lookup, unread, elsewhere).answer();
    }

    /// Has every page read that is asked for, seen before or not, and answers.
    public Reading read(Lookup lookup) {
        Set<URI> pages = new LinkedHashSet<>();
        for (Lookup.Input input : lookup.inputs()) {
            if (input instanceof Lookup.Input.OfPage page) {
                pages.add(page.url());
            }
        }
        return read(lookup, pages, elsewhere(unseen(answers.lookup(lookup))));
    }

    /// @param elsewhere the listings of pages that are known by another address
    private Reading read(Lookup lookup, Set<URI> pages, Map<URI, ListingId> elsewhere) {
        Map<URI, LivePages.Read> reads = live.apply(pages);
        Set<URI> kept = new HashSet<>();
        Map<URI, ListingId> shown = new HashMap<>(elsewhere);
        reads.forEach((url, read) -> {
            List<ListingId> listings = switch (read) {
                case LivePages.Read.Kept it -> it.listings();
                case LivePages.Read.Known it -> it.listings();
                case LivePages.Read.NoProduct none -> List.of();
                case LivePages.Read.Failed failed -> List.of();
                case LivePages.Read.Late late -> List.of();
            };
            if (!listings.isEmpty()) {
                kept.add(url);
                shown.put(url, listings.getFirst());
            }
        });
        Lookup.Answer answer = answer(lookup, shown);
        long until = System.nanoTime() + LONGEST_INDEXING.toNanos();
        while (unseen(answer).stream().anyMatch(kept::contains) && System.nanoTime() < until) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            answer = answer(lookup, shown);
        }
        return new Reading(answer, reads);
    }

    /// Answers with a listing in the place of each page that the catalog does not know by its own address.
    private Lookup.Answer answer(Lookup lookup, Map<URI, ListingId> elsewhere) {
        Lookup.Answer answer = answers.lookup(lookup);
        Set<URI> unseen = unseen(answer);
        if (unseen.stream().noneMatch(elsewhere::containsKey)) {
            return answer;
        }
        Map<Lookup.Input, Lookup.Input> asked = new LinkedHashMap<>();
        for (Lookup.Input input : lookup.inputs()) {
            asked.put(input, input);
            if (input instanceof Lookup.Input.OfPage page && unseen.contains(page.url())) {
                ListingId listing = elsewhere.get(page.url());
                if (listing != null) {
                    asked.put(input, new Lookup.Input.OfOffer(page.said(), listing));
                }
            }
        }
        Lookup.Answer found =
                answers.lookup(new Lookup(List.copyOf(asked.values()), lookup.filters(), lookup.context()));
        Map<Lookup.Input, Lookup.Outcome> outcomes = new LinkedHashMap<>();
        asked.forEach((input, instead) ->
                outcomes.put(input, found.outcomes().getOrDefault(instead, new Lookup.Outcome.NotFound())));
        return new Lookup.Answer(outcomes, found.products());
    }

    private Map<URI, ListingId> elsewhere(Set<URI> unseen) {
        Map<URI, ListingId> elsewhere = new HashMap<>();
        unseen.forEach(url -> known.apply(url).ifPresent(listing -> elsewhere.put(url, listing)));
        return elsewhere;
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
