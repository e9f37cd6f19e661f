package org.radiloom.ui.edit;

import java.util.Optional;

/**
 * How the tools work.
 *
 * @param radiusMm of brush and eraser
 * @param ball whether they also reach into the neighbouring planes
 * @param limit values that tools may change; empty for all
 */
public record EditOptions(double radiusMm, boolean ball, Optional<Limit> limit) {
    public static final double SMALLEST_MM = 0.25;
    public static final double LARGEST_MM = 60;

    /** What the window begins with. */
    public static final EditOptions USUAL = new EditOptions(4, false, Optional.empty());

    /** Steps of the size: each key press makes the brush larger by this factor. */
    private static final double STEP = 1.25;

    /**
     * A range of values, both ends included.
     *
     * @param low in the unit of the images
     */
    public record Limit(double low, double high) {
        public Limit {
            if (!(low <= high)) {
                throw new IllegalArgumentException(low + " to " + high);
            }
        }
    }

    public EditOptions {
        radiusMm = Math.clamp(radiusMm, SMALLEST_MM, LARGEST_MM);
    }

    public EditOptions withRadiusMm(double wanted) {
        return new EditOptions(wanted, ball, limit);
    }

    /** The same with a brush that is larger by some steps, or smaller. */
    public EditOptions resized(int steps) {
        return withRadiusMm(radiusMm * Math.pow(STEP, steps));
    }

    public EditOptions withBall(boolean wanted) {
        return new EditOptions(radiusMm, wanted, limit);
    }

    public EditOptions limitedTo(Optional<Limit> wanted) {
        return new EditOptions(radiusMm, ball, wanted);
    }
}
