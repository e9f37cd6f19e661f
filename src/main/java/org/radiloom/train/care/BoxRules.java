package org.radiloom.train.care;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Mask;
import org.radiloom.train.ManifestEntry.Box;

/**
 * Which boxes are of use, whatever their source.
 *
 * @param margin what is added on each side of a box that was found, as a share of its own width or height
 * @param least smaller boxes, as a share of the picture, are specks
 * @param most larger ones point at everything and so at nothing
 */
public record BoxRules(double margin, double least, double most) {
    /** Clipped to the picture and without those that are too small or too large; a sample may be left without any. */
    public List<Box> kept(List<Box> boxes, int columns, int rows) {
        List<Box> kept = new ArrayList<>();
        for (Box box : boxes) {
            Box clipped = new Box(
                    Math.max(0, box.x0()),
                    Math.max(0, box.y0()),
                    Math.min(columns, box.x1()),
                    Math.min(rows, box.y1()));
            double width = clipped.x1() - clipped.x0();
            double height = clipped.y1() - clipped.y0();
            double share = width * height / ((double) columns * rows);
            if (width > 0 && height > 0 && share >= least && share <= most) {
                kept.add(clipped);
            }
        }
        return kept;
    }

    /** With the margin around it. */
    Box grown(Box box) {
        double across = margin * (box.x1() - box.x0());
        double down = margin * (box.y1() - box.y0());
        return new Box(box.x0() - across, box.y0() - down, box.x1() + across, box.y1() + down);
    }

    /** Around everything in the mask's only slice; all pixels of it belong to the box. */
    static Box around(Mask mask) {
        int columns = mask.geometry().columns();
        int left = columns;
        int top = mask.geometry().rows();
        int right = 0;
        int bottom = 0;
        for (int row = 0; row < mask.geometry().rows(); row++) {
            for (int column = 0; column < columns; column++) {
                if (mask.contains(column, row, 0)) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = row + 1;
                }
            }
        }
        return new Box(left, top, right, bottom);
    }
}
