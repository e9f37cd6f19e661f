package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
    @Test
    void theTemperatureOfABinaryTableFollowsFromItsOdds() {
        // always logit 4 for class 1, right in 3 of 4 cases: the best probability is 3/4, so 4 / T = log 3
        double[][] logits = new double[8][];
        int[] truth = new int[8];
        for (int at = 0; at < 8; at++) {
            logits[at] = at < 4 ? new double[] {0, 4} : new double[] {4, 0};
            truth[at] = at % 4 == 0 ? (at < 4 ? 0 : 1) : (at < 4 ? 1 : 0);
        }
        assertEquals(4 / Math.log(3), TemperatureScaling.fit(logits, truth), 1e-6);
    }

    @Test
    void logitsThatWereBlownUpAreBroughtBack() {
        // labels drawn from softmax(s); the model states softmax(2.5 s)
        SplittableRandom random = new SplittableRandom(9);
        double[][] logits = new double[20_000][3];
        int[] truth = new int[logits.length];
        for (int at = 0; at < logits.length; at++) {
            double[] s = logits[at];
            Arrays.setAll(s, c -> random.nextGaussian());
            double[] p = TemperatureScaling.probabilities(s, 1);
            double u = random.nextDouble();
            truth[at] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            Arrays.setAll(s, c -> 2.5 * s[c]);
        }
        double t = TemperatureScaling.fit(logits, truth);
        assertEquals(2.5, t, 0.08);
        assertTrue(TemperatureScaling.nll(logits, truth, t) < TemperatureScaling.nll(logits, truth, 1));
        assertTrue(ece(logits, truth, t) < ece(logits, truth, 1) / 5);
    }

    private static double ece(double[][] logits, int[] truth, double t) {
        double[][] p = Arrays.stream(logits)
                .map(s -> TemperatureScaling.probabilities(s, t))
                .toArray(double[][]::new);
        return Calibration.ofClasses(p, truth).ece();
    }

    @Test
    void theSearchStaysWithinItsLimits() {
        // always right: the colder the better; always wrong: the hotter the better
        double[][] logits = {{5, 0}, {0, 5}};
        assertEquals(Math.exp(-3), TemperatureScaling.fit(logits, new int[] {0, 1}), 1e-6);
        assertEquals(Math.exp(3), TemperatureScaling.fit(logits, new int[] {1, 0}), 1e-6);
    }

    @Test
    void oneClassAloneTeachesNothing() {
        assertEquals(1, TemperatureScaling.fit(new double[][] {{5, 0}, {3, 0}}, new int[] {0, 0}));
        assertEquals(1, TemperatureScaling.fit(new double[0][], new int[0]));
    }

    @Test
    void largeLogitsDoNotOverflow() {
        assertArrayEquals(new double[] {0, 1}, TemperatureScaling.probabilities(new double[] {-2000, 2000}, 1));
        assertEquals(4000, TemperatureScaling.nll(new double[][] {{2000, -2000}}, new int[] {1}, 1), 1e-9);
    }

    @Test
    void casesSeenOnceGetTheSameTemperatureEitherWay() {
        double[][] logits = {{2, 0}, {3, 0}, {0, 1}, {1, 0}, {0, 4}};
        int[] truth = {0, 1, 1, 0, 1};
        List<double[][]> once =
                Arrays.stream(logits).map(row -> new double[][] {row}).toList();
        assertEquals(TemperatureScaling.fit(logits, truth), TemperatureScaling.fitMeans(once, truth), 1e-6);
    }

    @Test
    void aTemperatureOfMeansLowersTheLikelihoodOfMeansNotOfRows() {
        // every case is seen twice, once rightly and once wrongly: at T = 1 its mean is softmax of (4, 0) and (0, 3)
        List<double[][]> logits = List.of(new double[][] {{4, 0}, {0, 3}}, new double[][] {{0, 4}, {3, 0}});
        int[] truth = {0, 1};
        double temperature = TemperatureScaling.fitMeans(logits, truth);
        double at = TemperatureScaling.mean(logits.getFirst(), temperature)[0];
        for (double other : new double[] {0.2, 0.5, 0.9, 1, 1.1, 2, 5, 20}) {
            assertTrue(at >= TemperatureScaling.mean(logits.getFirst(), other)[0] - 1e-9, "T " + other);
        }
        assertEquals(1, TemperatureScaling.fitMeans(logits, new int[] {1, 1}));
    }
}
