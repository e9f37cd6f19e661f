package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.model.PostProcessing;

class MaskCleaningTest {
    /** One cubic millimetre a voxel, so that counts are volumes. */
    private static final Geometry GRID = Geometry.axial(40, 20, 10, 1, 1, 1);

    private static final PostProcessing RULES = new PostProcessing(0.5, false, 20, 0.5, 5, true);

    private final float[] probabilities = new float[40 * 20 * 10];

    private void box(int i, int j, int k, int columns, int rows, int slices, float p) {
        for (int z = k; z < k + slices; z++) {
            for (int y = j; y < j + rows; y++) {
                for (int x = i; x < i + columns; x++) {
                    probabilities[x + 40 * (y + 20 * z)] = p;
                }
            }
        }
    }

    private Mask clean() {
        return new MaskCleaning(GRID, RULES).mask(probabilities);
    }

    @Test
    void aProbabilityOfHalfCounts() {
        box(0, 0, 0, 5, 5, 5, 0.5f);
        box(20, 0, 0, 5, 5, 5, 0.49f);
        assertEquals(125, clean().count());
    }

    @Test
    void aSecondLargePieceStaysHoweverFar() {
        box(0, 0, 0, 5, 5, 5, 1); // 125
        box(34, 14, 0, 5, 5, 3, 1); // 75, more than half of the largest
        assertEquals(200, clean().count());
    }

    @Test
    void aSmallPieceStaysOnlyNearOneThatStays() {
        box(0, 0, 0, 5, 5, 5, 1);
        box(9, 0, 0, 3, 3, 3, 1); // columns 4 and 9 are 5 mm apart: near
        box(30, 0, 0, 3, 3, 3, 1); // far
        assertEquals(125 + 27, clean().count());
    }

    @Test
    void specksGoEvenNearby() {
        box(0, 0, 0, 5, 5, 5, 1);
        box(7, 0, 0, 2, 2, 2, 1); // 8 mm3
        assertEquals(125, clean().count());
    }

    @Test
    void piecesTouchingAtACornerAreOne() {
        box(0, 0, 0, 5, 5, 5, 1);
        box(5, 5, 5, 2, 2, 2, 1); // 8 mm3, but part of the first
        assertEquals(133, clean().count());
    }

    @Test
    void aHoleInsideASliceIsFilledAndANotchIsNot() {
        box(10, 5, 0, 9, 9, 1, 1);
        probabilities[14 + 40 * 9] = 0; // enclosed
        probabilities[10 + 40 * 9] = 0; // at the edge
        assertEquals(81 - 1, clean().count());
    }

    @Test
    void nothingFoundIsAnEmptyMask() {
        assertEquals(0, clean().count());
        assertEquals(0, IntStream.range(0, 10).map(clean()::countInSlice).sum());
    }
}
