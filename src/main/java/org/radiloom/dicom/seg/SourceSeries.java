package org.radiloom.dicom.seg;

import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;

/**
 * The series that a segmentation is drawn on: what its voxels are placed on, and what it refers to.
 *
 * @param header data set of one of its images; empty if it is not DICOM
 * @param grid its voxels
 * @param placed whether the grid says where they lie in the patient; false for ultrasound films and pictures, whose slices are
 *     told apart only by image and frame
 * @param slices its images, one for each slice of the grid; none if it is not DICOM
 */
public record SourceSeries(DicomDataset header, Geometry grid, boolean placed, List<SourceSlice> slices) {
    public SourceSeries {
        slices = List.copyOf(slices);
        if (!slices.isEmpty() && slices.size() != grid.slices()) {
            throw new IllegalArgumentException(slices.size() + " source images for " + grid.slices() + " slices");
        }
    }

    /** A grid in the patient, of which no more is known. */
    public static SourceSeries of(Geometry grid) {
        return new SourceSeries(DicomDataset.empty(), grid, true, List.of());
    }

    Optional<String> frameOfReferenceUid() {
        return placed ? header.string(Tag.FRAME_OF_REFERENCE_UID) : Optional.empty();
    }
}
