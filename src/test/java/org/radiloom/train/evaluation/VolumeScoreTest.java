package org.radiloom.train.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;
import org.radiloom.metric.OverlapMetrics;

class VolumeScoreTest {
    private static final Geometry GRID = Geometry.axial(4, 3, 5, 1, 2, 3);

    @Test
    void aReferenceWithReversedRowsAndSlicesIsComparedPlaceByPlace() {
        Geometry turned = new Geometry(
                4, 3, 5, GRID.toPatient(0, 2, 4), GRID.columnStep(), new Vec3(0, -2, 0), new Vec3(0, 0, -3));
        // the same voxel (1, 0, 1) of the patient; counted from the other ends it is (1, 2, 3)
        VolumeScore score = score(mask(turned, 1, 2, 3), mask(GRID, 1, 0, 1), 0);
        assertEquals(new OverlapMetrics(1, 0, 0, 59), score.overlap());
        // its probability came along: 0.75 for a voxel of the structure
        assertEquals(1, score.calibration().n());
        assertEquals(0.0625, score.calibration().brier(), 1e-12);
    }

    @Test
    void slicesWithoutTheStructureAreLeftOutOfThePooledCounts() {
        // reference in slice 1; found there and in slice 3
        Mask found = Mask.of(GRID, new byte[60]);
        byte[] voxels = found.toArray();
        voxels[12] = 1;
        voxels[36] = 1;
        byte[] truth = new byte[60];
        truth[12] = 1;
        VolumeScore score = score(Mask.of(GRID, truth), Mask.of(GRID, voxels), 2);
        assertEquals(new OverlapMetrics(1, 1, 0, 58), score.overlap());
        assertEquals(new OverlapMetrics(1, 0, 0, 11), score.structureSlices());
        assertEquals(0.006, score.referenceCm3(), 1e-12);
        assertEquals(0.012, score.predictedCm3(), 1e-12);
        // within 2 mm: the voxel, two columns to the right, one row up
        assertEquals(4, score.calibration().n());
    }

    @Test
    void withoutAStructureNoProbabilityIsNearIt() {
        VolumeScore score = score(Mask.of(GRID, new byte[60]), Mask.of(GRID, new byte[60]), 10);
        assertEquals(0, score.calibration().n());
        assertEquals(1, score.overlap().dice());
        assertEquals(true, score.surface().isEmpty());
    }

    private static VolumeScore score(Mask reference, Mask found, double marginMm) {
        float[] probabilities = new float[60];
        byte[] on = found.toArray();
        for (int at = 0; at < on.length; at++) {
            probabilities[at] = on[at] != 0 ? 0.75f : 0.25f;
        }
        return VolumeScore.of("s", "p", reference, new Prediction(found, probabilities), marginMm, 1);
    }

    private static Mask mask(Geometry grid, int i, int j, int k) {
        byte[] voxels = new byte[60];
        voxels[i + 4 * (j + 3 * k)] = 1;
        return Mask.of(grid, voxels);
    }
}
