package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Match.Evidence;
import java.util.List;

/// Decides whether two listings are the same thing, from these two alone: what else is known never counts, so
/// that the answer does not depend on when listings came.
final class PairJudge {

    private PairJudge() {}

    static Match judge(MatchProfile a, MatchProfile b) {
        if (a.isSiblingOf(b)) {
            return a.look().equals(b.look())
                    ? new Match.Same(new Evidence(1, List.of("one thing in several sizes at one merchant")))
                    : new Match.Conflict(
                            new Evidence(0, List.of("siblings at one merchant: " + a.look() + " and " + b.look())));
        }
        if (a.gtin().isPresent() && b.gtin().isPresent()) {
            return a.gtin().equals(b.gtin())
                    ? new Match.Same(
                            new Evidence(1, List.of("equal GTIN " + a.gtin().get())))
                    : new Match.Conflict(new Evidence(0, List.of("different GTIN")));
        }
        if (!a.look().equals(b.look())) {
            return new Match.Conflict(new Evidence(0, List.of("different options: " + a.look() + " and " + b.look())));
        }
        if (a.brand().isPresent()
                && a.brand().equals(b.brand())
                && a.mpn().isPresent()
                && a.mpn().equals(b.mpn())) {
            return new Match.Same(new Evidence(
                    0.98, List.of("equal brand and part number " + a.mpn().get())));
        }
        return a.tokens().equals(b.tokens())
                ? new Match.Same(new Evidence(0.95, List.of("equal title")))
                : new Match.Different(new Evidence(0, List.of()));
    }
}
