package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.model.InputNorm;
import org.radiloom.model.SegmentationInput;
import org.radiloom.model.SegmentationInput.SpacingRange;
import org.radiloom.problem.Problem;

class WorkingVolumeTest {
    private static final SegmentationInput INPUT = new SegmentationInput(
            "CT",
            2.0,
            2.0,
            List.of(-3.0, 0.0, 3.0),
            1.5,
            new Window(0, 2000),
            32,
            new SpacingRange(0.2, 6),
            new SpacingRange(0.2, 6));

    /** A stack whose value is a linear function of the patient position, which linear interpolation must reproduce. */
    static class LinearField implements ImageStack {
        private final Geometry grid;

        LinearField(Geometry grid) {
            this.grid = grid;
        }

        static double at(Vec3 p) {
            return 100 + 3 * p.x() - 2 * p.y() + 5 * p.z();
        }

        @Override
        public int columns() {
            return grid.columns();
        }

        @Override
        public int rows() {
            return grid.rows();
        }

        @Override
        public int slices() {
            return grid.slices();
        }

        @Override
        public ValueUnit unit() {
            return ValueUnit.HOUNSFIELD;
        }

        @Override
        public Optional<Geometry> geometry() {
            return Optional.of(grid);
        }

        @Override
        public Window defaultWindow() {
            return INPUT.window();
        }

        @Override
        public Slice slice(int k) {
            float[] values = new float[columns() * rows()];
            for (int j = 0; j < rows(); j++) {
                for (int i = 0; i < columns(); i++) {
                    values[j * columns() + i] = (float) at(grid.toPatient(i, j, k));
                }
            }
            return GreySlice.ofValues(values, columns(), rows());
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return Optional.of(slice(k));
        }
    }

    @Test
    void aLinearFieldIsReproducedOnTheWorkingGridWhateverWayTheSliceStepPoints() throws Problem {
        Geometry headFirst = new Geometry(
                20, 18, 9, new Vec3(-40, -30, 10), new Vec3(4, 0, 0), new Vec3(0, 4, 0), new Vec3(0, 0, 3));
        Geometry feetFirst = new Geometry(
                20, 18, 9, new Vec3(-40, -30, 34), new Vec3(4, 0, 0), new Vec3(0, 4, 0), new Vec3(0, 0, -3));
        for (Geometry source : List.of(headFirst, feetFirst)) {
            WorkingVolume volume = WorkingVolume.of(new LinearField(source), INPUT, Progress.NONE);
            assertInputFollowsTheField(volume, 1);
        }
    }

    private static final SegmentationInput PIXELS = new SegmentationInput(
            "CT",
            4.0,
            3.5,
            List.of(0.0),
            1.5,
            new Window(0, 2000),
            16,
            new SpacingRange(0.2, 6),
            new SpacingRange(0.2, 6),
            InputNorm.NONE,
            true);

    private static Geometry axial(int columns, int rows, double mm) {
        return new Geometry(
                columns, rows, 5, new Vec3(-40, -30, 10), new Vec3(mm, 0, 0), new Vec3(0, mm, 0), new Vec3(0, 0, 3));
    }

    @Test
    void aCoarseScanKeepsItsOwnPixelsSoThatAMaskComesBackAsItWas() throws Problem {
        Geometry source = axial(21, 18, 4.7);
        WorkingVolume volume = WorkingVolume.of(new LinearField(source), PIXELS, Progress.NONE);
        assertEquals(4.7, volume.geometry().columnSpacingMm(), 1e-9);
        byte[] voxels = new byte[21 * 18 * 5];
        voxels[3 + 21 * (4 + 18 * 2)] = 1;
        voxels[4 + 21 * (4 + 18 * 2)] = 1;
        voxels[4 + 21 * (5 + 18 * 2)] = 1;
        Mask labels = volume.labels(Mask.of(source, voxels));
        assertEquals(3, labels.count());
        float[] back = new float[voxels.length];
        byte[] onGrid = labels.toArray();
        for (int at = 0; at < onGrid.length; at++) {
            back[at] = onGrid[at];
        }
        back = volume.toSource(back);
        for (int at = 0; at < voxels.length; at++) {
            assertEquals(voxels[at], back[at], 1e-5);
        }
    }

    @Test
    void aFineScanIsSeenInWholeMultiplesOfItsPixels() throws Problem {
        Geometry grid = WorkingVolume.of(new LinearField(axial(100, 100, 0.98)), PIXELS, Progress.NONE)
                .geometry();
        assertEquals(3.92, grid.columnSpacingMm(), 1e-9);
        assertEquals(3.92, grid.rowSpacingMm(), 1e-9);
        // 97.02 mm between the outer centres need 25 steps; they lie evenly about the middle, (-40 + 57.02) / 2
        assertEquals(26, grid.columns());
        assertEquals(8.51 - 12.5 * 3.92, grid.origin().x(), 1e-9);
    }

