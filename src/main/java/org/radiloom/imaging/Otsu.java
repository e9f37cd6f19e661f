package org.radiloom.imaging;

import java.util.OptionalDouble;

/**
 * The grey value that parts an image best in two: it makes the variance between the two sides largest.
 *
 * <p>Source: Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Trans. SMC 9(1), 1979, equations 12
 * and 14; over 256 equal bins from the least to the largest value.
 */
public final class Otsu {
    private static final int BINS = 256;

    private Otsu() {}

    /**
     * @param values finite
     * @return what is larger is the upper side; empty if all values are equal or there are none
     */
    public static OptionalDouble threshold(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (!(most > least)) {
            return OptionalDouble.empty();
        }
        double width = ((double) most - least) / BINS;
        long[] histogram = new long[BINS];
        for (float value : values) {
            histogram[Math.min(BINS - 1, (int) ((value - least) / width))]++;
        }
        return OptionalDouble.of(least + width * (best(histogram, values.length) + 1));
    }

    /** The last bin of the lower side; the middle one where several are best. */
    private static double best(long[] histogram, long count) {
        double total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            total += (double) bin * histogram[bin];
        }
        long below = 0;
        double sum = 0;
        double largest = -1;
        int first = 0;
        int last = 0;
        for (int bin = 0; bin < BINS - 1; bin++) {
            below += histogram[bin];
            sum += (double) bin * histogram[bin];
            long above = count - below;
            if (below == 0 || above == 0) {
                continue;
            }
            double apart = sum / below - (total - sum) / above;
            double between = (double) below * above * apart * apart;
            if (between > largest) {
                largest = between;
                first = bin;
            }
            if (between == largest) {
                last = bin;
            }
        }
        return (first + last) / 2.0;
    }
}
