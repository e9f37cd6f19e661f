package org.radiloom.imaging.measure;

import java.util.OptionalDouble;

/**
 * What a step along the rows or columns of an image means.
 *
 * @param perPixel units a pixel; not 0, negative where values grow to the left or upwards
 * @param zero index coordinate at which the value is 0; empty when only differences have a meaning
 */
public record Axis(Unit unit, double perPixel, OptionalDouble zero) {
    private static final double SAME = 1e-4;

    public Axis {
        boolean good = Double.isFinite(perPixel) && perPixel != 0;
        if (!good || (zero.isPresent() && !Double.isFinite(zero.getAsDouble()))) {
            throw new IllegalArgumentException("an axis of " + perPixel + " a pixel from " + zero);
        }
    }

    /** An axis on which only differences have a meaning. */
    public static Axis of(Unit unit, double perPixel) {
        return new Axis(unit, perPixel, OptionalDouble.empty());
    }

    /** Size of a step over so many pixels, without sign. */
    public double distance(double pixels) {
        return Math.abs(pixels * perPixel);
    }

    /** Whether a step means the same on both, to 0.01 %. */
    boolean sameScale(Axis other) {
        return unit == other.unit
                && Math.abs(Math.abs(perPixel) - Math.abs(other.perPixel)) <= SAME * Math.abs(perPixel);
    }
}
