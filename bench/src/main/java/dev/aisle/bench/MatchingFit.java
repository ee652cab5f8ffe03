package dev.aisle.bench;

import dev.aisle.bench.MatchPairs.Pair;
import dev.aisle.supply.matching.PairJudge;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `eval matching-fit`: the weights of the words by logistic regression on the training pairs of every set,
/// those that nothing contradicts. Each set counts alike however many pairs it has, and so do its pairs
/// labelled one thing (two fifths) and two things (three fifths): a wrong merge is worse than a missed one.
final class MatchingFit {

    private static final String SPLIT = "train";
    private static final double SAME = 0.4;
    private static final double SHRINKAGE = 0.002;
    private static final int ROUNDS = 1_500;

    private static final class Example {

        private final double[] features;
        private final double label;
        private final double weight;

        Example(double[] features, double label, double weight) {
            this.features = features;
            this.label = label;
            this.weight = weight;
        }
    }

    private MatchingFit() {}

    static void run(Options options, PrintStream out) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (MatchPairs set : MatchPairs.in(options.from())) {
            examples.addAll(examples(set.splits().getOrDefault(SPLIT, List.of())));
        }
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no pairs to learn from in " + options.from());
        }
        double[] fitted = fitted(examples);
        StringBuilder weights = new StringBuilder();
        for (int j = 0; j + 1 < fitted.length; j++) {
            weights.append(String.format(Locale.ROOT, "%.3f, ", fitted[j]));
        }
        out.printf(Locale.ROOT, "weights %s%nbias %.3f%n", weights, fitted[fitted.length - 1]);
    }

    private static List<Example> examples(List<Pair> pairs) {
        List<double[]> features = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        double same = 0;
        for (Pair pair : pairs) {
            Optional<double[]> found = PairJudge.features(pair.a(), pair.b());
            if (found.isPresent()) {
                features.add(found.get());
                labels.add(pair.same() ? 1.0 : 0.0);
                same += pair.same() ? 1 : 0;
            }
        }
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            double weight = labels.get(i) == 1 ? SAME / same : (1 - SAME) / (features.size() - same);
            examples.add(new Example(features.get(i), labels.get(i), weight));
        }
        return examples;
    }

    /// Gradient descent over features brought to one scale; the last number is the bias.
    private static double[] fitted(List<Example> examples) {
        int count = examples.getFirst().features.length;
        double total = examples.stream().mapToDouble(it -> it.weight).sum();
        double[] mean = new double[count];
        double[] spread = new double[count];
        for (int j = 0; j < count; j++) {
            int at = j;
            mean[j] = examples.stream()
                            .mapToDouble(it -> it.weight * it.features[at])
                            .sum()
                    / total;
            double square = examples.stream()
                    .mapToDouble(it -> it.weight * Math.pow(it.features[at] - mean[at], 2))
                    .sum();
            spread[j] = Math.sqrt(square / total) + 1e-9;
        }
        double[] weights = new double[count];
        double bias = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] slope = new double[count];
            double biasSlope = 0;
            for (Example example : examples) {
                double sum = bias;
                for (int j = 0; j < count; j++) {
                    sum += weights[j] * (example.features[j] - mean[j]) / spread[j];
                }
                double error = (1 / (1 + Math.exp(-sum)) - example.label) * example.weight / total;
                biasSlope += error;
                for (int j = 0; j < count; j++) {
                    slope[j] += error * (example.features[j] - mean[j]) / spread[j];
                }
            }
            for (int j = 0; j < count; j++) {
                weights[j] -= slope[j] + SHRINKAGE * weights[j];
            }
            bias -= biasSlope;
        }
        double[] fitted = new double[count + 1];
        fitted[count] = bias;
        for (int j = 0; j < count; j++) {
            fitted[j] = weights[j] / spread[j];
            fitted[count] -= weights[j] * mean[j] / spread[j];
        }
        return fitted;
    }
}
