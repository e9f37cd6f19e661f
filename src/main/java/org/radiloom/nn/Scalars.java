package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with a number whose gradient flows to the array.
 *
 * <p>The engine's own {@code mul}, {@code div}, {@code pow}, {@code maximum} and {@code minimum} with a Java number put that
 * number into memory of Java and let go of it at once, though backward reads it later: when the collector runs in between,
 * gradients are multiplied by whatever lies there then. Here the number lies in the engine's memory. Adding and subtracting
 * need no number on the way back and are safe.
 */
public final class Scalars {
    private Scalars() {}

    /** x·s, a new array. */
    public static NDArray times(NDArray x, double s) {
        try (NDArray own = own(x, s)) {
            return x.mul(own);
        }
    }

    /** x/s, a new array. */
    public static NDArray over(NDArray x, double s) {
        try (NDArray own = own(x, s)) {
            return x.div(own);
        }
    }

    /** x to the power of s, a new array; x not negative where s is no whole number. */
    public static NDArray power(NDArray x, double s) {
        try (NDArray own = own(x, s)) {
            return x.pow(own);
        }
    }

    /** The larger of x and s, a new array. */
    public static NDArray atLeast(NDArray x, double s) {
        try (NDArray own = own(x, s)) {
            return x.maximum(own);
        }
    }

    /** The smaller of x and s, a new array. */
    public static NDArray atMost(NDArray x, double s) {
        try (NDArray own = own(x, s)) {
            return x.minimum(own);
        }
    }

    /** A single number of single precision in the engine's memory. */
    private static NDArray own(NDArray x, double s) {
        return x.getManager().full(new Shape(), (float) s);
    }
}
