package org.radiloom.metric;

import java.util.Arrays;

/** Percentiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7; numpy's default). */
public final class Percentile {
    private Percentile() {}

    /**
     * The {@code percent}-th percentile of {@code values}, which may have any order and stay unchanged.
     *
     * @param percent in [0, 100]
     */
    public static double of(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, sorted.length, percent);
    }

    static double ofSorted(double[] sorted, int n, double percent) {
        if (n < 1 || !(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(percent + " % of " + n + " values");
        }
        double at = percent / 100 * (n - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, n - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
