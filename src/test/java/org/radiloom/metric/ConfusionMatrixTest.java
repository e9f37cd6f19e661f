package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final double EXACT = 1e-12;

    /** Three ordered grades: [true][predicted]. */
    private static final ConfusionMatrix GRADES = ConfusionMatrix.of(new long[][] {{50, 3, 1}, {4, 20, 6}, {0, 5, 11}});

    @Test
    void thePublishedFattyLiverRowIsReproduced() {
        // 69 of 90, 51 of 66, 33 of 39, 66 of 69 were right: 219 / 264, mean of the four, 66/69 - 69/90
        ConfusionMatrix ours =
                ConfusionMatrix.of(new long[][] {{69, 21, 0, 0}, {15, 51, 0, 0}, {0, 6, 33, 0}, {3, 0, 0, 66}});
        assertEquals(0.829545, ours.accuracy(), 5e-7);
        assertEquals(0.835517, ours.balancedAccuracy(), 5e-7);
        assertEquals(0.189855, ours.bestWorstGap(), 5e-7);
    }

    @Test
    void figuresOfAClassFollowTheirDefinitions() {
        // class 1: 20 right of 30 true and 28 predicted
        assertEquals(20 / 30.0, GRADES.recall(1), EXACT);
        assertEquals(20 / 28.0, GRADES.precision(1), EXACT);
        assertEquals(40 / 58.0, GRADES.f1(1), EXACT);
        assertEquals(30, GRADES.support(1));
        assertEquals(100, GRADES.total());
        assertEquals(0.81, GRADES.accuracy(), EXACT);
    }

    @Test
    void averagesWeighClassesOrCases() {
        double r0 = 50 / 54.0;
        double r1 = 20 / 30.0;
        double r2 = 11 / 16.0;
        assertEquals((r0 + r1 + r2) / 3, GRADES.macro().recall(), EXACT);
        assertEquals((50 / 54.0 + 20 / 28.0 + 11 / 18.0) / 3, GRADES.macro().precision(), EXACT);
        assertEquals((100 / 108.0 + 40 / 58.0 + 22 / 34.0) / 3, GRADES.macro().f1(), EXACT);
        // weighted recall is accuracy by definition
        assertEquals(0.81, GRADES.weighted().recall(), EXACT);
        assertEquals(
                (54 * 100 / 108.0 + 30 * 40 / 58.0 + 16 * 22 / 34.0) / 100,
                GRADES.weighted().f1(),
                EXACT);
        assertEquals(new ConfusionMatrix.Average(0.81, 0.81, 0.81), GRADES.micro());
        assertEquals(r0 - r1, GRADES.bestWorstGap(), EXACT);
    }

    @Test
    void kappaTakesAwayWhatChanceGives() {
        // chance agreement (54 * 54 + 30 * 28 + 16 * 18) / 10000 = 0.4044
        assertEquals((0.81 - 0.4044) / (1 - 0.4044), GRADES.kappa(), EXACT);
        // squared distances: observed 3 + 4 * 1 + 4 + 6 + 5 = 22; expected (1512 + 4 * 972 + 1620 + 540 + 4 * 864 +
        // 448) / 100
        assertEquals(1 - 22 / 114.64, GRADES.kappaQuadratic(), EXACT);
        // a textbook case: 20 and 15 agreed of 50, p_e = 0.5, kappa = 0.4
        assertEquals(0.4, ConfusionMatrix.of(new long[][] {{20, 5}, {10, 15}}).kappa(), EXACT);
    }

    @Test
    void ofTwoClassesBothKappasAreTheSame() {
        ConfusionMatrix two = ConfusionMatrix.of(new long[][] {{31, 9}, {4, 17}});
        assertEquals(two.kappa(), two.kappaQuadratic(), EXACT);
    }

    @Test
    void anEmptyClassHasNoFigureAndNoSayInMeans() {
        ConfusionMatrix m = ConfusionMatrix.of(3, new int[] {0, 0, 0, 0, 2, 2}, new int[] {0, 0, 0, 1, 2, 0});
        assertArrayEquals(new int[] {1}, m.emptyClasses());
        assertEquals(Double.NaN, m.recall(1));
        assertEquals(Double.NaN, m.precision(1));
        assertEquals(Double.NaN, m.f1(1));
        assertEquals((0.75 + 0.5) / 2, m.balancedAccuracy(), EXACT);
        assertEquals(0.25, m.bestWorstGap(), EXACT);
        assertEquals((0.75 + 1) / 2, m.macro().precision(), EXACT);
    }

    @Test
    void aClassThatIsNeverPredictedHasPrecisionZero() {
        ConfusionMatrix m = ConfusionMatrix.of(new long[][] {{5, 0}, {3, 0}});
        assertEquals(0, m.precision(1));
        assertEquals(0, m.f1(1));
        assertEquals(0, m.recall(1));
    }

    @Test
    void withoutAnyDisagreementToExpectThereIsNoKappa() {
        ConfusionMatrix one = ConfusionMatrix.of(new long[][] {{7, 0}, {0, 0}});
        assertEquals(Double.NaN, one.kappa());
        assertEquals(Double.NaN, ConfusionMatrix.of(new long[2][2]).accuracy());
        assertEquals(Double.NaN, ConfusionMatrix.of(new long[2][2]).bestWorstGap());
    }

    @Test
    void whatIsNoMatrixIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(new long[][] {{1, 2}}));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(new long[][] {{-1}}));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(2, new int[1], new int[2]));
    }
}
