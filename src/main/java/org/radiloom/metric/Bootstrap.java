package org.radiloom.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap over independent units (patients): 95 % interval from 2000 resamples with a fixed seed.
 *
 * <p>Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13. Measurements of the same patient
 * must be averaged (or kept together by the statistic) before they come here.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 2000;
    private static final long SEED = 20_261_120L;

    /**
     * A figure with its 95 % interval.
     *
     * @param n units that it rests on
     */
    public record Interval(double value, double low, double high, int n) {}

    private Bootstrap() {}

    /** Interval of the mean of one value per patient; at least one value. */
    public static Interval ofMean(double[] perPatient) {
        return of(perPatient.length, picked -> {
            double sum = 0;
            for (int at : picked) {
                sum += perPatient[at];
            }
            return sum / picked.length;
        });
    }

    /**
     * Interval of any statistic.
     *
     * @param units number of independent units, at least 1
     * @param statistic value for a resample, given as {@code units} indices in [0, units)
     */
    public static Interval of(int units, ToDoubleFunction<int[]> statistic) {
        if (units < 1) {
            throw new IllegalArgumentException("no units to resample");
        }
        int[] picked = new int[units];
        Arrays.setAll(picked, i -> i);
        double value = statistic.applyAsDouble(picked);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] resampled = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < units; i++) {
                picked[i] = random.nextInt(units);
            }
            resampled[r] = statistic.applyAsDouble(picked);
        }
        Arrays.sort(resampled);
        return new Interval(
                value,
                Percentile.ofSorted(resampled, resampled.length, 2.5),
                Percentile.ofSorted(resampled, resampled.length, 97.5),
                units);
    }
}
