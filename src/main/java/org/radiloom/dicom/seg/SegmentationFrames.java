package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/** The functional groups of a segmentation object: where its frames lie and what they were made from. */
final class SegmentationFrames {
    private static final CodedConcept SEGMENTATION = new CodedConcept("113076", "DCM", "Segmentation");
    private static final CodedConcept SOURCE =
            new CodedConcept("121322", "DCM", "Source image for image processing operation");

    private SegmentationFrames() {}

    /** Frames are indexed by segment, then by position. */
    static void dimensions(String organization, DicomDatasetBuilder out) {
        out.items(
                Tag.DIMENSION_ORGANIZATION_SEQUENCE,
                DicomDataset.builder()
                        .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                        .build());
        out.items(
                Tag.DIMENSION_INDEX_SEQUENCE,
                dimension(
                        organization,
                        Tag.REFERENCED_SEGMENT_NUMBER,
                        Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                        "Segment Number"),
                dimension(
                        organization,
                        Tag.IMAGE_POSITION_PATIENT,
                        Tag.PLANE_POSITION_SEQUENCE,
                        "Image Position Patient"));
    }

    private static DicomDataset dimension(String organization, int pointer, int group, String label) {
        return DicomDataset.builder()
                .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                .integer(Tag.DIMENSION_INDEX_POINTER, pointer)
                .integer(Tag.FUNCTIONAL_GROUP_POINTER, group)
                .string(Tag.DIMENSION_DESCRIPTION_LABEL, label)
                .build();
    }

    static void groups(Geometry g, List<Integer> drawn, List<SourceSlice> slices, DicomDatasetBuilder out) {
        Vec3 across = g.columnStep().times(1 / g.columnSpacingMm());
        Vec3 down = g.rowStep().times(1 / g.rowSpacingMm());
        out.items(
                Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                DicomDataset.builder()
                        .items(
                                Tag.PLANE_ORIENTATION_SEQUENCE,
                                DicomDataset.builder()
                                        .decimal(
                                                Tag.IMAGE_ORIENTATION_PATIENT,
                                                across.x(),
                                                across.y(),
                                                across.z(),
                                                down.x(),
                                                down.y(),
                                                down.z())
                                        .build())
                        .items(
                                Tag.PIXEL_MEASURES_SEQUENCE,
                                DicomDataset.builder()
                                        .decimal(Tag.SLICE_THICKNESS, g.sliceSpacingMm())
                                        .decimal(Tag.SPACING_BETWEEN_SLICES, g.sliceSpacingMm())
                                        .decimal(Tag.PIXEL_SPACING, g.rowSpacingMm(), g.columnSpacingMm())
                                        .build())
                        .build());
        List<DicomDataset> frames = new ArrayList<>();
        for (int f = 0; f < drawn.size(); f++) {
            int k = drawn.get(f);
            Vec3 at = g.toPatient(0, 0, k);
            frames.add(DicomDataset.builder()
                    .items(
                            Tag.FRAME_CONTENT_SEQUENCE,
                            DicomDataset.builder()
                                    .integer(Tag.DIMENSION_INDEX_VALUES, 1, f + 1)
                                    .build())
                    .items(
                            Tag.PLANE_POSITION_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(Tag.IMAGE_POSITION_PATIENT, at.x(), at.y(), at.z())
                                    .build())
                    .items(
                            Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                            DicomDataset.builder()
                                    .integer(Tag.REFERENCED_SEGMENT_NUMBER, 1)
                                    .build())
                    .items(Tag.DERIVATION_IMAGE_SEQUENCE, derivation(slices.get(k)))
                    .build());
        }
        out.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
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
