package org.radiloom.ui.edit;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the tools work.
 *
 * @param radiusMm of brush and eraser
 * @param ball whether they also reach into the neighbouring planes
 * @param edges whether the brush keeps to what it is set down on
 * @param limit values that tools may change; empty for all
 * @param growth how far a region grows from a point
 * @param marginMm how far operations on a whole segment reach: margins, opening, closing, smoothing
 * @param islandMm3 parts that are smaller count as islands
 */
public record EditOptions(
        double radiusMm,
        boolean ball,
        boolean edges,
        Optional<Limit> limit,
        Growth growth,
        double marginMm,
        double islandMm3) {
    public static final double SMALLEST_MM = 0.25;
    public static final double LARGEST_MM = 60;

    /** What the window begins with. */
    public static final EditOptions USUAL =
            new EditOptions(4, false, false, Optional.empty(), new Growth(OptionalDouble.empty(), false), 2, 100);

    /** Steps of the size: each key press makes the brush larger by this factor. */
    private static final double STEP = 1.25;

    private static final double SMALLEST_MARGIN_MM = 0.1;
    private static final double LARGEST_MARGIN_MM = 50;

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

    /**
     * How far a region grows from a point.
     *
     * @param tolerance how much values may differ from that of the point, in the unit of the images; empty for a part of the
     *     window that the images are shown in
     * @param volume whether through all slices, rather than on the plane
     */
    public record Growth(OptionalDouble tolerance, boolean volume) {
        public Growth {
            if (tolerance.isPresent() && !(tolerance.getAsDouble() >= 0)) {
                throw new IllegalArgumentException("tolerance " + tolerance);
            }
        }
    }

    public EditOptions {
        radiusMm = Math.clamp(radiusMm, SMALLEST_MM, LARGEST_MM);
        marginMm = Math.clamp(marginMm, SMALLEST_MARGIN_MM, LARGEST_MARGIN_MM);
        islandMm3 = Math.max(0, islandMm3);
    }

    public EditOptions withRadiusMm(double wanted) {
        return new EditOptions(wanted, ball, edges, limit, growth, marginMm, islandMm3);
    }

    /** The same with a brush that is larger by some steps, or smaller. */
    public EditOptions resized(int steps) {
        return withRadiusMm(radiusMm * Math.pow(STEP, steps));
    }

    public EditOptions withBall(boolean wanted) {
        return new EditOptions(radiusMm, wanted, edges, limit, growth, marginMm, islandMm3);
    }

    public EditOptions withEdges(boolean wanted) {
        return new EditOptions(radiusMm, ball, wanted, limit, growth, marginMm, islandMm3);
    }

    public EditOptions limitedTo(Optional<Limit> wanted) {
        return new EditOptions(radiusMm, ball, edges, wanted, growth, marginMm, islandMm3);
    }

    public EditOptions growing(Growth wanted) {
        return new EditOptions(radiusMm, ball, edges, limit, wanted, marginMm, islandMm3);
    }

    public EditOptions withMarginMm(double wanted) {
        return new EditOptions(radiusMm, ball, edges, limit, growth, wanted, islandMm3);
    }

    public EditOptions withIslandMm3(double wanted) {
        return new EditOptions(radiusMm, ball, edges, limit, growth, marginMm, wanted);
    }
}
