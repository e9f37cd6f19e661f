package org.radiloom.dicom.parametric;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;

/** The functional groups of a parametric map. Source: DICOM PS3.3, A.75.5 and C.7.6.16. */
final class MapFrames {
    static final String[] TYPE = {"DERIVED", "PRIMARY", "VOLUME", "QUANTITY"};

    private static final Code QUANTITY = Code.of("246205007", "SCT", "Quantity");
    private static final Code SOURCE = Code.of("121322", "DCM", "Source image for image processing operation");
    private static final String STACK = "1";
    private static final int LABEL = 16;

    private final ParametricMap map;
    private final double sliceDistanceMm;
    private final Code anatomy;
    private final boolean placed;

    MapFrames(ParametricMap map, double sliceDistanceMm, Code anatomy) {
        this.map = map;
        this.sliceDistanceMm = sliceDistanceMm;
        this.anatomy = anatomy;
        this.placed = map.frames().getFirst().plane().isPresent();
    }

    void put(DicomDatasetBuilder out) {
        String organization = DicomWriter.newUid();
        out.items(
                Tag.DIMENSION_ORGANIZATION_SEQUENCE,
                DicomDataset.builder()
                        .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                        .build());
        out.items(
                Tag.DIMENSION_INDEX_SEQUENCE,
                DicomDataset.builder()
                        .string(Tag.DIMENSION_ORGANIZATION_UID, organization)
                        .integer(
                                Tag.DIMENSION_INDEX_POINTER,
                                placed ? Tag.IMAGE_POSITION_PATIENT : Tag.IN_STACK_POSITION_NUMBER)
                        .integer(
                                Tag.FUNCTIONAL_GROUP_POINTER,
                                placed ? Tag.PLANE_POSITION_SEQUENCE : Tag.FRAME_CONTENT_SEQUENCE)
                        .string(
                                Tag.DIMENSION_DESCRIPTION_LABEL,
                                placed ? "Image Position Patient" : "In-Stack Position Number")
                        .build());
        out.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared());
        List<DicomDataset> frames = new ArrayList<>();
        for (ParametricMap.Frame frame : map.frames()) {
            frames.add(frame(frame, frames.size() + 1));
        }
        out.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
    }

    private DicomDataset shared() {
        DicomDatasetBuilder shared = DicomDataset.builder()
                .items(
                        MapTags.FRAME_TYPE_SEQUENCE,
                        DicomDataset.builder().string(MapTags.FRAME_TYPE, TYPE).build())
                .items(
                        Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.RESCALE_INTERCEPT, 0)
                                .decimal(Tag.RESCALE_SLOPE, 1)
                                .string(Tag.RESCALE_TYPE, "US")
                                .build())
                .items(MapTags.REAL_WORLD_VALUE_MAPPING_SEQUENCE, mapping())
                .items(
                        MapTags.FRAME_ANATOMY_SEQUENCE,
                        DicomDataset.builder()
                                .string(MapTags.FRAME_LATERALITY, "U")
                                .items(Tag.ANATOMIC_REGION_SEQUENCE, anatomy.item())
                                .build());
        if (!placed) {
            // what a pixel is in millimetres differs from part to part of an ultrasound image
            shared.items(Tag.PIXEL_MEASURES_SEQUENCE, DicomDataset.empty());
        }
        // all values, where nobody says how they are meant to be seen
        Window window = map.window().orElseGet(() -> Window.between(range()[0], range()[1]));
        shared.items(
                Tag.FRAME_VOI_LUT_SEQUENCE,
                DicomDataset.builder()
                        .decimal(Tag.WINDOW_CENTER, window.centre())
                        .decimal(Tag.WINDOW_WIDTH, window.width())
                        .string(Tag.VOI_LUT_FUNCTION, "LINEAR_EXACT")
                        .build());
        return ParametricMapWriter.item(shared);
    }

    /** The least and the most of the finite values. */
    private double[] range() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (ParametricMap.Frame frame : map.frames()) {
            for (double value : frame.values()) {
                if (Double.isFinite(value)) {
                    least = Math.min(least, (float) value);
                    most = Math.max(most, (float) value);
                }
            }
        }
        return least <= most ? new double[] {least, most} : new double[] {0, 0};
    }

    private DicomDataset mapping() {
        Code quantity = map.quantity().orElseThrow();
        String meaning = quantity.meaning();
        double[] limits = range();
        return ParametricMapWriter.item(DicomDataset.builder()
                .string(
                        Tag.LUT_EXPLANATION,
                        ParametricMapWriter.text(map.explanation().isEmpty() ? meaning : map.explanation()))
                .string(
                        MapTags.LUT_LABEL,
                        meaning.substring(0, Math.min(LABEL, meaning.length())).strip())
                .items(MapTags.MEASUREMENT_UNITS, map.unit().orElseThrow().item())
                .decimal(MapTags.FIRST_DOUBLE_MAPPED, limits[0])
                .decimal(MapTags.LAST_DOUBLE_MAPPED, limits[1])
                .decimal(MapTags.INTERCEPT, 0)
                .decimal(MapTags.SLOPE, 1)
                .items(
                        MapTags.QUANTITY_DEFINITION_SEQUENCE,
                        DicomDataset.builder()
                                .string(MapTags.VALUE_TYPE, "CODE")
                                .items(MapTags.CONCEPT_NAME, QUANTITY.item())
                                .items(MapTags.CONCEPT_CODE, quantity.item())
                                .build()));
    }

    private DicomDataset frame(ParametricMap.Frame frame, int number) {
        DicomDatasetBuilder content = DicomDataset.builder().integer(Tag.DIMENSION_INDEX_VALUES, number);
        DicomDatasetBuilder out = DicomDataset.builder();
        if (frame.plane().isPresent()) {
            place(frame.plane().get(), out);
        } else {
            content.string(Tag.STACK_ID, STACK).integer(Tag.IN_STACK_POSITION_NUMBER, number);
        }
        return out.items(Tag.FRAME_CONTENT_SEQUENCE, content.build())
                .items(Tag.DERIVATION_IMAGE_SEQUENCE, derivation(frame.sources()))
                .build();
    }

    private void place(ParametricMap.Plane plane, DicomDatasetBuilder out) {
        double columnMm = plane.columnStep().length();
        double rowMm = plane.rowStep().length();
        Vec3 across = plane.columnStep().times(1 / columnMm);
        Vec3 down = plane.rowStep().times(1 / rowMm);
        Vec3 at = plane.position();
        out.items(
                        Tag.PLANE_POSITION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.IMAGE_POSITION_PATIENT, at.x(), at.y(), at.z())
                                .build())
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
                                .decimal(Tag.SLICE_THICKNESS, sliceDistanceMm)
                                .decimal(Tag.PIXEL_SPACING, rowMm, columnMm)
                                .build());
    }

    private static List<DicomDataset> derivation(List<SopReference> sources) {
        if (sources.isEmpty()) {
            return List.of();
        }
        List<DicomDataset> images = new ArrayList<>();
        for (SopReference source : sources) {
            DicomDatasetBuilder image = DicomDataset.builder()
                    .string(Tag.REFERENCED_SOP_CLASS_UID, source.sopClassUid())
                    .string(Tag.REFERENCED_SOP_INSTANCE_UID, source.sopInstanceUid())
                    .string(MapTags.SPATIAL_LOCATIONS_PRESERVED, "YES")
                    .items(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, SOURCE.item());
            if (!source.frames().isEmpty()) {
                image.integer(
                        MapTags.REFERENCED_FRAME_NUMBER,
                        source.frames().stream().mapToInt(Integer::intValue).toArray());
            }
            images.add(image.build());
        }
        return List.of(DicomDataset.builder()
                .items(Tag.SOURCE_IMAGE_SEQUENCE, images)
                .items(Tag.DERIVATION_CODE_SEQUENCE, PrivateCodes.COMPUTED_MAP.item())
                .build());
    }
}
