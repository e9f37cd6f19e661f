package org.radiloom.imaging.measure;

/** A number with its unit, or the reason why there is none; never NaN, never infinite. */
public sealed interface Reading {
    /** A finite number. */
    record Value(double value, Unit unit) implements Reading {
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a reading of " + value);
            }
        }
    }

    /** No number. */
    record None(Cause cause) implements Reading {}

    /** A number, or {@link Cause#NOT_FINITE} where it is none. */
    static Reading of(double value, Unit unit) {
        // + 0.0 turns -0.0 into 0.0, which nobody wants to read
        return Double.isFinite(value) ? new Value(value + 0.0, unit) : new None(Cause.NOT_FINITE);
    }
}