    @Test
    void aSagittalSeriesIsTurnedIntoAxialSlices() throws Problem {
        Geometry sagittal = new Geometry(
                20, 18, 15, new Vec3(-20, -30, 60), new Vec3(0, 3, 0), new Vec3(0, 0, -3), new Vec3(3, 0, 0));
        WorkingVolume volume = WorkingVolume.of(new LinearField(sagittal), INPUT, Progress.NONE);
        assertEquals(3, volume.geometry().sliceSpacingMm(), 1e-9);
        assertInputFollowsTheField(volume, 2);
    }

    /** Compares every channel of a middle slice with the field, {@code margin} voxels away from the border. */
    private static void assertInputFollowsTheField(WorkingVolume volume, int margin) {
        Geometry grid = volume.geometry();
        float[] into = new float[volume.inputLength()];
        int slice = grid.slices() / 2;
        volume.copyBatchInput(slice, into, 0);
        for (int c = 0; c < 3; c++) {
            for (int j = margin; j < grid.rows() - margin; j++) {
                for (int i = margin; i < grid.columns() - margin; i++) {
                    Vec3 at = grid.toPatient(i, j, slice).plus(new Vec3(0, 0, 3 * (c - 1)));
                    double expected = LinearField.at(at) / 2000 + 0.5;
                    float actual = into[(c * volume.inputRows() + j) * volume.inputColumns() + i];
                    assertEquals(expected, actual, 1e-4, "channel " + c + " at " + i + "," + j);
                }
            }
        }
    }

    @Test
    void thinSlicesAreSkippedUntilTheStepIsReachedAndPaddingIsBlack() throws Problem {
        WorkingVolume volume =
                WorkingVolume.of(new LinearField(Geometry.axial(10, 10, 11, 2, 2, 0.625)), INPUT, Progress.NONE);
        assertEquals(1.875, volume.geometry().sliceSpacingMm(), 1e-9); // 3 * 0.625, the first multiple >= 1.5
        assertEquals(4, volume.slices()); // native slices 0, 3, 6, 9
        assertEquals(32, volume.inputColumns());
        float[] into = new float[volume.inputLength()];
        volume.copyBatchInput(0, into, 0);
        assertEquals(0, into[31]);
        assertTrue(into[0] > 0);
    }

    @Test
    void aMaskGoesToTheWorkingGridAndComesBackAsProbabilitiesUnmoved() throws Problem {
        Geometry source =
                new Geometry(24, 24, 8, new Vec3(5, -7, 11), new Vec3(4, 0, 0), new Vec3(0, 4, 0), new Vec3(0, 0, 3));
        byte[] voxels = new byte[24 * 24 * 8];
        for (int k = 2; k < 6; k++) {
            for (int j = 6; j < 15; j++) {
                for (int i = 8; i < 18; i++) {
                    voxels[i + 24 * (j + 24 * k)] = 1;
                }
            }
        }
        Mask mask = Mask.of(source, voxels);
        WorkingVolume volume = WorkingVolume.of(new LinearField(source), INPUT, Progress.NONE);
        byte[] labels = volume.labels(mask).toArray();
        float[] probabilities = new float[labels.length];
        for (int at = 0; at < labels.length; at++) {
            probabilities[at] = labels[at];
        }
        float[] back = volume.toSource(probabilities);
        for (int at = 0; at < voxels.length; at++) {
            assertEquals(voxels[at] == 1, back[at] >= 0.5f, "voxel " + at);
        }
    }

    @Test
    void bordersBelowTheWindowAreTrimmedAway() throws Problem {
        Geometry source = Geometry.axial(30, 30, 3, 2, 2, 3);
        float[] values = new float[900];
        java.util.Arrays.fill(values, -1024);
        values[10 * 30 + 12] = 400;
        values[20 * 30 + 17] = 400;
        ImageStack stack = new LinearField(source) {
            @Override
            public Slice slice(int k) {
                return GreySlice.ofValues(values.clone(), 30, 30);
            }
        };
        WorkingVolume volume = WorkingVolume.of(stack, INPUT, Progress.NONE);
        assertEquals(6, volume.geometry().columns());
        assertEquals(11, volume.geometry().rows());
        assertEquals(new Vec3(24, 20, 0), volume.geometry().origin());
    }

    @Test
    void aSeriesWithoutGeometryIsRefused() {
        ImageStack nowhere = new LinearField(Geometry.axial(4, 4, 2, 1, 1, 1)) {
            @Override
            public Optional<Geometry> geometry() {
                return Optional.empty();
            }
        };
        Problem problem = assertThrows(Problem.class, () -> WorkingVolume.of(nowhere, INPUT, Progress.NONE));
        assertEquals("input.geometry", problem.code());
    }
}
