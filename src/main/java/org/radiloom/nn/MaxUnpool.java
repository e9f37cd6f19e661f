package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/**
 * The way back of a 2×2/2 max-pool: each value returns to the place of its window's maximum, zeros elsewhere. Where
 * several places share the maximum the value is divided among them.
 *
 * @param mask 1 at the maxima, (B, C, 2h, 2w)
 * @param count number of maxima of each window, (B, C, h, w)
 */
record MaxUnpool(NDArray mask, NDArray count) implements AutoCloseable {
    private static final Shape TWO = new Shape(2, 2);

    /**
     * Remembers the places; gradients do not flow through them.
     *
     * @param before (B, C, 2h, 2w), what was pooled; stays open
     * @param pooled (B, C, h, w); stays open
     */
    static MaxUnpool of(NDArray before, NDArray pooled) {
        try (NDArray values = before.stopGradient();
                NDArray maxima = pooled.stopGradient();
                NDArray repeated = EngineCompat.repeatPixels(maxima);
                NDArray equal = values.eq(repeated)) {
            NDArray mask = equal.toType(DataType.FLOAT32, false);
            try (NDArray mean = Pool.avgPool2d(mask, TWO, TWO, new Shape(0, 0), false, true)) {
                return new MaxUnpool(mask, Scalars.times(mean, 4));
            }
        }
    }

    /** (B, C, h, w) → (B, C, 2h, 2w), a new array; {@code y} stays open. */
    NDArray apply(NDArray y) {
        try (NDArray divided = y.div(count);
                NDArray repeated = EngineCompat.repeatPixels(divided)) {
            return repeated.mul(mask);
        }
    }

    @Override
    public void close() {
        mask.close();
        count.close();
    }
}
