package dev.aisle.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Draws ranks from 0 on with exponent 1: rank r comes 1/(r+1) as often as rank 0.
final class Zipf {

    private final double[] cumulative;

    Zipf(int ranks) {
        this.cumulative = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    int next(SplittableRandom random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }
}
