package org.radiloom.study;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Vec3;

/**
 * Where one frame lies in the patient, as far as its file says: DICOM PS3.3 C.7.6.2 (single images) or the functional
 * groups of C.7.6.16 (enhanced multi-frame).
 *
 * @param right direction of increasing column, length 1; null together with {@code down} when not known
 * @param thicknessMm thickness or distance of slices, 0 when not known
 */
record FilePlace(
        @Nullable Vec3 position,
        @Nullable Vec3 right,
        @Nullable Vec3 down,
        @Nullable PixelSpacing spacing,
        double thicknessMm) {
    private static final double DIRECTION = 2e-3;

    /** The place of a single-frame image, or of all frames of an old multi-frame one. */
    static FilePlace ofImage(DicomDataset d) {
        return of(d, d, d);
    }

    /** The place of a frame with functional groups; what its own groups lack is taken from the shared ones. */
    static FilePlace ofFrame(DicomDataset shared, DicomDataset own) {
        DicomDataset none = DicomDataset.empty();
        return of(
                group(own, shared, Tag.PLANE_POSITION_SEQUENCE).orElse(none),
                group(own, shared, Tag.PLANE_ORIENTATION_SEQUENCE).orElse(none),
                group(own, shared, Tag.PIXEL_MEASURES_SEQUENCE).orElse(none));
    }

    static Optional<DicomDataset> group(DicomDataset own, DicomDataset shared, int tag) {
        Optional<DicomDataset> first = own.item(tag);
        return first.isPresent() ? first : shared.item(tag);
    }

    private static FilePlace of(DicomDataset position, DicomDataset orientation, DicomDataset measures) {
        double[] p = numbers(position, Tag.IMAGE_POSITION_PATIENT, 3);
        double[] o = numbers(orientation, Tag.IMAGE_ORIENTATION_PATIENT, 6);
        Vec3 right = o == null ? null : direction(o[0], o[1], o[2]);
        Vec3 down = o == null ? null : direction(o[3], o[4], o[5]);
        boolean known = right != null && down != null && Math.abs(right.dot(down)) < 0.1;
        double thickness = measures.decimal(Tag.SPACING_BETWEEN_SLICES).orElse(0);
        if (!(thickness > 0)) {
            thickness = measures.decimal(Tag.SLICE_THICKNESS).orElse(0);
        }
        return new FilePlace(
                p == null ? null : new Vec3(p[0], p[1], p[2]),
                known ? right : null,
                known ? down : null,
                spacing(measures, Tag.PIXEL_SPACING),
                Math.max(0, thickness));
    }

    private static double @Nullable [] numbers(DicomDataset d, int tag, int count) {
        double[] n = d.decimals(tag).orElse(null);
        return n != null && n.length == count ? n : null;
    }

    private static @Nullable Vec3 direction(double x, double y, double z) {
        Vec3 v = new Vec3(x, y, z);
        double length = v.length();
        return length > 0.9 && length < 1.1 ? v.unit() : null;
    }

    /** DICOM states the distance of rows first (PS3.3 10.7.1.3). */
    static @Nullable PixelSpacing spacing(DicomDataset d, int tag) {
        double[] n = numbers(d, tag, 2);
        boolean sane = n != null && n[0] > 0 && n[1] > 0 && n[0] < 1e6 && n[1] < 1e6;
        return n != null && sane ? new PixelSpacing(n[1], n[0]) : null;
    }

    /** Whether two frames can be slices of one stack. */
    boolean parallel(FilePlace other) {
        if ((right == null) != (other.right == null) || (spacing == null) != (other.spacing == null)) {
            return false;
        }
        boolean turned = right != null
                && down != null
                && other.right != null
                && other.down != null
                && (right.minus(other.right).length() > DIRECTION
                        || down.minus(other.down).length() > DIRECTION);
        boolean scaled = spacing != null && other.spacing != null && !spacing.like(other.spacing);
        return !turned && !scaled;
    }

    /** Direction of growing slices: right x down; null when not known. */
    @Nullable
    Vec3 normal() {
        return right == null || down == null ? null : right.cross(down).unit();
    }
}
