package org.radiloom.metric;

import java.util.Arrays;

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
        double low = -LOG_LIMIT;
        double high = LOG_LIMIT;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = nll(logits, truth, Math.exp(left));
        double atRight = nll(logits, truth, Math.exp(right));
        while (high - low > LOG_TOLERANCE) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = nll(logits, truth, Math.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = nll(logits, truth, Math.exp(right));
            }
        }
        return Math.exp((low + high) / 2);
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
