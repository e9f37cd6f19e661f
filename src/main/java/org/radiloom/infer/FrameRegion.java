package org.radiloom.infer;

import java.util.List;

/**
 * The part of a frame that was looked at.
 *
 * @param polygon closed without repeating its first point; pixels of the frame, (0, 0) is the outer corner of the first
 *     pixel
 * @param edited whether a reader drew or changed it
 * @param shareOfFrame its area as a share of the frame's, 0 to 1
 * @param probability mean of the region model's probabilities inside, 0 to 1; 1 if a reader drew it
 */
public record FrameRegion(List<Point> polygon, boolean edited, double shareOfFrame, double probability) {
    public FrameRegion {
        polygon = List.copyOf(polygon);
        if (polygon.size() < 3) {
            throw new IllegalArgumentException(polygon.size() + " points are no polygon");
        }
    }

    /** A place in a frame, pixels. */
    public record Point(double column, double row) {}
}
