package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class ResamplerTest {
    private static final float OUT = -9999;

    private static final Geometry GRID =
            new Geometry(9, 8, 7, new Vec3(-4, 10, 3), new Vec3(0.5, 0, 0), new Vec3(0, 0.75, 0), new Vec3(0, 0, 2));

    /** A value that is linear in patient millimetres: interpolation must return it exactly. */
    private static double ramp(Vec3 p) {
        return 3 * p.x() - 2 * p.y() + 5 * p.z() + 100;
    }

    private static float[] ramp(Geometry g) {
        float[] v = new float[(int) g.voxels()];
        int at = 0;
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    v[at++] = (float) ramp(g.toPatient(i, j, k));
                }
            }
        }
        return v;
    }

    private static void assertRamp(Geometry target) throws Problem {
        float[] got = Resampler.of(GRID, ramp(GRID)).onto(target, OUT);
        assertArrayEquals(ramp(target), got, 2e-4f);
    }

    @Test
    void theSameGridGivesTheSameValuesToTheLastBit() throws Exception {
        float[] v = ramp(GRID);
        assertArrayEquals(v, Resampler.of(GRID, v).onto(GRID, OUT), 0);
        assertArrayEquals(v, Resampler.of(GRID, v).averaged(0.5).onto(GRID, OUT), 0);
    }

    @Test
    void aLinearRampStaysExactUnderShiftsBelowAVoxel() throws Exception {
        assertRamp(new Geometry(
                8, 7, 6, GRID.toPatient(0.3, 0.45, 0.9), GRID.columnStep(), GRID.rowStep(), GRID.sliceStep()));
    }

    @Test
    void aLinearRampStaysExactOnFinerAndReversedGrids() throws Exception {
        assertRamp(new Geometry(
                20, 9, 12, GRID.toPatient(8, 7, 0), new Vec3(-0.2, 0, 0), new Vec3(0, -0.5, 0), new Vec3(0, 0, 1)));
    }

    @Test
    void aLinearRampStaysExactOnTurnedGrids() throws Exception {
        double c = Math.cos(0.4);
        double s = Math.sin(0.4);
        assertRamp(new Geometry(
                4,
                4,
                5,
                new Vec3(-2.6, 11, 4),
                new Vec3(0.4 * c, 0.4 * s, 0),
                new Vec3(-0.4 * s, 0.4 * c, 0.2),
                new Vec3(0, 0, 2)));
        // columns run along the source's slices: a sagittal reading of an axial stack
        assertRamp(new Geometry(
                6, 5, 8, GRID.toPatient(0, 0, 0), new Vec3(0, 0, 2), new Vec3(0, 1, 0), new Vec3(0.5, 0, 0)));
    }

    @Test
    void halfAVoxelBeyondTheLastCentreIsTheEdgeAndFurtherIsOutside() throws Exception {
        Geometry line = Geometry.axial(2, 1, 1, 1, 1, 1);
        Resampler r = Resampler.of(line, new float[] {10, 20});
        Geometry half =
                new Geometry(5, 1, 1, new Vec3(-0.5, 0, 0), new Vec3(0.5, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
        assertArrayEquals(new float[] {10, 10, 15, 20, 20}, r.onto(half, OUT));
        Geometry beyond =
                new Geometry(5, 1, 1, new Vec3(-0.51, 0, 0), new Vec3(0.505, 0, 0), half.rowStep(), half.sliceStep());
        assertArrayEquals(new float[] {OUT, 10, 15, 20, OUT}, r.onto(beyond, OUT), 1e-5f);
        Geometry above =
                new Geometry(1, 1, 1, new Vec3(0, 0, 0.6), new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
        assertArrayEquals(new float[] {OUT}, r.onto(above, OUT));
    }

    @Test
    void storedNumbersAreSampledInTheirUnit() throws Exception {
        // unsigned 16-bit 60000 and 50000 at slope 0.5, intercept -1000: 29000 and 24000
        GreySlice slice = GreySlice.ofStored(new short[] {(short) 60000, (short) 50000}, false, 0.5f, -1000, 2, 1);
        Geometry g = Geometry.axial(2, 1, 1, 1, 1, 1);
        VolumeStack stack = VolumeStack.of(List.of(slice), Optional.of(g), ValueUnit.HOUNSFIELD);
        Geometry quarter = new Geometry(1, 1, 1, new Vec3(0.25, 0, 0), g.columnStep(), g.rowStep(), g.sliceStep());
        assertEquals(27750, Resampler.of(stack).onto(quarter, OUT)[0], 0.01);
    }

    @Test
    void smoothingOntoACoarserGridAveragesWhatLiesBetween() throws Exception {
        // alternating 0 and 100: plain sampling at every second voxel sees only zeros, smoothing their mean
        float[] comb = new float[41];
        for (int i = 1; i < comb.length; i += 2) {
            comb[i] = 100;
        }
        Geometry fine = Geometry.axial(41, 1, 1, 1, 1, 1);
        Geometry coarse =
                new Geometry(9, 1, 1, new Vec3(4, 0, 0), new Vec3(4, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
        assertArrayEquals(new float[9], Resampler.of(fine, comb).onto(coarse, OUT));
        for (float v : Resampler.of(fine, comb).averaged(4).onto(coarse, OUT)) {
            assertEquals(50, v, 1e-3);
        }
    }

    @Test
    void averagingOnATurnedGridSpreadsItsPointsOverTheDetail() throws Exception {
        // columns run along the source's rows; four points at -1.5, -0.5, 0.5, 1.5 mm see 0, 100, 0 and 100 in halves
        float[] comb = new float[41 * 41];
        for (int at = 0; at < comb.length; at++) {
            comb[at] = at % 41 % 2 == 0 ? 0 : 100;
        }
        Geometry fine = Geometry.axial(41, 41, 1, 1, 1, 1);
        Geometry turned =
                new Geometry(3, 3, 1, new Vec3(8, 8, 0), new Vec3(0, 8, 0), new Vec3(8, 0, 0), new Vec3(0, 0, 1));
        assertArrayEquals(new float[9], Resampler.of(fine, comb).onto(turned, OUT));
        for (float v : Resampler.of(fine, comb).averaged(4).onto(turned, OUT)) {
            assertEquals(50, v, 1e-3);
        }
    }

    @Test
    void aMaskIsSampledAsTheShareOfEachVoxelThatLiesInside() throws Exception {
        Mask mask = Mask.of(Geometry.axial(2, 1, 1, 1, 1, 1), new byte[] {0, 1});
        Geometry quarters =
                new Geometry(5, 1, 1, new Vec3(0, 0, 0), new Vec3(0.25, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
        assertArrayEquals(
                new float[] {0, 0.25f, 0.5f, 0.75f, 1}, Resampler.of(mask).onto(quarters, OUT));
    }

    @Test
    void aCoarserParallelGridRepeatsTheEdgeAsFarAsItsVoxelsTouchIt() throws Exception {
        // voxels of 4 mm: one at -2 mm still touches the first centre at 0, one at -2.1 mm does not
        Resampler r = Resampler.of(Geometry.axial(9, 1, 1, 1, 1, 1), new float[] {7, 7, 7, 7, 7, 7, 7, 7, 7});
        Geometry touching =
                new Geometry(3, 1, 1, new Vec3(-2, 0, 0), new Vec3(4, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
        assertArrayEquals(new float[] {7, 7, 7}, r.onto(touching, OUT));
        Geometry apart = new Geometry(
                1, 1, 1, new Vec3(-2.1, 0, 0), touching.columnStep(), touching.rowStep(), touching.sliceStep());
        assertArrayEquals(new float[] {OUT}, r.onto(apart, OUT));
    }

    @Test
    void imagesWithoutAPlaceAreRefused() {
        GreySlice slice = GreySlice.ofValues(new float[4], 2, 2);
        VolumeStack stack = VolumeStack.of(List.of(slice), Optional.empty(), ValueUnit.RAW);
        assertEquals(
                "image.place",
                assertThrows(Problem.class, () -> Resampler.of(stack)).code());
    }
}
