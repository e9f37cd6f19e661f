package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** Δ by the kernel (0 1 0; 1 −4 1; 0 1 0), each channel for itself, the border repeated. */
final class Laplacian {
    private static final float[] KERNEL = {0, 1, 0, 1, -4, 1, 0, 1, 0};
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private Laplacian() {}

    /** (B, C, H, W) → the same shape, a new array; gradients flow. */
    @SuppressWarnings("NullAway") // the engine takes null for "no bias"
    static NDArray of(NDArray x) {
        Shape s = x.getShape();
        try (NDArray planes = x.reshape(s.get(0) * s.get(1), 1, s.get(2), s.get(3));
                NDArray tall = bordered(planes, 2);
                NDArray wide = bordered(tall, 3);
                NDArray borrowed = x.getManager().create(KERNEL, new Shape(1, 1, 3, 3));
                // backward comes later and needs the kernel: one that does not lie in memory of Java
                NDArray kernel = borrowed.duplicate();
                NDArray y = Conv2d.conv2d(wide, kernel, null, ONE, NONE, ONE, 1).singletonOrThrow()) {
            return y.reshape(s);
        }
    }

    /** With the first and the last line along an axis repeated. */
    private static NDArray bordered(NDArray x, int axis) {
        long n = x.getShape().get(axis);
        String all = ":, :, " + (axis == 2 ? "" : ":, ");
        try (NDArray first = x.get(all + "0:1");
                NDArray last = x.get(all + (n - 1) + ":" + n)) {
            return first.getNDArrayInternal().concat(new NDList(x, last), axis);
        }
    }
}
