package dev.aisle.bench;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// How well one field was read over all pages. A page counts once: right when any value read is a true one. An answer
/// where no truth is known counts against precision, unless the truth of the field is known to have gaps.
record FieldScore(double f1, double precision, double recall, int pages) {

    /// Page to values, on either side; values already in the form they are compared in.
    static FieldScore of(Map<String, Set<String>> truth, Map<String, Set<String>> read, boolean truthHasGaps) {
        int right = 0;
        int answers = 0;
        int wanted = 0;
        for (Map.Entry<String, Set<String>> page : truth.entrySet()) {
            Set<String> expected = page.getValue();
            Set<String> said = read.getOrDefault(page.getKey(), Set.of());
            wanted += expected.isEmpty() ? 0 : 1;
            answers += said.isEmpty() || (expected.isEmpty() && truthHasGaps) ? 0 : 1;
            right += Collections.disjoint(expected, said) ? 0 : 1;
        }
        double precision = answers == 0 ? 0 : (double) right / answers;
        double recall = wanted == 0 ? 0 : (double) right / wanted;
        double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new FieldScore(rounded(f1), rounded(precision), rounded(recall), wanted);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
