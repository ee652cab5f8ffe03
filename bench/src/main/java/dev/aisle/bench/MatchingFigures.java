package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.bench.MatchPairs.Pair;
import dev.aisle.supply.matching.Match;
import dev.aisle.supply.matching.PairJudge;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `eval matching`: the matcher's own judgement of pairs that people labelled, and of whole clusters where a set has
/// them.
final class MatchingFigures {

    private static final String HOW =
            "each record as a listing with its title, brand and part number (the description, the price and the other "
                    + "record's table are not used), the two judged as the matcher judges them; merged counts as one "
                    + "thing, too close to call counts as two; candidates is the share of the pairs labelled one thing "
                    + "that stand in one block together; hard: of the pairs labelled two things, those whose titles "
                    + "contradict each other in that kind (by patterns of the figure's own), and how many were merged; "
                    + "clusters: all records of the set, each of another merchant, stored and matched by the real path "
                    + "on a database of its own, precision and recall over pairs of records in one product";

    /// @param merged pairs the matcher merges
    /// @param wrong of these labelled two things
    /// @param undecided pairs too close to call
    /// @param candidates the share of pairs labelled one thing that the matcher would come to compare
    record Score(
            String set,
            String split,
            int pairs,
            int same,
            double precision,
            double recall,
            double f1,
            int merged,
            int wrong,
            int undecided,
            double candidates) {}

    /// Pairs labelled two things that contradict each other in one kind, and how many were merged all the same.
    record Hard(String kind, int pairs, int merged) {}

    record Figure(List<Score> scores, List<Hard> hard, List<ClusterFigures.Score> clusters, String how) {}

    private MatchingFigures() {}

    /// `--from DIR [--split NAME] [--no-clusters] [--errors]`.
    static void run(Options options, PrintStream out) throws IOException {
        Optional<String> only = options.find("split");
        List<Score> scores = new ArrayList<>();
        Map<HardKinds, int[]> hard = new EnumMap<>(HardKinds.class);
        for (HardKinds kind : HardKinds.values()) {
            hard.put(kind, new int[2]);
        }
        List<ClusterFigures.Score> clusters = new ArrayList<>();
        for (MatchPairs set : MatchPairs.in(options.from())) {
            for (Map.Entry<String, List<Pair>> split : set.splits().entrySet()) {
                if (only.isEmpty() || only.get().equals(split.getKey())) {
                    scores.add(score(set.name(), split.getKey(), split.getValue(), hard, options.has("errors"), out));
                }
            }
            if (!set.clusters().isEmpty() && !options.has("no-clusters")) {
                clusters.add(ClusterFigures.score(set));
            }
        }
        Figure figure = new Figure(
                scores,
                hard.entrySet().stream()
                        .map(it -> new Hard(
                                it.getKey().name().toLowerCase(Locale.ROOT), it.getValue()[0], it.getValue()[1]))
                        .toList(),
                clusters,
                HOW);
        if (options.has("json")) {
            out.println(Json.write(figure));
        } else {
            print(figure, out);
        }
    }

    private static Score score(
            String set, String split, List<Pair> pairs, Map<HardKinds, int[]> hard, boolean errors, PrintStream out) {
        int same = 0;
        int merged = 0;
        int right = 0;
        int undecided = 0;
        int candidates = 0;
        for (Pair pair : pairs) {
            Match match = PairJudge.judge(pair.a(), pair.b());
            boolean one = match instanceof Match.Same;
            same += pair.same() ? 1 : 0;
            merged += one ? 1 : 0;
            right += one && pair.same() ? 1 : 0;
            undecided += match instanceof Match.Undecided ? 1 : 0;
            candidates += pair.same() && PairJudge.wouldMeet(pair.a(), pair.b()) ? 1 : 0;
            if (!pair.same()) {
                for (HardKinds kind : HardKinds.of(pair.a().title(), pair.b().title())) {
                    int[] counts = hard.getOrDefault(kind, new int[2]);
                    counts[0]++;
                    counts[1] += one ? 1 : 0;
                }
            }
            if (errors && one != pair.same()) {
                out.printf(
                        "%s %s: %s%n  %s%n  %s%n  %s%n",
                        set,
                        split,
                        one ? "merged, labelled two things" : "kept apart, labelled one thing",
                        pair.a().title(),
                        pair.b().title(),
                        match.evidence().reasons());
            }
        }
        double precision = ratio(right, merged);
        double recall = ratio(right, same);
        return new Score(
                set,
                split,
                pairs.size(),
                same,
                precision,
                recall,
                f1(precision, recall),
                merged,
                merged - right,
                undecided,
                ratio(candidates, same));
    }

    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 1000.0;
    }

    static double f1(double precision, double recall) {
        return precision + recall == 0 ? 0 : Math.round(2000.0 * precision * recall / (precision + recall)) / 1000.0;
    }

    private static void print(Figure figure, PrintStream out) {
        out.printf(
                "%-16s %-6s %7s %6s %9s %6s %6s %7s %6s %9s %10s%n",
                "set",
                "split",
                "pairs",
                "same",
                "precision",
                "recall",
                "F1",
                "merged",
                "wrong",
                "undecided",
                "candidates");
        figure.scores()
                .forEach(it -> out.printf(
                        Locale.ROOT,
                        "%-16s %-6s %7d %6d %9.3f %6.3f %6.3f %7d %6d %9d %10.3f%n",
                        it.set(),
                        it.split(),
                        it.pairs(),
                        it.same(),
                        it.precision(),
                        it.recall(),
                        it.f1(),
                        it.merged(),
                        it.wrong(),
                        it.undecided(),
                        it.candidates()));
        out.printf("%n%-16s %7s %6s%n", "labelled two", "pairs", "merged");
        figure.hard().forEach(it -> out.printf("%-16s %7d %6d%n", it.kind(), it.pairs(), it.merged()));
        if (!figure.clusters().isEmpty()) {
            out.printf(
                    "%n%-16s %7s %7s %9s %9s %6s%n",
                    "clusters", "records", "things", "products", "precision", "recall");
            figure.clusters()
                    .forEach(it -> out.printf(
                            Locale.ROOT,
                            "%-16s %7d %7d %9d %9.3f %6.3f%n",
                            it.set(),
                            it.records(),
                            it.things(),
                            it.products(),
                            it.precision(),
                            it.recall()));
        }
        out.printf("%nhow: %s%n", figure.how());
    }
}
