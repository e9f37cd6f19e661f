package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/**
 * The functional groups of a segmentation object: where its frames lie and what they were made from. Source: DICOM PS3.3, A.51.5 and
 * C.7.6.17.
 */
final class SegmentationFrames {
    private static final CodedConcept SEGMENTATION = new CodedConcept("113076", "DCM", "Segmentation");
    private static final CodedConcept SOURCE =
            new CodedConcept("121322", "DCM", "Source image for image processing operation");
    /** The only stack of images that have no place in the patient. */
    private static final String STACK = "1";

    private final SourceSeries source;
    private final DrawnFrames drawn;
    /** Number of the segment that a label stands for; none in label maps, whose frames are of all segments. */
    private final Map<Integer, Integer> numbers;

    SegmentationFrames(SourceSeries source, DrawnFrames drawn, Map<Integer, Integer> numbers) {
        this.source = source;
        this.drawn = drawn;
        this.numbers = numbers;
    }

    /** Frames are indexed by segment, where they are of one, then by position. */
    void dimensions(String organization, DicomDatasetBuilder out) {
        out.items(
                Tag.DIMENSION_ORGANIZATION_SEQUENCE,
                DicomDataset.builder()
                        .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                        .build());
        List<DicomDataset> dimensions = new ArrayList<>();
        if (!numbers.isEmpty()) {
            dimensions.add(dimension(
                    organization,
                    Tag.REFERENCED_SEGMENT_NUMBER,
                    Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                    "Segment Number"));
        }
        dimensions.add(
                source.placed()
                        ? dimension(
                                organization,
                                Tag.IMAGE_POSITION_PATIENT,
                                Tag.PLANE_POSITION_SEQUENCE,
                                "Image Position Patient")
                        : dimension(
                                organization,
                                Tag.IN_STACK_POSITION_NUMBER,
                                Tag.FRAME_CONTENT_SEQUENCE,
                                "In-Stack Position Number"));
        out.items(Tag.DIMENSION_INDEX_SEQUENCE, dimensions);
    }

    private static DicomDataset dimension(String organization, int pointer, int group, String label) {
        return DicomDataset.builder()
                .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                .integer(Tag.DIMENSION_INDEX_POINTER, pointer)
                .integer(Tag.FUNCTIONAL_GROUP_POINTER, group)
                .string(Tag.DIMENSION_DESCRIPTION_LABEL, label)
                .build();
    }

    void groups(DicomDatasetBuilder out) {
        out.items(
                Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                source.placed() ? orientation(source.grid()) : DicomDataset.empty());
        // positions count from 1 among those that occur; numbers in a stack are indices themselves
        int[] rank = new int[source.grid().slices()];
        int last = 0;
        for (int k : drawn.slices()) {
            last = source.placed() ? last + 1 : k + 1;
            rank[k] = last;
        }
        List<DicomDataset> frames = new ArrayList<>();
        for (DrawnFrames.Frame frame : drawn.frames()) {
            frames.add(frame(frame, rank[frame.slice()]));
        }
        out.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
    }

    private static DicomDataset orientation(Geometry g) {
        Vec3 across = g.columnStep().times(1 / g.columnSpacingMm());
        Vec3 down = g.rowStep().times(1 / g.rowSpacingMm());
        DicomDataset orientation = DicomDataset.builder()
                .decimal(
                        Tag.IMAGE_ORIENTATION_PATIENT, across.x(), across.y(), across.z(), down.x(), down.y(), down.z())
                .build();
        DicomDataset measures = DicomDataset.builder()
                .decimal(Tag.SLICE_THICKNESS, g.sliceSpacingMm())
                .decimal(Tag.SPACING_BETWEEN_SLICES, g.sliceSpacingMm())
                .decimal(Tag.PIXEL_SPACING, g.rowSpacingMm(), g.columnSpacingMm())
                .build();
        return DicomDataset.builder()
                .items(Tag.PLANE_ORIENTATION_SEQUENCE, orientation)
                .items(Tag.PIXEL_MEASURES_SEQUENCE, measures)
                .build();
    }

    private DicomDataset frame(DrawnFrames.Frame frame, int rank) {
        int k = frame.slice();
        Integer number = numbers.get(frame.label());
        DicomDatasetBuilder content = DicomDataset.builder();
        DicomDatasetBuilder out = DicomDataset.builder();
        if (number == null) {
            content.integer(Tag.DIMENSION_INDEX_VALUES, rank);
        } else {
            content.integer(Tag.DIMENSION_INDEX_VALUES, number, rank);
            out.items(
                    Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                    DicomDataset.builder()
                            .integer(Tag.REFERENCED_SEGMENT_NUMBER, number)
                            .build());
        }
        if (source.placed()) {
            Vec3 at = source.grid().toPatient(0, 0, k);
            out.items(
                    Tag.PLANE_POSITION_SEQUENCE,
                    DicomDataset.builder()
                            .decimal(Tag.IMAGE_POSITION_PATIENT, at.x(), at.y(), at.z())
                            .build());
        } else {
            content.string(Tag.STACK_ID, STACK).integer(Tag.IN_STACK_POSITION_NUMBER, k + 1);
        }
        return out.items(Tag.FRAME_CONTENT_SEQUENCE, content.build())
                .items(Tag.DERIVATION_IMAGE_SEQUENCE, derivation(source.slices().get(k)))
                .build();
    }

    private static DicomDataset derivation(SourceSlice slice) {
        DicomDatasetBuilder source = DicomDataset.builder()
                .string(Tag.REFERENCED_SOP_CLASS_UID, slice.sopClassUid())
                .string(Tag.REFERENCED_SOP_INSTANCE_UID, slice.sopInstanceUid())
                .string(SegTags.SPATIAL_LOCATIONS_PRESERVED, "YES")
                .items(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, SOURCE.item());
        if (slice.frame() > 0) {
            source.integer(SegTags.REFERENCED_FRAME_NUMBER, slice.frame());
        }
        return DicomDataset.builder()
                .items(Tag.SOURCE_IMAGE_SEQUENCE, source.build())
                .items(Tag.DERIVATION_CODE_SEQUENCE, SEGMENTATION.item())
                .build();
    }
}
