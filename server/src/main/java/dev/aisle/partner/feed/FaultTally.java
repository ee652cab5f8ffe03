package dev.aisle.partner.feed;

import dev.aisle.partner.destination.ItemFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts faults by rule and field, with some examples each.
final class FaultTally {

    private static final int MOST_EXAMPLES = 50;

    private record Kind(String rule, String field, ItemFault.Outcome outcome) {}

    private static final class Count {
        private final ItemFault first;
        private final List<String> examples = new ArrayList<>();
        private long times;

        private Count(ItemFault first) {
            this.first = first;
        }
    }

    private final Map<Kind, Count> counts = new HashMap<>();

    void add(List<ItemFault> faults) {
        for (ItemFault fault : faults) {
            Count count = counts.computeIfAbsent(
                    new Kind(fault.rule(), fault.field(), fault.outcome()), ignored -> new Count(fault));
            count.times++;
            if (count.examples.size() < MOST_EXAMPLES) {
                count.examples.add(fault.item());
            }
        }
    }

    /// The gravest first, then the most frequent.
    List<FeedRun.Count> counts() {
        return counts.values().stream()
                .map(it -> new FeedRun.Count(
                        it.first.rule(),
                        it.first.field(),
                        it.first.source(),
                        it.first.outcome(),
                        it.times,
                        it.first.change(),
                        List.copyOf(it.examples)))
                .sorted(Comparator.comparing(FeedRun.Count::outcome)
                        .thenComparing(
                                Comparator.comparingLong(FeedRun.Count::times).reversed())
                        .thenComparing(FeedRun.Count::field))
                .toList();
    }
}
