package dev.aisle.supply.matching;

import java.util.List;

/// The answer to "are these two listings the same thing?", with its reasons.
public sealed interface Match {

    Evidence evidence();

    record Same(Evidence evidence) implements Match {}

    /// Too close to call: the listings stay apart, and the question can be seen.
    record Undecided(Evidence evidence) implements Match {}

    /// Nothing says they are the same.
    record Different(Evidence evidence) implements Match {}

    /// Something says they cannot be the same, whatever else agrees: another capacity, another color.
    record Conflict(Evidence evidence) implements Match {}

    /// What speaks for an answer.
    ///
    /// @param score from 0 to 1, how much agrees
    /// @param reasons in words, the weightiest first
    record Evidence(double score, List<String> reasons) {
        public Evidence {
            reasons = List.copyOf(reasons);
        }
    }
}
