package org.radiloom.imaging.measure;

/**
 * What steps along rows and columns mean.
 *
 * @param atDetector lengths are those of the shadow on a detector, not of what cast it (PS3.3 10.7.1.3)
 */
public record Scale(Axis across, Axis down, boolean atDetector) {
    /** No scale: lengths are counted in pixels, which are taken for squares. */
    public static final Scale PIXELS = new Scale(Axis.of(Unit.PIXEL, 1), Axis.of(Unit.PIXEL, 1), false);

    /** Millimetres in the patient. */
    public static Scale millimetres(double columnMm, double rowMm) {
        return new Scale(Axis.of(Unit.MILLIMETRE, columnMm), Axis.of(Unit.MILLIMETRE, rowMm), false);
    }

    /** The same, with lengths said to be those at the detector. */
    public Scale measuredAtDetector() {
        return new Scale(across, down, true);
    }

    /** Whether both axes are lengths of one unit, so that there are distances, angles and areas. */
    public boolean plane() {
        return across.unit() == down.unit() && (across.unit() == Unit.MILLIMETRE || across.unit() == Unit.PIXEL);
    }

    Unit areaUnit() {
        return across.unit() == Unit.MILLIMETRE ? Unit.SQUARE_MILLIMETRE : Unit.SQUARE_PIXEL;
    }

    /** Distance for a step of so many columns and rows; only where {@link #plane}. */
    double distance(double columns, double rows) {
        return Math.hypot(across.distance(columns), down.distance(rows));
    }

    boolean sameUnits(Scale other) {
        return across.unit() == other.across.unit() && down.unit() == other.down.unit();
    }

    boolean same(Scale other) {
        return atDetector == other.atDetector && across.sameScale(other.across) && down.sameScale(other.down);
    }
}
