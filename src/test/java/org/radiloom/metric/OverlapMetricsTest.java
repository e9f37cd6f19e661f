package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OverlapMetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void countsAndRatiosFollowTheirDefinitions() {
        // reference 1 1 1 0 0 0 0 0, predicted 1 1 0 1 0 0 0 0
        OverlapMetrics m = OverlapMetrics.of(new byte[] {1, 1, 1, 0, 0, 0, 0, 0}, new byte[] {1, 1, 0, 1, 0, 0, 0, 0});
        assertEquals(new OverlapMetrics(2, 1, 1, 4), m);
        assertEquals(4 / 6.0, m.dice(), EXACT);
        assertEquals(2 / 4.0, m.iou(), EXACT);
        assertEquals(4 / 6.0, m.iouBackground(), EXACT);
        assertEquals(7 / 12.0, m.miou(), EXACT);
        assertEquals(6 / 8.0, m.accuracy(), EXACT);
        assertEquals(2 / 3.0, m.precision(), EXACT);
        assertEquals(2 / 3.0, m.recall(), EXACT);
        assertEquals((2 / 3.0 + 4 / 5.0) / 2, m.precisionMacro(), EXACT);
        assertEquals((2 / 3.0 + 4 / 5.0) / 2, m.recallMacro(), EXACT);
        assertEquals(0, m.volumeErrorPercent(), EXACT);
    }

    @Test
    void twoEmptyMasksAgree() {
        OverlapMetrics m = OverlapMetrics.of(new byte[4], new byte[4]);
        assertEquals(1, m.dice());
        assertEquals(1, m.iou());
        assertEquals(0, m.volumeErrorPercent());
    }

    @Test
    void anEmptyPredictionOfSomethingScoresNothing() {
        OverlapMetrics m = OverlapMetrics.of(new byte[] {1, 1, 0, 0}, new byte[4]);
        assertEquals(0, m.dice());
        assertEquals(0, m.recall());
        assertEquals(0, m.precision());
        assertEquals(0, m.iou());
        assertEquals(100, m.volumeErrorPercent());
    }

    @Test
    void aPublishedRowIsReproducedByTwoClassAverages() {
        // FCN of the mandible paper: prevalence 0.036, foreground recall 0.357 and precision 0.905 give the printed
        // macro recall 0.677, macro precision 0.940 and mean IoU 0.660 (to the rounding of the inputs)
        double tp = 0.036 * 0.357;
        double fp = tp / 0.905 - tp;
        OverlapMetrics m = new OverlapMetrics(
                Math.round(1e9 * tp),
                Math.round(1e9 * fp),
                Math.round(1e9 * (0.036 - tp)),
                Math.round(1e9 * (1 - 0.036 - fp)));
        assertEquals(0.677, m.recallMacro(), 1e-3);
        assertEquals(0.940, m.precisionMacro(), 1e-3);
        assertEquals(0.660, m.miou(), 1e-3);
    }

    @Test
    void countsOfImagesAddUp() {
        // pooled Dice of (1, 0, 0) and (1, 2, 0) is 4 / 6, not the mean of 1 and 0.5
        OverlapMetrics sum = new OverlapMetrics(1, 0, 0, 8).plus(new OverlapMetrics(1, 2, 0, 6));
        assertEquals(new OverlapMetrics(2, 2, 0, 14), sum);
        assertEquals(4 / 6.0, sum.dice(), EXACT);
        assertEquals(18, sum.total());
    }

    @Test
    void somethingFoundWhereNothingIsScoresNothing() {
        OverlapMetrics m = OverlapMetrics.of(new byte[4], new byte[] {1, 0, 0, 0});
        assertEquals(0, m.dice());
        assertEquals(0, m.iou());
        assertEquals(0, m.recall());
        assertEquals(0, m.precision());
        assertEquals(100, m.volumeErrorPercent());
        // the background is judged by the same rule from the other side
        assertEquals((0 + 0.75) / 2, m.miou(), EXACT);
    }

    @Test
    void masksOfDifferentSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> OverlapMetrics.of(new byte[3], new byte[4]));
    }
}
