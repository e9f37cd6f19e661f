package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.FunctionalGroups;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Vec3;

/**
 * A frame of a segmentation object: what it is of and where it belongs. Source: DICOM PS3.3, C.7.6.16.2.
 *
 * @param frame 0-based
 * @param segment number of its segment; 0 in a label map, whose voxels say it themselves
 * @param plane where it lies in the patient, if it says so
 * @param sources the images that it was drawn on, as far as they show the same pixels
 */
public record SegmentFrame(int frame, int segment, Optional<Plane> plane, List<SourceSlice> sources) {
    /** Centre of the first pixel, and the steps to the next column and row; mm LPS. */
    public record Plane(Vec3 first, Vec3 columnStep, Vec3 rowStep) {}

    static SegmentFrame of(FunctionalGroups groups, int frame) {
        int segment = groups.group(frame, Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
                .map(item -> item.integer(Tag.REFERENCED_SEGMENT_NUMBER).orElse(0) & SegmentationObject.LARGEST)
                .orElse(0);
        return new SegmentFrame(frame, segment, plane(groups, frame), sources(groups, frame));
    }

    private static Optional<Plane> plane(FunctionalGroups groups, int frame) {
        Optional<double[]> position =
                groups.group(frame, Tag.PLANE_POSITION_SEQUENCE).flatMap(i -> i.decimals(Tag.IMAGE_POSITION_PATIENT));
        Optional<double[]> orientation = groups.group(frame, Tag.PLANE_ORIENTATION_SEQUENCE)
                .flatMap(i -> i.decimals(Tag.IMAGE_ORIENTATION_PATIENT));
        Optional<double[]> spacing =
                groups.group(frame, Tag.PIXEL_MEASURES_SEQUENCE).flatMap(i -> i.decimals(Tag.PIXEL_SPACING));
        if (position.isEmpty()
                || position.get().length != 3
                || orientation.isEmpty()
                || orientation.get().length != 6
                || spacing.isEmpty()
                || spacing.get().length != 2) {
            return Optional.empty();
        }
        Vec3 across = vector(orientation.get(), 0).times(spacing.get()[1]);
        Vec3 down = vector(orientation.get(), 3).times(spacing.get()[0]);
        return across.cross(down).length() > 1e-9
                ? Optional.of(new Plane(vector(position.get(), 0), across, down))
                : Optional.empty();
    }

    private static Vec3 vector(double[] values, int at) {
        return new Vec3(values[at], values[at + 1], values[at + 2]);
    }

    /** Images whose pixels lie elsewhere than the frame's say nothing about its place. */
    private static List<SourceSlice> sources(FunctionalGroups groups, int frame) {
        List<SourceSlice> sources = new ArrayList<>();
        List<DicomDataset> items = groups.group(frame, Tag.DERIVATION_IMAGE_SEQUENCE)
                .map(d -> d.items(Tag.SOURCE_IMAGE_SEQUENCE))
                .orElse(List.of());
        for (DicomDataset item : items) {
            String preserved = item.string(SegTags.SPATIAL_LOCATIONS_PRESERVED).orElse("YES");
            if (preserved.equals("YES")) {
                String sopClass = item.string(Tag.REFERENCED_SOP_CLASS_UID).orElse("");
                String instance = item.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("");
                int[] frames = item.integers(SegTags.REFERENCED_FRAME_NUMBER).orElse(new int[] {0});
                for (int number : frames) {
                    sources.add(new SourceSlice(sopClass, instance, number));
                }
            }
        }
        return List.copyOf(sources);
    }
}
