package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final RunConfig.Augment NOTHING = new RunConfig.Augment(0, 0, 1, 1, 0, 0, 0, 1, 1, 0);
    private static final RunConfig.Augment EVERYTHING =
            new RunConfig.Augment(0.5, 20, 0.8, 1.2, 3, 0.1, 0.2, 0.7, 1.4, 0.05);
    private static final int SIDE = 5;

    @Test
    void withoutChangesTheCropIsTheImage() {
        Cut cut = cut(NOTHING, 1, 2, 2);
        assertArrayEquals(ramp(), cut.image);
        assertArrayEquals(corner(), cut.mask);
    }

    @Test
    void aShiftedCropShowsTheNeighboursAndZeroOutside() {
        Cut cut = cut(NOTHING, 1, 3, 2);
        // column 0 of the crop is column 1 of the image; the last one lies outside
        assertEquals(ramp()[1], cut.image[0]);
        assertEquals(0, cut.image[SIDE - 1]);
    }

    @Test
    void aFlipMirrorsImageAndMaskTogether() {
        Cut cut = cut(new RunConfig.Augment(1, 0, 1, 1, 0, 0, 0, 1, 1, 0), 1, 2, 2);
        float[] image = ramp();
        float[] mask = corner();
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                assertEquals(image[v * SIDE + SIDE - 1 - u], cut.image[v * SIDE + u], 1e-6);
                assertEquals(mask[v * SIDE + SIDE - 1 - u], cut.mask[v * SIDE + u]);
            }
        }
    }

    @Test
    void aLargerScaleShowsASmallerPart() {
        // twice as large: the pixel one to the right of the middle shows half a pixel to the right
        Cut cut = cut(new RunConfig.Augment(0, 0, 2, 2, 0, 0, 0, 1, 1, 0), 1, 2, 2);
        float middle = ramp()[2 * SIDE + 2];
        float right = ramp()[2 * SIDE + 3];
        assertEquals((middle + right) / 2, cut.image[2 * SIDE + 3], 1e-6);
    }

    @Test
    void theSameStreamGivesTheSameSampleAndAnotherOneDoesNot() {
        assertArrayEquals(cut(EVERYTHING, 4, 2, 2).image, cut(EVERYTHING, 4, 2, 2).image);
        assertFalse(Arrays.equals(cut(EVERYTHING, 4, 2, 2).image, cut(EVERYTHING, 5, 2, 2).image));
    }

    @Test
    void valuesStayInTheWindowAndPaddingStaysZero() {
        for (int seed = 0; seed < 50; seed++) {
            for (float value : cut(EVERYTHING, seed, 2, 2).image) {
                assertEquals(Math.clamp(value, 0f, 1f), value);
            }
            assertEquals(0, cut(EVERYTHING, seed, 100, 100).image[12]);
        }
    }

    @Test
    void aSoftTargetKeepsSharesThatAHardOneRounds() {
        // half a pixel to the right: pixel (0, 1) lies between 1 and 0, pixel (0, 0) between 1 and 1
        Cut soft = cut(NOTHING, 1, 2.5, 2, true);
        assertEquals(1, soft.mask[0]);
        assertEquals(0.5f, soft.mask[1]);
        assertEquals(0, soft.mask[2]);
        // a quarter of a pixel further the share is 0.25, which is less than half
        assertEquals(0.25f, cut(NOTHING, 1, 2.75, 2, true).mask[1]);
        assertEquals(0, cut(NOTHING, 1, 2.75, 2, false).mask[1]);
    }

    private record Cut(float[] image, float[] mask) {}

    private static Cut cut(RunConfig.Augment augment, long seed, double column, double row) {
        return cut(augment, seed, column, row, false);
    }

    private static Cut cut(RunConfig.Augment augment, long seed, double column, double row, boolean soft) {
        Cut cut = new Cut(new float[SIDE * SIDE], new float[SIDE * SIDE]);
        new Augmenter(augment, SIDE, soft)
                .cut(
                        new Augmenter.Picture(ramp(), corner(), 1, SIDE, SIDE),
                        column,
                        row,
                        new SplittableRandom(seed),
                        cut.image,
                        0,
                        cut.mask,
                        0);
        return cut;
    }

    private static float[] ramp() {
        float[] ramp = new float[SIDE * SIDE];
        for (int at = 0; at < ramp.length; at++) {
            ramp[at] = (at + 1) / 26f;
        }
        return ramp;
    }

    private static float[] corner() {
        float[] mask = new float[SIDE * SIDE];
        mask[0] = 1;
        mask[1] = 1;
        mask[SIDE] = 1;
        return mask;
    }
}
