package org.radiloom.nn;

import java.util.Arrays;

/**
 * Numbers with a shape, outside the engine: what weight files hold.
 *
 * @param shape side lengths, outermost first; empty for a single number
 * @param values row-major, last axis fastest; shared, not copied
 */
public record FloatTensor(long[] shape, float[] values) {
    public FloatTensor {
        shape = shape.clone();
        if (count(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values for shape " + Arrays.toString(shape));
        }
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** How many numbers a shape holds. */
    static long count(long[] shape) {
        long n = 1;
        for (long side : shape) {
            n = Math.multiplyExact(n, side);
        }
        return n;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor that
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatTensor" + Arrays.toString(shape);
    }
}
