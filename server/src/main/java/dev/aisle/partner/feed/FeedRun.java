package dev.aisle.partner.feed;

import dev.aisle.partner.destination.ItemFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One writing of a feed, and what pre-flight found.
public record FeedRun(
        long id, Instant startedAt, Duration took, Outcome outcome, long items, long leftOut, List<Count> faults) {

    /// What came of it.
    public enum Outcome {
        /// New files are served.
        PUBLISHED,
        /// The files served say the same already.
        UNCHANGED,
        /// There is nothing to send, and there was nothing before.
        EMPTY,
        /// There is so much less than before that it may be a mistake: the files served stay.
        HELD_BACK
    }

    /// How often one rule was broken.
    ///
    /// @param examples ids of some items
    public record Count(
            String rule,
            String field,
            String source,
            ItemFault.Outcome outcome,
            long times,
            String change,
            List<String> examples) {}
}
