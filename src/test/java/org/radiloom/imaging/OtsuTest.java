package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OtsuTest {
    @Test
    void partsTwoClustersInTheMiddle() {
        float[] values = {0, 0, 0, 0, 10, 10};
        // every threshold between the two is as good, so the middle one is taken: 0 + 10/256 · (127 + 1)
        assertEquals(5, Otsu.threshold(values).orElseThrow(), 0.03);
    }

    @Test
    void makesTheVarianceBetweenTheSidesLargest() {
        // by hand, means and sizes of the two sides: {0,1} | {6,7,8}: 2·3·6.5² = 253.5; {0,1,6} | {7,8}: 3·2·5.17² =
        // 160
        float[] values = {0, 1, 6, 7, 8};
        double threshold = Otsu.threshold(values).orElseThrow();
        assertTrue(threshold > 1 && threshold < 6, "threshold " + threshold);
    }

    @Test
    void evenImagesHaveNoThreshold() {
        assertTrue(Otsu.threshold(new float[] {3, 3, 3}).isEmpty());
        assertTrue(Otsu.threshold(new float[0]).isEmpty());
    }
}
