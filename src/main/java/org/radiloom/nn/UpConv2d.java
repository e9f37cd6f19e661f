package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * A transposed convolution, which the engine lacks: zeros between the pixels, then a plain convolution of stride 1.
 *
 * <p>Equal to a transposed convolution whose kernel is this one turned by 180° with inputs and outputs exchanged; since
 * the weights are learned, nothing is turned here. Named {@code NAME.weight} (out, in, k, k) and {@code NAME.bias}.
 */
public final class UpConv2d {
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray weight;
    private final NDArray bias;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int outputPadding;

    /** @param padding rows taken off each side of the full result, below {@code k}; {@code outputPadding} are put back */
    public UpConv2d(Parameters p, String name, int in, int out, int k, int stride, int padding, int outputPadding) {
        if (k < 1 || stride < 1 || padding < 0 || padding >= k || outputPadding < 0 || outputPadding >= stride) {
            throw new IllegalArgumentException("kernel " + k + ", stride " + stride + ", padding " + padding
                    + ", output padding " + outputPadding);
        }
        weight = p.convWeight(name + ".weight", out, in, k);
        bias = p.vector(name + ".bias", out, 0);
        this.kernel = k;
        this.stride = stride;
        this.padding = padding;
        this.outputPadding = outputPadding;
    }

    /** (B, in, h, w) → (B, out, (h−1)s − 2p + k + op, the same for w), a new array; {@code x} stays open. */
    public NDArray apply(NDArray x) {
        long height = side(x.getShape().get(2));
        long width = side(x.getShape().get(3));
        int around = kernel - 1 - padding;
        try (NDArray spread = spread(x);
                NDArray full = Convs.conv(spread, weight, bias, ONE, new Shape(around, around), ONE)) {
            return full.get(new NDIndex(":, :, :" + height + ", :" + width));
        }
    }

    private long side(long from) {
        return (from - 1) * stride - 2L * padding + kernel + outputPadding;
    }

    /** s − 1 zero rows and columns after each row and column. */
    private NDArray spread(NDArray x) {
        Shape s = x.getShape();
        long b = s.get(0);
        long c = s.get(1);
        long h = s.get(2);
        long w = s.get(3);
        if (stride == 1) {
            return x.duplicate();
        }
        NDManager manager = x.getManager();
        try (NDArray cells = x.reshape(b, c, h, 1, w, 1);
                NDArray columns = manager.zeros(new Shape(b, c, h, 1, w, stride - 1));
                NDArray wide = cells.getNDArrayInternal().concat(new NDList(columns), 5);
                NDArray rows = manager.zeros(new Shape(b, c, h, stride - 1, w, stride));
                NDArray high = wide.getNDArrayInternal().concat(new NDList(rows), 3)) {
            return high.reshape(b, c, h * stride, w * stride);
        }
    }
}
