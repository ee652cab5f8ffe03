package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Match.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A judgement that is not yet put into words: most pairs that stand in one block are nobody's question.
///
/// @param score from 0 to 1; of a conflict it is not known before somebody asks
/// @param reason what decided; nothing where the words as a whole did
/// @param text nothing where the words were not looked at
record Verdict(
        Kind kind,
        double score,
        @Nullable String reason,
        @Nullable TextEvidence text) {

    enum Kind {
        SAME,
        UNDECIDED,
        DIFFERENT,
        CONFLICT
    }

    static Verdict conflict(String reason, @Nullable TextEvidence text) {
        return new Verdict(Kind.CONFLICT, 0, reason, text);
    }

    Match inWords() {
        return switch (kind) {
            case SAME -> new Match.Same(evidence(score));
            case UNDECIDED -> new Match.Undecided(evidence(score));
            case DIFFERENT -> new Match.Different(evidence(score));
            case CONFLICT -> new Match.Conflict(evidence(text == null ? 0 : text.score()));
        };
    }

    Evidence evidence(double how) {
        List<String> reasons = new ArrayList<>(4);
        if (reason != null) {
            reasons.add(reason);
        }
        if (text != null) {
            reasons.addAll(text.inWords());
        }
        return new Evidence(how, reasons);
    }
}
