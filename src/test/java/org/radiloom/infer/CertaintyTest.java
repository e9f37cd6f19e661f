package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

class CertaintyTest {
    /** 10 x 1 voxels of 2 x 3 mm in five slices, 4 mm apart. */
    private static final Geometry GRID = Geometry.axial(10, 1, 5, 2, 3, 4);

    private static Certainty certainty(float[] values) {
        byte[] voxels = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            voxels[at] = (byte) (values[at] >= 0.5 ? 1 : 0);
        }
        return Certainty.of(values, Mask.of(GRID, voxels));
    }

    private static float[] with(float[] values, int slice, double... of) {
        for (int i = 0; i < of.length; i++) {
            values[10 * slice + i] = (float) of[i];
        }
        return values;
    }

    @Test
    void aVoxelIsUncertainFromTwoToEightTenths() {
        Certainty c = certainty(with(new float[50], 1, 0.19, 0.2, 0.5, 0.8, 0.81));
        assertFalse(c.uncertain(0, 0, 1));
        assertTrue(c.uncertain(1, 0, 1));
        assertTrue(c.uncertain(2, 0, 1));
        assertTrue(c.uncertain(3, 0, 1));
        assertFalse(c.uncertain(4, 0, 1));
        assertFalse(c.uncertain(2, 0, 0));
        assertEquals(3, c.uncertain().count());
        assertEquals(0.8, c.probability(3, 0, 1), 1e-6);
        float[] slice = new float[10];
        c.copySlice(1, slice);
        assertEquals(0.5, slice[2], 0.51 / 255);
    }

    @Test
    void entropyIsBitsTimesArea() {
        Certainty c = certainty(with(new float[50], 2, 0.5, 1, 0.2));
        // 1 bit for a half, none for certainty, .7219 for a fifth; a voxel has 6 mm2
        assertEquals((1 + 0.7219) * 6, c.cues(2).entropyMm2(), 0.001);
        assertEquals(0, c.cues(0).entropyMm2());
    }

    @Test
    void breaksAreAreaThatComesOrGoesByDistance() {
        float[] values = with(new float[50], 0, 1, 1, 1);
        with(values, 1, 1, 1, 1, 1, 1);
        with(values, 2, 0, 0, 0, 1, 1);
        Certainty c = certainty(values);
        // slice 1: two voxels more than below, three fewer above: (2 + 3) / 2 * 6 mm2 / 4 mm
        assertEquals(3.75, c.cues(1).breakMm(), 1e-6);
        // the lowest slice has one neighbour
        assertEquals(3.0, c.cues(0).breakMm(), 1e-6);
        assertEquals(0, c.cues(4).breakMm());
    }

    @Test
    void placesComeByExpectedErrorAndWhereThereIsNothingIsNoPlace() {
        float[] values = with(new float[50], 0, 0.9, 0.9);
        with(values, 1, 0.9, 0.9, 0.9);
        with(values, 2, 0.9, 0.6, 0.4, 0.4);
        with(values, 3, 0.19);
        Certainty c = certainty(values);
        assertEquals(List.of(2, 1, 0), c.places());
        SliceCues cues = c.cues(2);
        assertEquals(0.385 * cues.entropyMm2() + 1.10 * cues.breakMm(), cues.expectedErrorMm2(), 1e-9);
    }
}
