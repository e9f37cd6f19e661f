package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.GreySlice;
import org.radiloom.model.PatchRule;

/** Frames of 100 x 80 pixels of value 100, all of it region. */
class PatchGridTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 80;

    private static Frame frame(float value, int left, int top, int right, int bottom) {
        float[] values = new float[COLUMNS * ROWS];
        Arrays.fill(values, 100);
        for (int row = top; row < bottom; row++) {
            Arrays.fill(values, left + COLUMNS * row, right + COLUMNS * row, value);
        }
        return Frame.of(GreySlice.ofValues(values, COLUMNS, ROWS), 8);
    }

    private static byte[] everywhere() {
        byte[] inside = new byte[COLUMNS * ROWS];
        Arrays.fill(inside, (byte) 1);
        return inside;
    }

    private static PatchRule rule(double mmPerPixel, int most) {
        return new PatchRule(20, mmPerPixel, 0.5, 1, 0.2, 0.2, 0.02, 1, most);
    }

    @Test
    void patchesCoverTheRegionHalfOverlapping() {
        PatchGrid grid = PatchGrid.of(frame(100, 0, 0, 0, 0), everywhere(), rule(0, 500), 0);
        // (100 - 20) / 10 + 1 columns, (80 - 20) / 10 + 1 rows
        assertEquals(9 * 7, grid.patches().size());
        assertEquals(new PictureCut(0, 0, 20, 20), grid.patches().getFirst());
        assertEquals(new PictureCut(80, 60, 20, 20), grid.patches().getLast());
        assertEquals(0, grid.leftOut());
    }

    @Test
    void whereThereWouldBeTooManyTheyLieWiderApartAndStillEverywhere() {
        List<PictureCut> patches = PatchGrid.of(frame(100, 0, 0, 0, 0), everywhere(), rule(0, 20), 0)
                .patches();
        assertTrue(patches.size() <= 20 && patches.size() >= 9, patches.size() + " patches");
        assertTrue(patches.stream().anyMatch(p -> p.column() < 20 && p.row() < 20));
        assertTrue(patches.stream().anyMatch(p -> p.column() >= 60 && p.row() >= 40));
    }

    @Test
    void aScaleKnownOnBothSidesSetsTheSizeOfPatches() {
        Frame frame = frame(100, 0, 0, 0, 0);
        // 20 pixels of 0.3 mm are 6 mm: 12 pixels of 0.5 mm
        assertEquals(
                12,
                PatchGrid.of(frame, everywhere(), rule(0.3, 500), 0.5)
                        .patches()
                        .getFirst()
                        .width());
        assertEquals(
                20,
                PatchGrid.of(frame, everywhere(), rule(0.3, 500), 0)
                        .patches()
                        .getFirst()
                        .width());
    }

    @Test
    void patchesThatShowSomethingDarkOrWhiteAreLeftOut() {
        // a quarter of the patch at 40, 40 and its neighbours; half as bright as the rest
        PatchGrid dark = PatchGrid.of(frame(50, 40, 40, 60, 60), everywhere(), rule(0, 500), 0);
        assertTrue(dark.leftOut() > 0);
        assertTrue(dark.patches().stream().noneMatch(p -> p.column() == 40 && p.row() == 40));
        PatchGrid lessDark = PatchGrid.of(frame(70, 40, 40, 60, 60), everywhere(), rule(0, 500), 0);
        assertEquals(0, lessDark.leftOut());
        PatchGrid white = PatchGrid.of(frame(255, 40, 40, 60, 60), everywhere(), rule(0, 500), 0);
        assertEquals(dark.leftOut(), white.leftOut());
    }

    @Test
    void aRegionSmallerThanAPatchHasNone() {
        byte[] few = new byte[COLUMNS * ROWS];
        Arrays.fill(few, 0, 19, (byte) 1);
        assertEquals(
                List.of(),
                PatchGrid.of(frame(100, 0, 0, 0, 0), few, rule(0, 500), 0).patches());
        assertEquals(
                List.of(),
                PatchGrid.of(frame(100, 0, 0, 0, 0), new byte[COLUMNS * ROWS], rule(0, 500), 0)
                        .patches());
    }
}
