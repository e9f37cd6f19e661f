package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocTest {
    private static final double EXACT = 1e-12;
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};
    private static final boolean[] LABELS = {false, false, true, true};

    @Test
    void theTextbookAreaIsThreeQuarters() {
        // pairs of a positive and a negative: 0.35 beats 0.1 but not 0.4, 0.8 beats both
        assertEquals(0.75, Roc.auc(SCORES, LABELS), EXACT);
    }

    @Test
    void theAreaEqualsTheShareOfPairsInOrder() {
        // brute force over all pairs, scores rounded so that ties are common
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(2, 40);
            double[] scores = new double[n];
            boolean[] positive = new boolean[n];
            for (int at = 0; at < n; at++) {
                scores[at] = random.nextInt(8) / 8.0;
                positive[at] = random.nextInt(3) == 0;
            }
            assertEquals(pairs(scores, positive), Roc.auc(scores, positive), EXACT, Arrays.toString(scores));
        }
    }

    private static double pairs(double[] scores, boolean[] positive) {
        double won = 0;
        long pairs = 0;
        for (int p = 0; p < scores.length; p++) {
            for (int n = 0; n < scores.length; n++) {
                if (positive[p] && !positive[n]) {
                    pairs++;
                    won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    @Test
    void oneClassAloneHasNoArea() {
        assertEquals(Double.NaN, Roc.auc(new double[] {0.1, 0.2}, new boolean[] {true, true}));
        assertEquals(Double.NaN, Roc.auc(new double[0], new boolean[0]));
        assertEquals(Double.NaN, Roc.macroAuc(new double[][] {{0.7, 0.3}, {0.4, 0.6}}, new int[] {1, 1}));
        assertEquals(Double.NaN, AveragePrecision.of(new double[] {0.5}, new boolean[] {false}));
        assertEquals(Optional.empty(), OperatingPoint.youden(new double[] {0.5}, new boolean[] {true}));
    }

    @Test
    void withSeveralClassesEachIsSetAgainstTheRest() {
        // class 0 against the rest 1 and 0.9 of 0.2, 0.3, 0.1: area 1; class 1: 0.7 against 0.1, 0.1, 0.6, 0.1: area 1;
        // class 2 (two cases, 0.1 and 0.8) against 0.1, 0.0, 0.0: 2.5 and 3 of 3 pairs won: 5.5 / 6
        double[][] scores = {{0.9, 0.1, 0.0}, {0.8, 0.1, 0.1}, {0.3, 0.7, 0.0}, {0.3, 0.6, 0.1}, {0.1, 0.1, 0.8}};
        int[] truth = {0, 0, 1, 2, 2};
        assertEquals((1 + 1 + 5.5 / 6) / 3, Roc.macroAuc(scores, truth), EXACT);
        assertEquals((2 + 1 + 2 * 5.5 / 6) / 5, Roc.weightedAuc(scores, truth), EXACT);
    }

    @Test
    void aClassThatIsAbsentIsLeftOutOfTheMean() {
        double[][] scores = {{0.9, 0.1, 0}, {0.2, 0.8, 0}, {0.6, 0.4, 0}};
        assertEquals(1, Roc.macroAuc(scores, new int[] {0, 1, 0}), EXACT);
    }

    @Test
    void averagePrecisionAddsSteps() {
        // falling scores: + - + -: recall 1/2 at precision 1, recall 1 at precision 2/3
        assertEquals(0.5 + 0.5 * 2 / 3, AveragePrecision.of(SCORES, LABELS), EXACT);
        // all tied: the share of positives
        assertEquals(0.25, AveragePrecision.of(new double[4], new boolean[] {true, false, false, false}), EXACT);
    }

    @Test
    void theYoudenPointIsTheBestSumOfSensitivityAndSpecificity() {
        // thresholds 0.8: 0.5 + 1; 0.4: 0.5 + 0.5; 0.35: 1 + 0.5; 0.1: 1 + 0. Two are equal, the higher one wins.
        OperatingPoint point = OperatingPoint.youden(SCORES, LABELS).orElseThrow();
        assertEquals(new OperatingPoint(0.8, 0.5, 1, 1), point);
        assertEquals(0.5, point.youden(), EXACT);
    }

    @Test
    void theF1PointMayBeAnotherOne() {
        // F1 at 0.8: 2/3, at 0.4: 1/2, at 0.35: 4/5, at 0.1: 2/3
        OperatingPoint point = OperatingPoint.f1Max(SCORES, LABELS).orElseThrow();
        assertEquals(0.35, point.threshold());
        assertEquals(0.8, point.f1(), EXACT);
        assertEquals(point, OperatingPoint.at(0.35, SCORES, LABELS).orElseThrow());
        assertEquals(0, OperatingPoint.at(0.9, SCORES, LABELS).orElseThrow().f1());
    }

    @Test
    void noThresholdIsBetterThanTheChosenOnes() {
        SplittableRandom random = new SplittableRandom(5);
        double[] scores = new double[60];
        boolean[] positive = new boolean[60];
        Arrays.setAll(scores, at -> random.nextInt(30) / 30.0);
        for (int at = 0; at < 60; at++) {
            positive[at] = random.nextDouble() < scores[at];
        }
        double youden = OperatingPoint.youden(scores, positive).orElseThrow().youden();
        double f1 = OperatingPoint.f1Max(scores, positive).orElseThrow().f1();
        for (int t = 0; t <= 31; t++) {
            OperatingPoint other = OperatingPoint.at(t / 30.0, scores, positive).orElseThrow();
            assertTrue(other.youden() <= youden + EXACT && other.f1() <= f1 + EXACT, other.toString());
        }
    }

    @Test
    void scoresThatCannotBeRankedAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Roc.auc(new double[] {Double.NaN}, new boolean[1]));
        assertThrows(IllegalArgumentException.class, () -> Roc.auc(new double[2], new boolean[1]));
    }
}
