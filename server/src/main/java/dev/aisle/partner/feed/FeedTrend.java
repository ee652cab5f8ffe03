package dev.aisle.partner.feed;

import dev.aisle.partner.destination.ItemFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a feed's figures move: its last writing against earlier ones.
///
/// @param before when the writing before it began
/// @param weekAgo when the last writing of a week ago or earlier began
/// @param faults those found most often first
public record FeedTrend(
        Optional<Instant> before, Optional<Instant> weekAgo, Line items, Line leftOut, List<Fault> faults) {

    /// A figure, and what it was; absent where there was no such writing.
    public record Line(long now, Optional<Long> before, Optional<Long> weekAgo) {}

    /// How often a rule was broken.
    public record Fault(String rule, String field, ItemFault.Outcome outcome, Line times) {}

    private record Kind(String rule, String field, ItemFault.Outcome outcome) {
        static Kind of(FeedRun.Count count) {
            return new Kind(count.rule(), count.field(), count.outcome());
        }
    }

    public FeedTrend {
        faults = List.copyOf(faults);
    }

    static FeedTrend of(FeedRun now, Optional<FeedRun> before, Optional<FeedRun> weekAgo) {
        Set<Kind> kinds = new LinkedHashSet<>();
        now.faults().forEach(it -> kinds.add(Kind.of(it)));
        before.ifPresent(run -> run.faults().forEach(it -> kinds.add(Kind.of(it))));
        weekAgo.ifPresent(run -> run.faults().forEach(it -> kinds.add(Kind.of(it))));
        List<Fault> faults = new ArrayList<>();
        for (Kind kind : kinds) {
            faults.add(new Fault(
                    kind.rule,
                    kind.field,
                    kind.outcome,
                    new Line(
                            times(now, kind),
                            before.map(run -> times(run, kind)),
                            weekAgo.map(run -> times(run, kind)))));
        }
        faults.sort(Comparator.comparingLong((Fault it) -> it.times.now).reversed());
        return new FeedTrend(
                before.map(FeedRun::startedAt),
                weekAgo.map(FeedRun::startedAt),
                new Line(now.items(), before.map(FeedRun::items), weekAgo.map(FeedRun::items)),
                new Line(now.leftOut(), before.map(FeedRun::leftOut), weekAgo.map(FeedRun::leftOut)),
                faults);
    }

    private static long times(FeedRun run, Kind kind) {
        return run.faults().stream()
                .filter(it -> Kind.of(it).equals(kind))
                .mapToLong(FeedRun.Count::times)
                .sum();
    }
}
