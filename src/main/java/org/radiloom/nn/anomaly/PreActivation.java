package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;

/**
 * A residual block without norms: LReLU, half or double size, 3×3 convolution, LReLU, 3×3 convolution, added to the input
 * at the same size and, where channels change, through a 1×1 convolution.
 */
final class PreActivation {
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    /** What happens to height and width. */
    enum Size {
        SAME,
        HALVED,
        DOUBLED
    }

    private final Size size;
    private final BiasConv first;
    private final BiasConv second;
    private final @Nullable BiasConv skip;

    PreActivation(Parameters p, String name, int in, int out, Size size) {
        this.size = size;
        first = conv(p, name + ".conv1", in, out, 3);
        second = conv(p, name + ".conv2", out, out, 3);
        skip = in == out ? null : conv(p, name + ".skip", in, out, 1);
    }

    /** A convolution with the start of He et al. 2015 for a slope of 0.2, by outputs. */
    static BiasConv conv(Parameters p, String name, int in, int out, int k) {
        return new BiasConv(p, name, in, out, k, 1, deviation(out, k));
    }

    static double deviation(int out, int k) {
        return Math.sqrt(2 / ((1 + Leaky.SLOPE * Leaky.SLOPE) * out * k * k));
    }

    /** {@code x} is closed. */
    NDArray apply(NDArray x) {
        try (x) {
            NDArray y = resized(Leaky.of(x));
            y = Leaky.after(Convs.after(y, first.apply(y)));
            y = Convs.after(y, second.apply(y));
            if (skip == null && size == Size.SAME) {
                y.addi(x);
            } else {
                try (NDArray shortcut = shortcut(x)) {
                    y.addi(shortcut);
                }
            }
            return y;
        }
    }

    /** 1×1 convolutions do not care whether pixels are repeated before or after. */
    private NDArray shortcut(NDArray x) {
        if (skip == null) {
            return resized(Views.same(x));
        }
        return switch (size) {
            case SAME -> skip.apply(x);
            case HALVED -> {
                try (NDArray half = halved(x)) {
                    yield skip.apply(half);
                }
            }
            case DOUBLED -> resized(skip.apply(x));
        };
    }

    private NDArray resized(NDArray x) {
        return switch (size) {
            case SAME -> x;
            case HALVED -> Convs.after(x, halved(x));
            case DOUBLED -> Convs.after(x, EngineCompat.repeatPixels(x));
        };
    }

    private static NDArray halved(NDArray x) {
        return Pool.avgPool2d(x, TWO, TWO, NONE, false, true);
    }
}
