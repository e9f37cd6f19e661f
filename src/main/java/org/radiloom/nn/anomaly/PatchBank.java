package org.radiloom.nn.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How normal pictures of one organ in one modality look, place by place.
 *
 * @param mean of the pixels' features, {@link PatchFeatures#PIXELS}
 * @param deviation of the pixels' features
 * @param pictures what is remembered, (n, 7·7·8)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PatchBank(float[] mean, float[] deviation, float[][] pictures) {
    /** Numbers of a picture. */
    static final int LENGTH = PatchFeatures.PLACES * PatchFeatures.PLACES * PatchFeatures.COUNT;

    private static final int NEIGHBOURS = 5;
    private static final double TINY = 1e-6;

    /**
     * Of features of normal pictures.
     *
     * @param most how many are remembered; of more, those that lie farthest from what is remembered already (a greedy
     *     k-centre coreset, Roth et al. 2022, arXiv:2106.08265, algorithm 1), beginning with the first
     */
    static PatchBank of(List<float[]> features, int most) {
        float[] mean = new float[PatchFeatures.PIXELS];
        float[] deviation = new float[PatchFeatures.PIXELS];
        for (int at = 0; at < mean.length; at++) {
            double sum = 0;
            double squares = 0;
            for (float[] of : features) {
                sum += of[at];
                squares += (double) of[at] * of[at];
            }
            double m = sum / features.size();
            mean[at] = (float) m;
            deviation[at] = (float) (Math.sqrt(Math.max(0, squares / features.size() - m * m)) + TINY);
        }
        List<float[]> all = new ArrayList<>();
        features.forEach(of -> all.add(PatchFeatures.places(of, mean, deviation)));
        return new PatchBank(mean, deviation, spread(all, most).toArray(float[][]::new));
    }

    private static List<float[]> spread(List<float[]> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<float[]> kept = new ArrayList<>();
        double[] nearest = new double[all.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int next = 0;
        while (kept.size() < most) {
            float[] chosen = all.get(next);
            kept.add(chosen);
            for (int n = 0; n < nearest.length; n++) {
                nearest[n] = Math.min(nearest[n], squares(all.get(n), chosen, 0, LENGTH));
                if (nearest[n] > nearest[next]) {
                    next = n;
                }
            }
        }
        return kept;
    }

    private static double squares(float[] a, float[] b, int from, int length) {
        double sum = 0;
        for (int at = from; at < from + length; at++) {
            double off = a[at] - b[at];
            sum += off * off;
        }
        return sum;
    }

    /** (7, 7): the mean distance of a picture's place to the nearest five at the same place. */
    float[] distances(float[] places) {
        float[] distances = new float[PatchFeatures.PLACES * PatchFeatures.PLACES];
        int wanted = Math.min(NEIGHBOURS, pictures.length);
        double[] nearest = new double[wanted];
        for (int place = 0; place < distances.length; place++) {
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (float[] picture : pictures) {
                insert(nearest, squares(places, picture, place * PatchFeatures.COUNT, PatchFeatures.COUNT));
            }
            double sum = 0;
            for (double square : nearest) {
                sum += Math.sqrt(square);
            }
            distances[place] = (float) (sum / wanted);
        }
        return distances;
    }

    /** Keeps the least in ascending order. */
    private static void insert(double[] least, double value) {
        int at = least.length - 1;
        if (value >= least[at]) {
            return;
        }
        while (at > 0 && least[at - 1] > value) {
            least[at] = least[at - 1];
            at--;
        }
        least[at] = value;
    }
}
