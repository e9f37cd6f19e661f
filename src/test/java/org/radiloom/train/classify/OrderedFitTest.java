package org.radiloom.train.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderedFitTest {
    private static final double[][] Z = {{-1, 0.5}, {0, -0.3}, {0.4, 0.1}, {1, 0.2}, {1.5, -1}, {-0.7, 0.9}, {0.2, 1}};
    private static final int[] TRUTH = {0, 1, 1, 2, 2, 0, 1};

    /** The same cost written in NumPy and minimised by SciPy's BFGS to a gradient of 1e-10. */
    @Test
    void theFitIsTheLeastOfTheCost() {
        OrderedFit fit = OrderedFit.of(Z, TRUTH, 3, 0.1);
        assertArrayEquals(new double[] {1.67940656, -0.5359176}, fit.weight(), 1e-5);
        assertArrayEquals(new double[] {-0.10470012, 0.54625912, -0.44155899}, fit.bias(), 1e-5);
        assertArrayEquals(new double[] {0.03730429, 0.34456771, 0.618128}, fit.probabilities(Z[3]), 1e-5);
    }

    @Test
    void aHeavyPenaltyLeavesEqualProbabilities() {
        double[] p = OrderedFit.of(Z, TRUTH, 3, 1e9).probabilities(Z[0]);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, p, 1e-6);
    }

    @Test
    void aClassThatNobodyHasStaysUnlikelyAndFinite() {
        OrderedFit fit = OrderedFit.of(Z, new int[] {0, 1, 1, 1, 1, 0, 1}, 3, 0.1);
        assertTrue(Arrays.stream(fit.bias()).allMatch(Double::isFinite));
        assertEquals(1, Arrays.stream(fit.probabilities(Z[4])).sum(), 1e-12);
        assertTrue(fit.probabilities(Z[1])[2] < 0.1);
    }
}
