package org.radiloom.review;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * Area of a structure in each slice that holds it.
 *
 * @param slice index in the series, from 0
 * @param areaMm2 of the voxels of the mask in that slice, mm²
 */
public record SliceAreas(int slice, double areaMm2) {
    /** The slices that hold something, in order. */
    public static List<SliceAreas> of(Mask mask) {
        Geometry grid = mask.geometry();
        double pixel = grid.columnStep().cross(grid.rowStep()).length();
        var areas = new ArrayList<SliceAreas>();
        for (int k = 0; k < grid.slices(); k++) {
            int n = mask.countInSlice(k);
            if (n > 0) {
                areas.add(new SliceAreas(k, n * pixel));
            }
        }
        return areas;
    }
}
