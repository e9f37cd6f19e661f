package org.radiloom.dicom.seg;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * What is written into a segmentation object.
 *
 * @param segments by label (1 to 255), those without voxels too
 * @param labels one label a voxel
 * @param fractions how much voxels belong to a segment, by its label, for fractional objects; where it is missing they belong wholly or
 *     not at all
 */
public record SegmentationContent(
        Geometry grid, SortedMap<Integer, SegmentDescription> segments, Slices labels, Map<Integer, Slices> fractions) {
    /** Gives the values of slices, one unsigned byte a voxel, row by row. */
    public interface Slices {
        void copySlice(int k, byte[] into);
    }

    public SegmentationContent {
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
        fractions = Map.copyOf(fractions);
        if (!segments.isEmpty() && (segments.firstKey() < 1 || segments.lastKey() > 255)) {
            throw new IllegalArgumentException("labels " + segments.keySet());
        }
    }

    /** One segment. */
    public static SegmentationContent of(Mask mask, SegmentDescription segment) {
        return new SegmentationContent(mask.geometry(), new TreeMap<>(Map.of(1, segment)), mask::copySlice, Map.of());
    }
}
