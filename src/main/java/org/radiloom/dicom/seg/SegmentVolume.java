package org.radiloom.dicom.seg;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * The segments of an object on a grid, one label a voxel.
 *
 * @param slices labels of each slice, row by row, unsigned, 0 for none; null where a slice has none. The receiver owns them
 * @param segments what the labels stand for, by label (1 to 255)
 * @param warnings what could not be kept as the file has it, in sentences for people
 */
public record SegmentVolume(
        Geometry grid,
        byte[] @Nullable [] slices,
        SortedMap<Integer, SegmentDescription> segments,
        List<String> warnings) {
    public SegmentVolume {
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
        warnings = List.copyOf(warnings);
    }

    /** The voxels of one label. */
    public Mask mask(int label) {
        byte[] voxels = new byte[Math.toIntExact(grid.voxels())];
        for (int k = 0; k < slices.length; k++) {
            byte[] slice = slices[k];
            if (slice != null) {
                for (int n = 0; n < slice.length; n++) {
                    voxels[k * slice.length + n] = (byte) ((slice[n] & 0xFF) == label ? 1 : 0);
                }
            }
        }
        return Mask.of(grid, voxels);
    }
}
