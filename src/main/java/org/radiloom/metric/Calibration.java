package org.radiloom.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How well stated probabilities agree with what was observed: expected calibration error, Brier score, negative
 * log-likelihood and the reliability table. Immutable sums, so that patients can be pooled and resampled.
 *
 * <p>Source of the calibration error with {@value #BINS} bins of equal width: Guo et al. 2017, On Calibration of Modern
 * Neural Networks (arXiv:1706.04599), equation 3.
 */
public final class Calibration {
    /** Bins of the reliability table, equally wide over [0, 1]. */
    public static final int BINS = 15;

    /** Nothing counted yet. */
    public static final Calibration NONE = new Calibration(new long[BINS], new double[BINS], new double[BINS], 0, 0);

    /** Probabilities are kept this far from 0 in the log-likelihood, so that one certain error is not infinite. */
    private static final double LEAST = 1e-12;

    private final long[] count;
    private final double[] stated;
    private final double[] observed;
    private final double brierSum;
    private final double nllSum;

    private Calibration(long[] count, double[] stated, double[] observed, double brierSum, double nllSum) {
        this.count = count;
        this.stated = stated;
        this.observed = observed;
        this.brierSum = brierSum;
        this.nllSum = nllSum;
    }

    /**
     * A row of the reliability table.
     *
     * @param low lower end, included
     * @param high upper end, excluded (included in the last row)
     * @param n cases in it
     * @param stated mean probability that was stated; NaN if there is no case
     * @param observed share of cases where it came true; NaN if there is no case
     */
    public record Bin(double low, double high, long n, double stated, double observed) {}

    /**
     * Of a classifier: the stated probability is that of the class chosen, observed is whether it was right. The Brier
     * score is summed over classes (0 to 2).
     *
     * @param probabilities (N, K), rows sum to 1
     * @param truth (N), class indices
     */
    public static Calibration ofClasses(double[][] probabilities, int[] truth) {
        if (probabilities.length != truth.length) {
            throw new IllegalArgumentException(probabilities.length + " rows, " + truth.length + " labels");
        }
        Counting counting = new Counting();
        for (int at = 0; at < truth.length; at++) {
            double[] row = probabilities[at];
            int chosen = 0;
            double brier = 0;
            for (int c = 0; c < row.length; c++) {
                chosen = row[c] > row[chosen] ? c : chosen;
                double error = row[c] - (c == truth[at] ? 1 : 0);
                brier += error * error;
            }
            counting.add(row[chosen], chosen == truth[at], brier, row[truth[at]]);
        }
        return counting.done();
    }

    /**
     * Of foreground probabilities: the stated probability is that of the foreground, observed is whether the voxel
     * belongs to it. The Brier score is (p - y)², 0 to 1.
     *
     * @param probabilities 0 to 1
     * @param reference 0 is background, everything else foreground
     * @param looked which voxels are looked at, by index. Far background is certain and plentiful; a table over all
     *     voxels says nothing about the structure.
     */
    public static Calibration ofForeground(float[] probabilities, byte[] reference, IntPredicate looked) {
        if (probabilities.length != reference.length) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities, " + reference.length + " voxels");
        }
        Counting counting = new Counting();
        for (int at = 0; at < reference.length; at++) {
            if (looked.test(at)) {
                double p = probabilities[at];
                boolean foreground = reference[at] != 0;
                double error = foreground ? 1 - p : p;
                counting.add(p, foreground, error * error, 1 - error);
            }
        }
        return counting.done();
    }

    /**
     * What this rests on, to be written down and read back.
     *
     * @param count cases by bin
     * @param stated sum of stated probabilities by bin
     * @param observed number of cases by bin that came true
     * @param brier sum of squared errors
     * @param nll sum of negative log-likelihoods
     */
    public record Sums(List<Long> count, List<Double> stated, List<Double> observed, double brier, double nll) {
        public Sums {
            count = List.copyOf(count);
            stated = List.copyOf(stated);
            observed = List.copyOf(observed);
            if (count.size() != BINS || stated.size() != BINS || observed.size() != BINS) {
                throw new IllegalArgumentException("not " + BINS + " bins");
            }
        }
    }

    /** What this rests on. */
    public Sums sums() {
        return new Sums(
                Arrays.stream(count).boxed().toList(),
                Arrays.stream(stated).boxed().toList(),
                Arrays.stream(observed).boxed().toList(),
                brierSum,
                nllSum);
    }

    /** The same again from its sums. */
    public static Calibration of(Sums sums) {
        return new Calibration(
                sums.count.stream().mapToLong(n -> n).toArray(),
                sums.stated.stream().mapToDouble(s -> s).toArray(),
                sums.observed.stream().mapToDouble(o -> o).toArray(),
                sums.brier,
                sums.nll);
    }

    private static final class Counting {
        private final long[] count = new long[BINS];
        private final double[] stated = new double[BINS];
        private final double[] observed = new double[BINS];
        private double brier;
        private double nll;

        void add(double probability, boolean cameTrue, double squaredError, double probabilityOfTruth) {
            if (!(probability >= 0 && probability <= 1 + 1e-6)) {
                throw new IllegalArgumentException("not a probability: " + probability);
            }
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            count[bin]++;
            stated[bin] += probability;
            observed[bin] += cameTrue ? 1 : 0;
            brier += squaredError;
            nll -= Math.log(Math.max(LEAST, probabilityOfTruth));
        }

        Calibration done() {
            return new Calibration(count, stated, observed, brier, nll);
        }
    }

    /** The cases of both together. */
    public Calibration plus(Calibration other) {
        long[] counts = count.clone();
        double[] sumStated = stated.clone();
        double[] sumObserved = observed.clone();
        for (int b = 0; b < BINS; b++) {
            counts[b] += other.count[b];
            sumStated[b] += other.stated[b];
            sumObserved[b] += other.observed[b];
        }
        return new Calibration(counts, sumStated, sumObserved, brierSum + other.brierSum, nllSum + other.nllSum);
    }

    /** Cases counted. */
    public long n() {
        return Arrays.stream(count).sum();
    }

    /** Expected calibration error in [0, 1]: Σ (n_b / N) · |observed_b - stated_b|; NaN without a case. */
    public double ece() {
        double sum = 0;
        for (int b = 0; b < BINS; b++) {
            sum += Math.abs(observed[b] - stated[b]);
        }
        return sum / n();
    }

    /** Mean squared error of the probabilities; NaN without a case. */
    public double brier() {
        return brierSum / n();
    }

    /** Mean negative log-likelihood of the truth, natural logarithm; NaN without a case. */
    public double nll() {
        return nllSum / n();
    }

    /** The reliability table: {@value #BINS} rows, lowest probabilities first. */
    public List<Bin> reliability() {
        List<Bin> rows = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            rows.add(new Bin(
                    (double) b / BINS, (b + 1.0) / BINS, count[b], stated[b] / count[b], observed[b] / count[b]));
        }
        return rows;
    }
}
