package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double EXACT = 1e-12;

    @Test
    void aClassifierIsJudgedByWhatItChose() {
        // chosen with 0.9 and right, with 0.8 and wrong, with 0.85 and right: three bins (of 1/15: 13, 12 and 12).
        // bin 13: |1 - 0.9|, bin 12 (0.8 to 0.867): |1 - 1.65|; divided by 3
        Calibration c = Calibration.ofClasses(
                new double[][] {{0.9, 0.1, 0}, {0.8, 0.15, 0.05}, {0.05, 0.85, 0.1}}, new int[] {0, 1, 1});
        assertEquals((0.1 + 0.65) / 3, c.ece(), EXACT);
        assertEquals((0.01 + 0.01 + 0.64 + 0.7225 + 0.0025 + 0.0025 + 0.0225 + 0.01) / 3, c.brier(), EXACT);
        assertEquals(-(Math.log(0.9) + Math.log(0.15) + Math.log(0.85)) / 3, c.nll(), EXACT);
        assertEquals(3, c.n());
    }

    @Test
    void foregroundProbabilitiesAreJudgedByHowOftenTheyComeTrue() {
        // 0.1 twice, once true; 1.0 once, true; the last one is not looked at
        Calibration c =
                Calibration.ofForeground(new float[] {0.125f, 0.125f, 1, 0.7f}, new byte[] {0, 1, 1, 0}, at -> at < 3);
        assertEquals(Math.abs(1 - 0.25) / 3, c.ece(), EXACT);
        assertEquals((0.015625 + 0.765625) / 3, c.brier(), EXACT);
        assertEquals(-(Math.log(0.875) + Math.log(0.125)) / 3, c.nll(), EXACT);
        Calibration.Bin second = c.reliability().get(1);
        assertEquals(new Calibration.Bin(1 / 15.0, 2 / 15.0, 2, 0.125, 0.5), second);
        assertEquals(Double.NaN, c.reliability().get(0).observed());
        assertEquals(1, c.reliability().getLast().n());
    }

    @Test
    void sumsOfPatientsEqualAllTogether() {
        float[] p = {0.2f, 0.6f, 0.9f, 0.4f};
        byte[] y = {0, 1, 1, 1};
        Calibration together = Calibration.ofForeground(p, y, at -> true);
        Calibration added =
                Calibration.ofForeground(p, y, at -> at < 2).plus(Calibration.ofForeground(p, y, at -> at >= 2));
        assertEquals(together.reliability(), added.reliability());
        assertEquals(together.nll(), added.nll(), EXACT);
        assertEquals(together.sums(), Calibration.of(together.sums()).sums());
    }

    @Test
    void honestProbabilitiesHaveAlmostNoError() {
        SplittableRandom random = new SplittableRandom(3);
        float[] p = new float[200_000];
        byte[] y = new byte[p.length];
        for (int at = 0; at < p.length; at++) {
            p[at] = (float) random.nextDouble();
            y[at] = (byte) (random.nextDouble() < p[at] ? 1 : 0);
        }
        Calibration c = Calibration.ofForeground(p, y, at -> true);
        assertTrue(c.ece() < 0.006, "ECE " + c.ece());
        // E[p (1 - p)] of a uniform p
        assertEquals(1 / 6.0, c.brier(), 0.002);
    }

    @Test
    void nothingCountedHasNoFigure() {
        assertEquals(Double.NaN, Calibration.NONE.ece());
        assertEquals(Double.NaN, Calibration.NONE.brier());
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.ofForeground(new float[] {1.5f}, new byte[1], at -> true));
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.ofForeground(new float[] {Float.NaN}, new byte[1], at -> true));
    }
}
