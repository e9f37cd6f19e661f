package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CrossReferenceTest {
    /** 100 x 80 pixels of 1 x 2 mm, slices 3 mm apart. */
    private static final Geometry AXIAL = Geometry.axial(100, 80, 20, 1, 2, 3);

    /** Columns to the left, rows to the feet, from z = 57 down, slices to the back. */
    private static final Geometry CORONAL =
            new Geometry(100, 20, 80, new Vec3(0, 0, 57), new Vec3(1, 0, 0), new Vec3(0, 0, -3), new Vec3(0, 2, 0));

    @Test
    void anAxialSliceCutsACoronalOneInARow() {
        // slice 5 lies at z = 15, which is row (57 - 15) / 3 = 14 of every coronal slice
        CrossReference line = CrossReference.of(CORONAL, 40, AXIAL, 5).orElseThrow();
        assertEquals(14, line.row1(), 1e-9);
        assertEquals(14, line.row2(), 1e-9);
        assertEquals(-0.5, Math.min(line.column1(), line.column2()), 1e-9, "from one edge of the slice that cuts");
        assertEquals(99.5, Math.max(line.column1(), line.column2()), 1e-9, "to the other");
    }

    @Test
    void aSliceTurnedByFortyFiveDegreesCutsAlongTheDiagonal() {
        double half = Math.sqrt(0.5);
        // through (10, 0, 0) and standing upright; its columns run along (1, 1, 0)
        var oblique = new Geometry(
                101, 31, 2, new Vec3(10, 0, -15), new Vec3(half, half, 0), new Vec3(0, 0, 1), new Vec3(half, -half, 0));
        CrossReference line = CrossReference.of(AXIAL, 0, oblique, 0).orElseThrow();
        for (double[] end : new double[][] {{line.column1(), line.row1()}, {line.column2(), line.row2()}}) {
            // mm: x - y = 10; columns are 1 mm, rows 2 mm
            assertEquals(10, end[0] - 2 * end[1], 1e-9);
        }
    }

    @Test
    void parallelSlicesAndThoseThatDoNotMeetHaveNoLine() {
        assertTrue(CrossReference.of(AXIAL, 3, AXIAL, 7).isEmpty());
        Geometry far = AXIAL.crop(0, 0, 19, 100, 80, 1);
        Geometry above =
                new Geometry(100, 5, 80, new Vec3(0, 0, 900), new Vec3(1, 0, 0), new Vec3(0, 0, -3), new Vec3(0, 2, 0));
        assertTrue(CrossReference.of(far, 0, above, 3).isEmpty(), "the slice that cuts ends 800 mm above");
    }
}
