package org.radiloom.infer;

import org.radiloom.imaging.Polygon;

/**
 * The part of a frame that was looked at.
 *
 * @param polygon in the frame's index coordinates
 * @param edited whether a reader drew or changed it
 * @param shareOfFrame its area as a share of the frame's, 0 to 1
 * @param probability mean of the region model's probabilities inside, 0 to 1; 1 if a reader drew it
 */
public record FrameRegion(Polygon polygon, boolean edited, double shareOfFrame, double probability) {
    public FrameRegion {
        if (polygon.size() < 3) {
            throw new IllegalArgumentException(polygon.size() + " points are no polygon");
        }
    }
}
