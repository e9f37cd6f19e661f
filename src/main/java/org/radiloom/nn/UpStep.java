package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** One decoder step: attention, two 3×3 convolutions with ReLU, bilinear ×2. */
final class UpStep {
    private static final Shape ONE = new Shape(1, 1);

    private final @Nullable Cbam attention;
    private final NDArray weight1;
    private final NDArray bias1;
    private final NDArray weight2;
    private final NDArray bias2;

    UpStep(Parameters p, String name, int in, int out, boolean cbam, int reduction) {
        attention = cbam ? new Cbam(p, name + ".cbam", in, reduction) : null;
        weight1 = p.convWeight(name + ".conv1.weight", out, in, 3);
        bias1 = p.vector(name + ".conv1.bias", out, 0);
        weight2 = p.convWeight(name + ".conv2.weight", out, out, 3);
        bias2 = p.vector(name + ".conv2.bias", out, 0);
    }

    /** (B, in, h, w) → (B, out, h, w), before the enlargement that ends the step; {@code x} is closed. */
    NDArray features(NDArray x) {
        NDArray attended = attention == null ? x : attention.apply(x);
        NDArray y = Convs.relu(Convs.after(attended, Convs.conv(attended, weight1, bias1, ONE, ONE)));
        return Convs.relu(Convs.after(y, Convs.conv(y, weight2, bias2, ONE, ONE)));
    }
}
