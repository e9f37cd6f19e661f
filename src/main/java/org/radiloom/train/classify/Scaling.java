package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.infer.PictureCut;
import org.radiloom.train.ManifestEntry;

/**
 * Where places of a frame lie in the planes of a sample: edge coordinates, 0 being the left edge of column 0.
 *
 * @param step pixels of the frame per pixel of the planes
 * @param left column of the planes' edge at which column 0 of the frame begins
 * @param top likewise for rows
 */
record Scaling(double step, double left, double top) {
    /** The planes are the frame. */
    static final Scaling NONE = new Scaling(1, 0, 0);

    /** The planes are a square that shows that part, letterboxed. */
    static Scaling of(PictureCut cut, int side) {
        double step = (double) Math.max(cut.width(), cut.height()) / side;
        return new Scaling(
                step,
                side / 2.0 - (cut.column() + cut.width() / 2.0) / step,
                side / 2.0 - (cut.row() + cut.height() / 2.0) / step);
    }

    /** The middle of a part. */
    PictureSample.Place middle(PictureCut cut) {
        return new PictureSample.Place(
                (cut.column() + cut.width() / 2.0) / step + left - 0.5,
                (cut.row() + cut.height() / 2.0) / step + top - 0.5);
    }

    /** Boxes clipped to the planes; those without area are dropped. */
    List<ManifestEntry.Box> boxes(List<ManifestEntry.Box> boxes, int columns, int rows) {
        List<ManifestEntry.Box> moved = new ArrayList<>();
        for (ManifestEntry.Box box : boxes) {
            ManifestEntry.Box one = new ManifestEntry.Box(
                    Math.clamp(box.x0() / step + left, 0, columns),
                    Math.clamp(box.y0() / step + top, 0, rows),
                    Math.clamp(box.x1() / step + left, 0, columns),
                    Math.clamp(box.y1() / step + top, 0, rows));
            if (one.x1() > one.x0() && one.y1() > one.y0()) {
                moved.add(one);
            }
        }
        return moved;
    }
}
