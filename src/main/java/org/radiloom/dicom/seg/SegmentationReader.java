package org.radiloom.dicom.seg;

import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.FunctionalGroups;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Reads one segment of a binary segmentation object onto the grid of the series it was drawn on.
 *
 * <p>Frames are placed by their position and orientation in the patient, not by their order. A frame counts as lying on
 * the grid if its corners are within a tenth of a voxel of a slice's.
 */
public final class SegmentationReader {
    private static final double TOLERANCE = 0.1;

    private SegmentationReader() {}

    /**
     * The voxels of a segment; slices without a frame are empty.
     *
     * @param number segment number, counted from 1
     * @throws Problem {@code seg.type} if the object is not a binary segmentation, {@code seg.grid} if a frame does not lie
     *     on the grid, {@code seg.segment} if there is no such segment
     */
    public static Mask read(DicomFile file, int number, Geometry grid) throws Problem {
        DicomDataset dataset = file.dataset();
        if (!dataset.string(Tag.SOP_CLASS_UID).orElse("").equals(SegmentationWriter.SOP_CLASS)
                || !dataset.string(Tag.SEGMENTATION_TYPE).orElse("").equals("BINARY")) {
            throw Problem.input(
                    "seg.type",
                    file.path() + " is not a binary segmentation object.",
                    "Choose a DICOM SEG file of type BINARY.");
        }
        boolean known = dataset.items(Tag.SEGMENT_SEQUENCE).stream()
                .anyMatch(s -> s.integer(Tag.SEGMENT_NUMBER).orElse(0) == number);
        if (!known) {
            throw Problem.input(
                    "seg.segment", file.path() + " has no segment " + number + ".", "Choose one of its segments.");
        }
        DicomImage image = file.image();
        byte[] voxels = new byte[Math.toIntExact(grid.voxels())];
        for (int f = 0; f < image.frames(); f++) {
            if (segmentOf(image.functionalGroups(), f) == number) {
                put(image.rawFrame(f), slice(file, image.functionalGroups(), f, grid), grid, voxels);
            }
        }
        return Mask.of(grid, voxels);
    }

    private static int segmentOf(FunctionalGroups groups, int frame) {
        return groups.group(frame, Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
                .map(item -> item.integer(Tag.REFERENCED_SEGMENT_NUMBER).orElse(0))
                .orElse(0);
    }

    /** Slice of the grid that a frame lies on. */
    private static int slice(DicomFile file, FunctionalGroups groups, int frame, Geometry grid) throws Problem {
        DicomDataset dataset = file.dataset();
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
                || spacing.get().length != 2
                || dataset.integer(Tag.ROWS).orElse(0) != grid.rows()
                || dataset.integer(Tag.COLUMNS).orElse(0) != grid.columns()) {
            throw offGrid(file);
        }
        double[] o = orientation.get();
        Vec3 first = vector(position.get(), 0);
        Vec3 across = vector(o, 0).times(spacing.get()[1] * (grid.columns() - 1));
        Vec3 down = vector(o, 3).times(spacing.get()[0] * (grid.rows() - 1));
        int k = (int) Math.rint(grid.toIndex(first).z());
        List<Vec3> offsets = List.of(
                grid.toIndex(first).minus(new Vec3(0, 0, k)),
                grid.toIndex(first.plus(across)).minus(new Vec3(grid.columns() - 1, 0, k)),
                grid.toIndex(first.plus(down)).minus(new Vec3(0, grid.rows() - 1, k)));
        if (k < 0 || k >= grid.slices() || offsets.stream().anyMatch(v -> !(v.length() < TOLERANCE))) {
            throw offGrid(file);
        }
        return k;
    }

    private static Vec3 vector(double[] values, int at) {
        return new Vec3(values[at], values[at + 1], values[at + 2]);
    }

    private static Problem offGrid(DicomFile file) {
        return Problem.input(
                "seg.grid",
                file.path() + " does not lie on the voxels of the open series.",
                "Open the series that the segmentation was made from.");
    }

    private static void put(RawFrame frame, int k, Geometry grid, byte[] voxels) {
        int size = grid.columns() * grid.rows();
        for (int at = 0; at < size; at++) {
            if (frame.sample(at) != 0) {
                voxels[k * size + at] = 1;
            }
        }
    }
}
