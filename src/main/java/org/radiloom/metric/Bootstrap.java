package org.radiloom.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
    public record Interval(double value, double low, double high, int n) {
        /** A figure that does not exist. */
        public static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
    }

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
        return stratified(new int[units], statistic);
    }

    /**
     * Interval of a statistic that needs every stratum, such as the area under a curve: each resample draws from every
     * stratum as many units as it has.
     *
     * <p>A resample whose statistic is NaN is left out; if all are, the ends are NaN.
     *
     * @param stratum of every unit, for instance a patient's class; at least one unit
     * @param statistic value for a resample, given as indices into {@code stratum}
     */
    public static Interval stratified(int[] stratum, ToDoubleFunction<int[]> statistic) {
        return stratified(stratum, 1, picked -> new double[] {statistic.applyAsDouble(picked)})
                .getFirst();
    }

    /**
     * The same of several figures at once, all from the same resamples: a figure has the interval that it would have
     * alone.
     *
     * @param figures how many values {@code statistic} gives
     * @return one per figure, in the order of the statistic
     */
    public static List<Interval> stratified(int[] stratum, int figures, Function<int[], double[]> statistic) {
        int units = stratum.length;
        if (units < 1) {
            throw new IllegalArgumentException("no units to resample");
        }
        int[][] peers = peers(stratum);
        int[] picked = new int[units];
        Arrays.setAll(picked, i -> i);
        double[] value = statistic.apply(picked);
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] resampled = new double[figures][RESAMPLES];
        int[] n = new int[figures];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < units; i++) {
                picked[i] = peers[i][random.nextInt(peers[i].length)];
            }
            double[] drawn = statistic.apply(picked);
            for (int f = 0; f < figures; f++) {
                if (!Double.isNaN(drawn[f])) {
                    resampled[f][n[f]++] = drawn[f];
                }
            }
        }
        List<Interval> intervals = new ArrayList<>();
        for (int f = 0; f < figures; f++) {
            intervals.add(interval(value[f], resampled[f], n[f], units));
        }
        return intervals;
    }

    private static Interval interval(double value, double[] resampled, int n, int units) {
        if (n == 0) {
            return new Interval(value, Double.NaN, Double.NaN, units);
        }
        Arrays.sort(resampled, 0, n);
        return new Interval(
                value, Percentile.ofSorted(resampled, n, 2.5), Percentile.ofSorted(resampled, n, 97.5), units);
    }

    /** For every unit the units of its stratum, itself included. */
    private static int[][] peers(int[] stratum) {
        Map<Integer, int[]> ofStratum = new HashMap<>();
        int[][] peers = new int[stratum.length][];
        for (int i = 0; i < stratum.length; i++) {
            int wanted = stratum[i];
            peers[i] = ofStratum.computeIfAbsent(wanted, s -> IntStream.range(0, stratum.length)
                    .filter(at -> stratum[at] == wanted)
                    .toArray());
        }
        return peers;
    }
}
