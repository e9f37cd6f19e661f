package org.radiloom.imaging.measure;

import java.util.List;
import org.radiloom.imaging.Polygon.Point;

/** What lengths mean at each place of each image of a stack. Safe for use from several threads. */
public interface Calibration {
    /** The scale of a place, or why there is none. */
    sealed interface Located {
        /** @param region number of the region on its image, so that regions of one scale have an order */
        record In(int region, Scale scale) implements Located {}

        record Nowhere(Cause cause) implements Located {}
    }

    /**
     * A part of an image with a scale of its own.
     *
     * @param left first column
     * @param top first row
     * @param right last column
     * @param bottom last row
     * @param kind what the part shows
     * @param located its scale, or why it has none
     */
    record Region(int left, int top, int right, int bottom, RegionKind kind, Located located) {
        /** Whether a point lies on one of its pixels. */
        public boolean contains(double column, double row) {
            return column >= left - 0.5 && column < right + 0.5 && row >= top - 0.5 && row < bottom + 0.5;
        }

        /** Pixels that it covers. */
        public long pixels() {
            return (long) (right - left + 1) * (bottom - top + 1);
        }
    }

    /** What a part of an ultrasound image shows (PS3.3 C.8.5.5.1.1). */
    enum RegionKind {
        IMAGE,
        M_MODE,
        SPECTRUM,
        WAVE,
        GRAPHICS,
        OTHER
    }

    /** The scale at a point of an image. */
    Located at(int slice, double column, double row);

    /** Number of the region that decides at a point; -1 for none. */
    default int regionAt(int slice, double column, double row) {
        return -1;
    }

    /** The parts of an image that have scales of their own; empty where the whole image has one. */
    default List<Region> regions(int slice) {
        return List.of();
    }

    /** One scale everywhere. */
    static Calibration everywhere(Scale scale) {
        var located = new Located.In(0, scale);
        return (slice, column, row) -> located;
    }

    /** No scale anywhere. */
    static Calibration nowhere(Cause cause) {
        var located = new Located.Nowhere(cause);
        return (slice, column, row) -> located;
    }

    /** The one scale that all points share, whatever their order, or why there is none. */
    default Located common(int slice, List<Point> points) {
        List<Located> all =
                points.stream().map(p -> at(slice, p.column(), p.row())).toList();
        Located.In best = null;
        Cause cause = null;
        for (Located located : all) {
            switch (located) {
                case Located.In in -> best = best == null || in.region() < best.region() ? in : best;
                case Located.Nowhere nowhere -> cause = nowhere.cause();
            }
        }
        if (best == null) {
            return new Located.Nowhere(cause == null ? Cause.NOT_CALIBRATED_HERE : cause);
        }
        Scale scale = best.scale();
        if (cause != null) {
            return new Located.Nowhere(Cause.PARTLY_CALIBRATED);
        }
        boolean units = true;
        boolean same = true;
        for (Located located : all) {
            if (located instanceof Located.In in) {
                units &= in.scale().sameUnits(scale);
                same &= in.scale().same(scale);
            }
        }
        return same ? best : new Located.Nowhere(units ? Cause.DIFFERENT_SCALES : Cause.DIFFERENT_KINDS);
    }
}
