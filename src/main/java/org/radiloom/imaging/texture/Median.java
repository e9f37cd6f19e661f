package org.radiloom.imaging.texture;

import java.util.Arrays;

/** The middle of values; of an even number the mean of the middle two. */
final class Median {
    private Median() {}

    /** @param values at least one; left as they are */
    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** 1.4826 times the median of the distances from {@code centre}: a normal distribution's deviation. */
    static double spread(double[] values, double centre) {
        double[] far = new double[values.length];
        for (int n = 0; n < far.length; n++) {
            far[n] = Math.abs(values[n] - centre);
        }
        return 1.4826 * of(far);
    }
}
