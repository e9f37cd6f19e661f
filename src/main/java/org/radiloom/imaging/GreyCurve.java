package org.radiloom.imaging;

/**
 * Brightness over values: a table laid over the range from {@code from} to {@code to}; values outside have the brightness of
 * the nearer end.
 *
 * @param from value of the first point
 * @param to value of the last point; moved up where it is not larger than {@code from} by what floats can tell apart
 */
public record GreyCurve(double from, double to, GreyTable table) {
    /** Points of a curve made of two, neither of them straight. */
    private static final int FINE = 1 << 13;

    /** Ranges so narrow that a value is on one side of them; narrower ones would make numbers that are none. */
    private static final double NARROWEST = 1e-9;

    public GreyCurve {
        if (!(from <= to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
        to = Math.max(to, from + Math.max(NARROWEST, 2 * Math.ulp(from)));
    }

    /** Black at {@code from}, white at {@code to}, a straight line between. */
    public static GreyCurve ramp(double from, double to) {
        return new GreyCurve(from, to, GreyTable.STRAIGHT);
    }

    /** Whether it is a ramp from black to white. */
    boolean straight() {
        return table.equals(GreyTable.STRAIGHT);
    }

    /** Brightness of a value, 0 (black) to 1 (white). */
    public double brightness(double value) {
        return table.at((value - from) / (to - from));
    }

    /** This curve's brightness put through another table. */
    GreyCurve then(GreyTable next) {
        if (straight()) {
            return new GreyCurve(from, to, next);
        }
        // a multiple of the table's own steps keeps its corners
        int steps = Math.max(1, table.size() - 1);
        steps *= Math.max(1, FINE / steps);
        float[] points = new float[steps + 1];
        for (int n = 0; n <= steps; n++) {
            points[n] = (float) Math.clamp(next.at(table.at((double) n / steps)), 0, 1);
        }
        return new GreyCurve(from, to, GreyTable.of(points));
    }
}
