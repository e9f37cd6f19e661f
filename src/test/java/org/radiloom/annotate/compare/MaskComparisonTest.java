package org.radiloom.annotate.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

class MaskComparisonTest {
    /** Columns 1 mm, rows 2 mm, slices 3 mm apart: a voxel is 6 mm3. */
    private static final Geometry GRID = Geometry.axial(30, 24, 16, 1, 2, 3);

    /** A box of voxels given as first and last column, row and slice; empty for "-". */
    private static Mask box(String ends) {
        byte[] voxels = new byte[(int) GRID.voxels()];
        if (!ends.equals("-")) {
            int[] e = List.of(ends.split(" ", 0)).stream()
                    .mapToInt(Integer::parseInt)
                    .toArray();
            for (int k = e[4]; k <= e[5]; k++) {
                for (int j = e[2]; j <= e[3]; j++) {
                    for (int i = e[0]; i <= e[1]; i++) {
                        voxels[i + 30 * (j + 24 * k)] = 1;
                    }
                }
            }
        }
        return Mask.of(GRID, voxels);
    }

    /**
     * Derived by hand from the definitions:
     * points: 3 columns and 2 rows apart, 3-4-5;
     * plates: 4 slices apart, 12 mm everywhere;
     * rods: 4 rows and 2 slices apart, 8-6-10;
     * a rod in one of twice its length: 0 for the shared half, then 1 to 10 mm; of the 20 sorted distances number 18.05 is 9.05;
     * a plate of 5 x 5 in one of 9 x 5: 25 times 0, 10 times 1, 10 times 2 mm, number 41.8 of 45 is 2;
     * a block of 3 x 3 x 3 and its middle: 26 on its surface, 2 each at 1, 2, 3, 4 each at root 5, 10, 13, 8 at root 14; back 1 mm;
     * a cube of 4 and its lower half: up to its surface 28 times 0, 12 times 3, 16 times 6 mm of 56; back 4 of 32 at 1 mm;
     * two shifted by a column of 1 x 1 x 10: 1 mm at each end of 20;
     * corners that only touch: 1-2-3, root 14.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the same, 5 14 5 10 3 8, 5 14 5 10 3 8, 1, 1, 0, 0, 0, 0",
        "points, 5 5 5 5 5 5, 8 8 7 7 5 5, 0, 0, 5, 5, 0, 0",
        "plates, 5 14 5 10 3 3, 5 14 5 10 7 7, 0, 0, 12, 12, 0, 0",
        "rods, 5 14 5 5 3 3, 5 14 9 9 5 5, 0, 0, 10, 10, 0, 0",
        "a rod and twice its length, 5 14 5 5 3 3, 5 24 5 5 3 3, 0.666667, 0.5, 9.05, 1.833333, 0.06, 100",
        "a rod and its half, 5 24 5 5 3 3, 5 14 5 5 3 3, 0.666667, 0.5, 9.05, 1.833333, -0.06, -50",
        "a plate and a wider one, 7 11 5 9 3 3, 5 13 5 9 3 3, 0.714286, 0.555556, 2, 0.428571, 0.12, 80",
        "a block and its middle, 5 7 5 7 5 7, 6 6 6 6 6 6, 0.071429, 0.037037, 3.741657, 2.924031, -0.156, -96.296296",
        "a cube and its lower half, 5 8 5 8 5 8, 5 8 5 8 5 6, 0.666667, 0.5, 6, 1.545455, -0.192, -50",
        "a rod and one shifted by a column, 5 14 5 5 3 3, 6 15 5 5 3 3, 0.9, 0.818182, 0.55, 0.1, 0, 0",
        "corners that touch, 5 5 5 5 5 5, 6 6 6 6 6 6, 0, 0, 3.741657, 3.741657, 0, 0"
    })
    void figuresOfShapesAreThoseThatFollowFromTheDefinitions(
            String name,
            String a,
            String b,
            double dice,
            double iou,
            double hd95Mm,
            double assdMm,
            double cm3,
            double percent) {
        MaskComparison c = MaskComparison.of(box(a), box(b));
        assertEquals(dice, c.dice().orElseThrow(), 1e-5);
        assertEquals(iou, c.iou().orElseThrow(), 1e-5);
        assertEquals(hd95Mm, c.surfaces().orElseThrow().hd95Mm(), 1e-5);
        assertEquals(assdMm, c.surfaces().orElseThrow().assdMm(), 1e-5);
        assertEquals(cm3, c.volumeDifferenceCm3(), 1e-9);
        assertEquals(percent, c.volumeDifferencePercent().orElseThrow(), 1e-5);
        assertEquals(Presence.BOTH, c.presence());
    }

    @Test
    void whatDoesNotExistIsEmptyAndNeverANumber() {
        MaskComparison none = MaskComparison.of(box("-"), box("-"));
        assertEquals(Presence.NEITHER, none.presence());
        assertEquals(OptionalDouble.empty(), none.dice());
        assertEquals(OptionalDouble.empty(), none.iou());
        assertEquals(OptionalDouble.empty(), none.volumeDifferencePercent());
        assertTrue(none.surfaces().isEmpty());
        assertEquals(List.of(), none.byDisagreement());

        MaskComparison missed = MaskComparison.of(box("5 8 5 8 5 8"), box("-"));
        assertEquals(Presence.ONLY_A, missed.presence());
        assertEquals(OptionalDouble.of(0), missed.dice());
        assertTrue(missed.surfaces().isEmpty());
        assertEquals(OptionalDouble.of(-100), missed.volumeDifferencePercent());

        MaskComparison invented = MaskComparison.of(box("-"), box("5 8 5 8 5 8"));
        assertEquals(Presence.ONLY_B, invented.presence());
        assertEquals(OptionalDouble.empty(), invented.volumeDifferencePercent());
        assertEquals(0.384, invented.volumeDifferenceCm3(), 1e-9);
    }

    @Test
    void slicesComeByTheirSymmetricDifferenceAndTiesInTheirOrder() {
        // A is three columns wide, B as many rows higher as the slice is from the fifth
        byte[] a = new byte[(int) GRID.voxels()];
        byte[] b = new byte[a.length];
        int[] extra = {0, 3, 1, 0, 7, 3, 0, 1};
        for (int k = 0; k < extra.length; k++) {
            for (int j = 0; j < 4 + extra[k]; j++) {
                for (int i = 0; i < 3; i++) {
                    b[i + 30 * (j + 24 * k)] = 1;
                    a[i + 30 * (j + 24 * k)] = (byte) (j < 4 ? 1 : 0);
                }
            }
        }
        a[29 + 30 * (23 + 24 * 2)] = 1;
        List<SliceDifference> worst =
                MaskComparison.of(Mask.of(GRID, a), Mask.of(GRID, b)).byDisagreement();
        assertEquals(
                List.of(
                        new SliceDifference(4, 12, 0, 21),
                        new SliceDifference(1, 12, 0, 9),
                        new SliceDifference(5, 12, 0, 9),
                        new SliceDifference(2, 12, 1, 3),
                        new SliceDifference(7, 12, 0, 3)),
                worst);
    }

    @Test
    void theOrderIsThatOfDescendingSymmetricDifferenceOnRandomMasks() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] a = new byte[(int) GRID.voxels()];
        byte[] b = new byte[a.length];
        for (int at = 0; at < a.length; at++) {
            a[at] = (byte) random.nextInt(2);
            b[at] = (byte) (random.nextInt(100) < at % 100 ? a[at] : 1 - a[at]);
        }
        MaskComparison c = MaskComparison.of(Mask.of(GRID, a), Mask.of(GRID, b));
        int last = Integer.MAX_VALUE;
        for (SliceDifference slice : c.byDisagreement()) {
            int counted = 0;
            for (int at = slice.slice() * 720; at < (slice.slice() + 1) * 720; at++) {
                counted += a[at] == b[at] ? 0 : 1;
            }
            assertEquals(counted, slice.voxels());
            assertTrue(counted <= last);
            last = counted;
        }
        assertEquals(16, c.byDisagreement().size());
    }

    @Test
    void theMapSaysOfEachVoxelWhoseItIs() {
        byte[] map = DifferenceMap.slice(box("0 1 0 0 2 2"), box("1 2 0 0 2 2"), 2);
        byte[] first = {DifferenceMap.ONLY_A, DifferenceMap.BOTH, DifferenceMap.ONLY_B, DifferenceMap.NEITHER};
        assertArrayEquals(first, Arrays.copyOf(map, 4));
    }

    @Test
    void masksOnDifferentGridsAreRefused() {
        Mask other = Mask.of(Geometry.axial(30, 24, 16, 1, 1, 1), new byte[30 * 24 * 16]);
        assertThrows(IllegalArgumentException.class, () -> MaskComparison.of(box("-"), other));
    }
}
