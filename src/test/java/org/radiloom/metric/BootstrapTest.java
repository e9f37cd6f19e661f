package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void theSameValuesGiveTheSameInterval() {
        double[] values = {0.8, 0.85, 0.9, 0.7};
        assertEquals(Bootstrap.ofMean(values), Bootstrap.ofMean(values));
    }

    @Test
    void equalValuesHaveNoSpread() {
        assertEquals(new Bootstrap.Interval(0.5, 0.5, 0.5, 3), Bootstrap.ofMean(new double[] {0.5, 0.5, 0.5}));
    }

    @Test
    void theIntervalOfAMeanComesNearTheTextbookOne() {
        // 400 standard normal values: half-width 1.96 / sqrt(400) = 0.098
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[400];
        Arrays.setAll(values, i -> random.nextGaussian());
        Bootstrap.Interval interval = Bootstrap.ofMean(values);
        assertEquals(0.098, (interval.high() - interval.low()) / 2, 0.012);
        assertTrue(interval.low() < interval.value() && interval.value() < interval.high());
    }

    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        // 300 samples of 40 normal values: 95 % nominal; a percentile interval of 40 values is a little short (about 93
        // %)
        SplittableRandom random = new SplittableRandom(21);
        int held = 0;
        for (int sample = 0; sample < 300; sample++) {
            double[] values = new double[40];
            Arrays.setAll(values, i -> 5 + random.nextGaussian());
            Bootstrap.Interval interval = Bootstrap.ofMean(values);
            held += interval.low() <= 5 && 5 <= interval.high() ? 1 : 0;
        }
        assertTrue(held >= 0.89 * 300 && held <= 0.98 * 300, held + " of 300");
    }

    @Test
    void everyStratumKeepsItsSize() {
        int[] stratum = {0, 0, 0, 7, 7};
        Bootstrap.stratified(stratum, picked -> {
            assertEquals(3, Arrays.stream(picked).filter(at -> at < 3).count());
            return 0;
        });
    }

    @Test
    void anAreaOverPatientsAlwaysHasBothClasses() {
        // one positive patient only: without strata a third of the resamples would have none
        double[] scores = {0.2, 0.4, 0.6, 0.5};
        boolean[] positive = {false, false, true, false};
        Bootstrap.Interval interval = Bootstrap.stratified(new int[] {0, 0, 1, 0}, picked -> {
            double[] s = Arrays.stream(picked).mapToDouble(at -> scores[at]).toArray();
            boolean[] p = new boolean[picked.length];
            for (int at = 0; at < p.length; at++) {
                p[at] = positive[picked[at]];
            }
            double area = Roc.auc(s, p);
            assertTrue(!Double.isNaN(area));
            return area;
        });
        assertEquals(1, interval.value());
        assertEquals(1, interval.low());
    }

    @Test
    void resamplesWithoutAValueAreLeftOut() {
        assertEquals(
                new Bootstrap.Interval(0.5, 0.5, 0.5, 2),
                Bootstrap.of(2, picked -> picked[0] == picked[1] ? Double.NaN : 0.5));
        assertEquals(new Bootstrap.Interval(Double.NaN, Double.NaN, Double.NaN, 2), Bootstrap.of(2, p -> Double.NaN));
    }

    @Test
    void percentilesInterpolateBetweenNeighbours() {
        // numpy 1.24: percentile([1, 2, 3, 4, 10], 95) = 8.8, percentile([7, 1, 4, 2], 2.5) = 1.075
        assertEquals(8.8, Percentile.of(new double[] {10, 1, 3, 2, 4}, 95), 1e-12);
        assertEquals(1.075, Percentile.of(new double[] {7, 1, 4, 2}, 2.5), 1e-12);
    }

    @Test
    void nothingCannotBeResampled() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.ofMean(new double[0]));
    }

    @Test
    void aFigureHasTheSameIntervalAloneAndWithOthers() {
        int[] stratum = {0, 0, 1, 1, 1};
        double[] values = {3, 5, 1, 2, 9};
        var together = Bootstrap.stratified(stratum, 2, picked -> new double[] {
            picked.length, Arrays.stream(picked).mapToDouble(at -> values[at]).sum()
        });
        assertEquals(
                Bootstrap.stratified(stratum, picked -> Arrays.stream(picked)
                        .mapToDouble(at -> values[at])
                        .sum()),
                together.get(1));
        assertEquals(new Bootstrap.Interval(5, 5, 5, 5), together.getFirst());
    }
}
