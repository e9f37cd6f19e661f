package org.radiloom.imaging.plane;

/**
 * A thick plane: all planes whose centres lie within half the thickness of the one looked at, made into one.
 *
 * @param thicknessMm 0 for the plane alone, at most {@link #THICKEST_MM}
 */
public record Slab(double thicknessMm, Projection projection) {
    public static final double THICKEST_MM = 200;

    /** One plane alone. */
    public static final Slab NONE = new Slab(0, Projection.MAXIMUM);

    /** What becomes of the values behind each other. */
    public enum Projection {
        MAXIMUM,
        MINIMUM,
        MEAN
    }

    public Slab {
        if (!(thicknessMm >= 0 && thicknessMm <= THICKEST_MM)) {
            throw new IllegalArgumentException("a slab of " + thicknessMm + " mm");
        }
    }

    /** How many planes on either side of the one looked at belong to the slab. */
    int reach(double spacingMm) {
        return (int) Math.floor(thicknessMm / 2 / spacingMm + 1e-6);
    }
}
