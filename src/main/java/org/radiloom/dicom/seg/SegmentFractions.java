package org.radiloom.dicom.seg;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;

/**
 * To what part the voxels of a grid belong to a segment.
 *
 * @param slices values of each slice, row by row, unsigned bytes up to {@code maximum}; null where a slice has none
 * @param maximum the value that means wholly, 1 to 255
 */
public record SegmentFractions(Geometry grid, byte[] @Nullable [] slices, int maximum) {
    /** 0 to 1. */
    public float at(int i, int j, int k) {
        byte[] slice = slices[k];
        return slice == null ? 0 : (float) (slice[i + grid.columns() * j] & 0xFF) / maximum;
    }
}
