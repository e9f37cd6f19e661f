package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;

/** A value and how it changes when the input moves in a given direction; of the same shape. */
record Dual(NDArray value, NDArray tangent) implements AutoCloseable {
    @Override
    public void close() {
        value.close();
        tangent.close();
    }
}
