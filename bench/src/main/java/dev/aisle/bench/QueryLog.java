package dev.aisle.bench;

import java.util.List;
import java.util.SplittableRandom;

/// A query log with a Zipf distribution (exponent 1): the query of rank r is asked 1/r as often as the first.
final class QueryLog {

    private final List<String> queries;
    private final double[] cumulative;

    QueryLog(List<String> queries) {
        this.queries = queries;
        this.cumulative = new double[queries.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    String next(SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return queries.get(low);
    }
}
