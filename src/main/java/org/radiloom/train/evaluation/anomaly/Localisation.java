package org.radiloom.train.evaluation.anomaly;

import java.util.Arrays;

/**
 * How well a map shows a picture's lesions, inside the region that is looked at.
 *
 * @param auroc area under the ROC curve of pixels; 0.5 for guessing
 * @param ap average precision of pixels; {@code share} for guessing
 * @param hit whether the largest value lies in a lesion; of equals the share of them that do
 * @param overlap share of a lesion that is covered, mean over lesions and over the thresholds at which up to 30 % of the other
 *     pixels are covered too (Bergmann et al. 2021, doi 10.1007/s11263-020-01400-4, of one picture); 0.15 for guessing
 * @param share how much of the region is lesion
 */
public record Localisation(double auroc, double ap, double hit, double overlap, double share) {
    private static final double FALSE_LIMIT = 0.3;

    /**
     * Judges a map.
     *
     * @param values of the pixels, larger is less normal
     * @param lesion number of the lesion that each pixel belongs to, from 1; 0 for none. Both kinds occur
     */
    public static Localisation of(float[] values, int[] lesion) {
        int n = values.length;
        int[] order = order(values);
        int lesions = Arrays.stream(lesion).max().orElse(0);
        long[] size = new long[lesions + 1];
        for (int each : lesion) {
            size[each]++;
        }
        long negatives = size[0];
        long positives = n - negatives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException(positives + " pixels of lesions, " + negatives + " others");
        }
        Walk walk = new Walk(size);
        double hit = 0;
        int at = 0;
        while (at < n) {
            int from = at;
            while (at < n && values[order[at]] == values[order[from]]) {
                walk.take(lesion[order[at]]);
                at++;
            }
            if (from == 0) {
                hit = (double) (at - walk.falsely) / at;
            }
            walk.threshold();
        }
        return new Localisation(
                walk.won / ((double) positives * negatives),
                walk.precision / positives,
                hit,
                walk.overlap / FALSE_LIMIT,
                (double) positives / n);
    }

    /** Pixels from the largest value to the least. */
    private static int[] order(float[] values) {
        long[] keys = new long[values.length];
        for (int at = 0; at < keys.length; at++) {
            if (Float.isNaN(values[at])) {
                throw new IllegalArgumentException("pixel " + at + " of the map is NaN");
            }
            int bits = Float.floatToIntBits(values[at] + 0f);
            // floats in the order of their bits, negative ones reversed
            int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[at] = ((long) ~ordered << 32) | at;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int at = 0; at < order.length; at++) {
            order[at] = (int) keys[at];
        }
        return order;
    }

    /** Counts on the way down. */
    private static final class Walk {
        private final long[] size;
        private final long[] found;
        private long truly;
        private long falsely;
        private long trulyBefore;
        private long falselyBefore;
        private double coverBefore;
        private double won;
        private double precision;
        private double overlap;

        Walk(long[] size) {
            this.size = size;
            this.found = new long[size.length];
        }

        void take(int lesion) {
            found[lesion]++;
            if (lesion == 0) {
                falsely++;
            } else {
                truly++;
            }
        }

        /** All pixels of one value are taken: a threshold lies below them. */
        void threshold() {
            // trapezoids: ties between a true and a false pixel count half
            won += (falsely - falselyBefore) * (truly + trulyBefore) / 2.0;
            precision += (truly - trulyBefore) * (double) truly / (truly + falsely);
            double before = (double) falselyBefore / size[0];
            double now = (double) falsely / size[0];
            double cover = 0;
            for (int each = 1; each < size.length; each++) {
                cover += (double) found[each] / size[each] / (size.length - 1);
            }
            if (before < FALSE_LIMIT && now > before) {
                double upTo = Math.min(now, FALSE_LIMIT);
                double end = coverBefore + (cover - coverBefore) * (upTo - before) / (now - before);
                overlap += (upTo - before) * (coverBefore + end) / 2;
            }
            trulyBefore = truly;
            falselyBefore = falsely;
            coverBefore = cover;
        }
    }
}
