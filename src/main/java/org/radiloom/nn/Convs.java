package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import org.jspecify.annotations.Nullable;

/** Thin forms of the engine's operations that close what they consume. */
public final class Convs {
    private static final Shape ONE = new Shape(1, 1);

    private Convs() {}

    /** A convolution with taps that lie {@code dilation} apart; {@code x} stays open. */
    @SuppressWarnings("NullAway") // the engine takes null for "no bias"
    public static NDArray conv(
            NDArray x, NDArray weight, @Nullable NDArray bias, Shape stride, Shape padding, Shape dilation) {
        return Conv2d.conv2d(x, weight, bias, stride, padding, dilation, 1).singletonOrThrow();
    }

    /** A convolution (out, in, k, k) of {@code x} (B, in, h, w), which stays open. */
    public static NDArray conv(NDArray x, NDArray weight, @Nullable NDArray bias, Shape stride, Shape padding) {
        return conv(x, weight, bias, stride, padding, ONE);
    }

    /** Rectified {@code x}; {@code x} is closed. */
    public static NDArray relu(NDArray x) {
        try (x) {
            return x.getNDArrayInternal().relu();
        }
    }

    /** Twice as high and wide, bilinear; {@code x} is closed. */
    public static NDArray doubled(NDArray x) {
        return after(x, EngineCompat.doubleBilinear(x));
    }

    /** {@code factor} times as high and wide, bilinear; {@code x} is closed. */
    public static NDArray enlarged(NDArray x, int factor) {
        Shape s = x.getShape();
        return after(x, EngineCompat.resizeBilinear(x, factor * s.get(2), factor * s.get(3)));
    }

    /** In training half of the values set to 0 and the others doubled, else as it is; {@code x} is closed. */
    static NDArray dropout(NDArray x, boolean training) {
        return dropout(x, 0.5, training);
    }

    /** In training that share of the values set to 0 and the others enlarged, else as it is; {@code x} is closed. */
    public static NDArray dropout(NDArray x, double share, boolean training) {
        return training && share > 0
                ? after(x, Dropout.dropout(x, (float) share, true).singletonOrThrow())
                : x;
    }

    /** Closes {@code consumed} and hands {@code result} on. */
    public static NDArray after(NDArray consumed, NDArray result) {
        consumed.close();
        return result;
    }
}
