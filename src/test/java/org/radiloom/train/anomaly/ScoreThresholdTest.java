package org.radiloom.train.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScoreThresholdTest {
    /** Normals 1 2 3, abnormals 2.5 4 5: calling 4 and 5 has F1 .857 and .8, calling 2.5 too .8 and .857: the higher counts. */
    @Test
    void theThresholdHasTheGreatestF1AndOfEqualsIsTheHighest() {
        double[] scores = {1, 2, 3, 2.5, 4, 5};
        boolean[] abnormal = {false, false, false, true, true, true};
        ScoreThreshold found = ScoreThreshold.of("f1", scores, abnormal);
        assertTrue(found.value() > 3 && found.value() <= 4, found.toString());
        assertTrue(found.certain());
        assertEquals((6 / 7.0 + 4 / 5.0) / 2, ScoreThreshold.macroF1(scores, abnormal, found.value()), 1e-12);
        assertEquals("greatest F1 on 3 normal and 3 abnormal validation pictures", found.rule());
    }

    /** With 30 abnormal pictures and 2 normal ones F1 of abnormal alone is greatest where everything is called. */
    @Test
    void manyAbnormalPicturesDoNotMakeEverythingAbnormal() {
        double[] scores = new double[32];
        boolean[] abnormal = new boolean[32];
        for (int at = 2; at < 32; at++) {
            scores[at] = at < 6 ? 0.5 : 10 + at;
            abnormal[at] = true;
        }
        scores[0] = 1;
        scores[1] = 2;
        assertTrue(ScoreThreshold.of("f1", scores, abnormal).value() > 2);
    }

    /** Of 0 to 100 the 95th percentile is 95; it says that nothing abnormal was there. */
    @Test
    void withoutAbnormalPicturesItIsAPercentileOfNormalOnes() {
        double[] scores = new double[101];
        for (int at = 0; at < scores.length; at++) {
            scores[at] = at;
        }
        ScoreThreshold found = ScoreThreshold.of("f1", scores, new boolean[101]);
        assertEquals(95, found.value(), 1e-12);
        assertFalse(found.certain());
        assertTrue(found.rule().contains("no abnormal"), found.rule());
        boolean[] one = new boolean[101];
        one[100] = true;
        assertEquals(0.95 * 99, ScoreThreshold.of("p95", scores, one).value(), 1e-12);
    }
}
