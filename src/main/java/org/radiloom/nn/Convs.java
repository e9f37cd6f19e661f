package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

/** Thin forms of the engine's operations that close what they consume. */
final class Convs {
    private static final Shape ONE = new Shape(1, 1);

    private Convs() {}

    @SuppressWarnings("NullAway") // the engine takes null for "no bias"
    static NDArray conv(NDArray x, NDArray weight, @Nullable NDArray bias, Shape stride, Shape padding) {
        return Conv2d.conv2d(x, weight, bias, stride, padding, ONE, 1).singletonOrThrow();
    }

    /** Rectified {@code x}; {@code x} is closed. */
    static NDArray relu(NDArray x) {
        try (x) {
            return x.getNDArrayInternal().relu();
        }
    }

    /** Twice as high and wide, bilinear; {@code x} is closed. */
    static NDArray doubled(NDArray x) {
        Shape s = x.getShape();
        return after(x, EngineCompat.resizeBilinear(x, 2 * s.get(2), 2 * s.get(3)));
    }

    /** Closes {@code consumed} and hands {@code result} on. */
    static NDArray after(NDArray consumed, NDArray result) {
        consumed.close();
        return result;
    }
}
