package org.radiloom.dicom.deident;

import java.util.List;
import java.util.Optional;

/**
 * Which pixels of a picture are blackened: those in a box, and all outside of the fan where one is given. The same for every
 * frame.
 *
 * @param boxes blackened inside
 * @param fan blackened outside
 */
public record PixelMask(List<Box> boxes, Optional<Fan> fan) {
    /** A rectangle of pixels; x and y count from 0 at the upper left, and it may reach beyond the picture. */
    public record Box(int x, int y, int width, int height) {}

    /**
     * The sector that a curved or phased probe sees.
     *
     * @param apexX where its sides meet, in pixels from the left edge; may lie outside of the picture
     * @param apexY in pixels from the upper edge
     * @param innerRadius in pixels, from the apex
     * @param outerRadius in pixels
     * @param fromDegrees direction of the left side: 0 points down, negative to the left of the picture
     * @param toDegrees direction of the right side
     */
    public record Fan(
            double apexX, double apexY, double innerRadius, double outerRadius, double fromDegrees, double toDegrees) {
        /** Whether the middle of a pixel lies in the sector. */
        boolean holds(int x, int y) {
            double right = x - apexX;
            double down = y - apexY;
            double radius = Math.hypot(right, down);
            double degrees = Math.toDegrees(Math.atan2(right, down));
            return radius >= innerRadius && radius <= outerRadius && degrees >= fromDegrees && degrees <= toDegrees;
        }
    }

    /** A mask that hides nothing. */
    public static final PixelMask NONE = new PixelMask(List.of(), Optional.empty());

    public PixelMask {
        boxes = List.copyOf(boxes);
    }

    /** Whether nothing is hidden. */
    public boolean isEmpty() {
        return boxes.isEmpty() && fan.isEmpty();
    }

    /** For each pixel, row by row, whether it is hidden. */
    public boolean[] hidden(int columns, int rows) {
        boolean[] hidden = new boolean[columns * rows];
        fan.ifPresent(sector -> {
            for (int at = 0; at < hidden.length; at++) {
                hidden[at] = !sector.holds(at % columns, at / columns);
            }
        });
        for (Box box : boxes) {
            int right = (int) Math.min(columns, (long) box.x() + box.width());
            int below = (int) Math.min(rows, (long) box.y() + box.height());
            for (int y = Math.max(0, box.y()); y < below; y++) {
                for (int x = Math.max(0, box.x()); x < right; x++) {
                    hidden[y * columns + x] = true;
                }
            }
        }
        return hidden;
    }
}
