package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

class SliceAreasTest {
    @Test
    void areasAreVoxelsTimesTheAreaOfAPixel() {
        // 2 x 2 x 4 voxels of 10 x 5 x 3 mm: one voxel covers 0.5 cm2
        byte[] voxels = {0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0};
        SliceAreas areas = SliceAreas.of(Mask.of(Geometry.axial(2, 2, 4, 10, 5, 3), voxels));
        assertEquals(1.5, areas.areaCm2(2), 1e-12);
        assertEquals(2, areas.largest());
        assertEquals(1, areas.first());
        assertEquals(2, areas.last());
    }

    @Test
    void anEmptyMaskHasNoFirstSlice() {
        SliceAreas areas = SliceAreas.of(Mask.of(Geometry.axial(2, 2, 1, 1, 1, 1), new byte[4]));
        assertEquals(-1, areas.first());
        assertEquals(-1, areas.last());
    }
}
