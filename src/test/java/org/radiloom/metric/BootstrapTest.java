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
    void percentilesInterpolateBetweenNeighbours() {
        // numpy 1.24: percentile([1, 2, 3, 4, 10], 95) = 8.8, percentile([7, 1, 4, 2], 2.5) = 1.075
        assertEquals(8.8, Percentile.of(new double[] {10, 1, 3, 2, 4}, 95), 1e-12);
        assertEquals(1.075, Percentile.of(new double[] {7, 1, 4, 2}, 2.5), 1e-12);
    }

    @Test
    void nothingCannotBeResampled() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.ofMean(new double[0]));
    }
}
