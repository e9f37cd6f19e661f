package org.radiloom.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * One number T that makes a classifier's probabilities honest without changing its answers: softmax(s / T). T above 1
 * says that it was too sure of itself.
 *
 * <p>Source: Guo et al. 2017, On Calibration of Modern Neural Networks (arXiv:1706.04599), section 4.2.
 */
public final class TemperatureScaling {
    /** Ends of the search for log T. */
    private static final double LOG_LIMIT = 3;

    private static final double LOG_TOLERANCE = 1e-9;

    /** Temperatures looked at before the search where there may be several valleys. */
    private static final int STARTS = 25;

    /** Probabilities are kept this far from 0 in the log-likelihood. */
    private static final double LEAST = 1e-12;

    /** (√5 - 1) / 2. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private TemperatureScaling() {}

    /**
     * T with the least mean negative log-likelihood, by golden-section search over log T in [-3, 3]. The likelihood is
     * convex in 1/T, so it has one valley.
     *
     * @param logits (N, K) of validation cases
     * @param truth (N), classes in [0, K)
     * @return 1 if fewer than two classes are there: T would only say that it should always answer that class
     */
    public static double fit(double[][] logits, int[] truth) {
        if (logits.length != truth.length) {
            throw new IllegalArgumentException(logits.length + " rows, " + truth.length + " labels");
        }
        if (Arrays.stream(truth).distinct().count() < 2) {
            return 1;
        }
        return search(temperature -> nll(logits, truth, temperature), -LOG_LIMIT, LOG_LIMIT);
    }

    /**
     * The same for cases that are seen several times (frames of a patient, patches of a frame): a case's probability is the
     * mean over its rows of softmax(s / T).
     *
     * <p>Such a likelihood may have several valleys in T, so the best of {@value #STARTS} temperatures is found first and
     * then refined between its neighbours.
     *
     * @param logits (N), each (rows, K), at least one row
     * @param truth (N), classes in [0, K)
     * @return 1 if fewer than two classes are there
     */
    public static double fitMeans(List<double[][]> logits, int[] truth) {
        if (logits.size() != truth.length) {
            throw new IllegalArgumentException(logits.size() + " cases, " + truth.length + " labels");
        }
        if (Arrays.stream(truth).distinct().count() < 2) {
            return 1;
        }
        DoubleUnaryOperator nll = temperature -> {
            double sum = 0;
            for (int at = 0; at < truth.length; at++) {
                sum -= Math.log(Math.max(LEAST, mean(logits.get(at), temperature)[truth[at]]));
            }
            return sum / truth.length;
        };
        double step = 2 * LOG_LIMIT / (STARTS - 1);
        double best = -LOG_LIMIT;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            double at = -LOG_LIMIT + start * step;
            double value = nll.applyAsDouble(Math.exp(at));
            if (value < least) {
                least = value;
                best = at;
            }
        }
        return search(nll, Math.max(-LOG_LIMIT, best - step), Math.min(LOG_LIMIT, best + step));
    }

    /** Golden-section search over log T; gives T. */
    private static double search(DoubleUnaryOperator nll, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = nll.applyAsDouble(Math.exp(left));
        double atRight = nll.applyAsDouble(Math.exp(right));
        while (high - low > LOG_TOLERANCE) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = nll.applyAsDouble(Math.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = nll.applyAsDouble(Math.exp(right));
            }
        }
        return Math.exp((low + high) / 2);
    }

    /**
     * Mean over rows of softmax(logits / T).
     *
     * @param logits (rows, K), at least one row
     * @return (K), sums to 1
     */
    public static double[] mean(double[][] logits, double temperature) {
        double[] mean = new double[logits[0].length];
        for (double[] row : logits) {
            double[] p = probabilities(row, temperature);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += p[c] / logits.length;
            }
        }
        return mean;
    }

    /**
     * softmax(logits / T).
     *
     * @param logits (K)
     * @param temperature above 0
     * @return (K), sums to 1
     */
    public static double[] probabilities(double[] logits, double temperature) {
        double log = logSum(logits, temperature);
        return Arrays.stream(logits).map(s -> Math.exp(s / temperature - log)).toArray();
    }

    /** Mean negative log-likelihood of the truth at a temperature, natural logarithm. */
    public static double nll(double[][] logits, int[] truth, double temperature) {
        double sum = 0;
        for (int at = 0; at < truth.length; at++) {
            sum += logSum(logits[at], temperature) - logits[at][truth[at]] / temperature;
        }
        return sum / truth.length;
    }

    private static double logSum(double[] logits, double temperature) {
        double largest = Arrays.stream(logits).max().orElseThrow() / temperature;
        double sum = 0;
        for (double s : logits) {
            sum += Math.exp(s / temperature - largest);
        }
        return largest + Math.log(sum);
    }
}
