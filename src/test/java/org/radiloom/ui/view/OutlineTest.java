package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlineTest {
    @Test
    void nothingInsideHasNoLoop() {
        assertEquals(0, Outline.of(new byte[12], 4, 3).loops().size());
    }

    @Test
    void onePixelIsADiamondOfHalfAPixelArea() {
        byte[] one = new byte[9];
        one[4] = 1;
        Outline outline = Outline.of(one, 3, 3);
        assertEquals(1, outline.loops().size());
        assertEquals(0.5, area(outline.loops().get(0)), 1e-12);
    }

    @Test
    void aRectangleLosesOnlyItsFourCornersOfAnEighthEach() {
        byte[] all = new byte[20];
        java.util.Arrays.fill(all, (byte) 1);
        Outline outline = Outline.of(all, 5, 4);
        assertEquals(1, outline.loops().size());
        assertEquals(5 * 4 - 4 * 0.125, area(outline.loops().get(0)), 1e-12);
    }

    @Test
    void aHoleIsALoopTheOtherWayRound() {
        byte[] ring = {1, 1, 1, 1, 0, 1, 1, 1, 1};
        Outline outline = Outline.of(ring, 3, 3);
        assertEquals(2, outline.loops().size());
        // outer: 9 - 4/8; the hole is half a pixel and counts negative
        double signed =
                outline.loops().stream().mapToDouble(OutlineTest::signedArea).sum();
        assertEquals(9 - 0.5 - 0.5, Math.abs(signed), 1e-12);
    }

    @Test
    void pixelsThatTouchAtACornerStayApart() {
        assertEquals(2, Outline.of(new byte[] {1, 0, 0, 1}, 2, 2).loops().size());
        assertEquals(2, Outline.of(new byte[] {0, 1, 1, 0}, 2, 2).loops().size());
    }

    @Test
    void everyLoopOfARandomMaskIsClosedWithStepsOfAtMostOnePixel() {
        byte[] noise = new byte[40 * 30];
        var random = new Random(7);
        for (int n = 0; n < noise.length; n++) {
            noise[n] = (byte) random.nextInt(2);
        }
        for (double[] loop : Outline.of(noise, 40, 30).loops()) {
            for (int n = 0; n < loop.length; n += 2) {
                int next = (n + 2) % loop.length;
                double step = Math.hypot(loop[next] - loop[n], loop[next + 1] - loop[n + 1]);
                assertTrue(step > 0 && step <= 1, "step " + step);
            }
        }
    }

    private static double area(double[] loop) {
        return Math.abs(signedArea(loop));
    }

    /** Shoelace formula. */
    private static double signedArea(double[] loop) {
        double twice = 0;
        for (int n = 0; n < loop.length; n += 2) {
            int next = (n + 2) % loop.length;
            twice += loop[n] * loop[next + 1] - loop[next] * loop[n + 1];
        }
        return twice / 2;
    }
}
