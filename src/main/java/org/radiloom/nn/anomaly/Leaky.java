package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;

/** LReLU with a slope of 0.2 below 0. */
final class Leaky {
    static final float SLOPE = 0.2f;

    private Leaky() {}

    /** A new array; {@code x} stays open. */
    static NDArray of(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(SLOPE);
    }

    /** A new array; {@code x} is closed. */
    static NDArray after(NDArray x) {
        try (x) {
            return of(x);
        }
    }
}
