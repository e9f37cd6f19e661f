package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * A residual block that halves the size: norm, ReLU, 3×3 convolution, norm, ReLU, 3×3 convolution, mean of 2×2; beside it
 * mean of 2×2, 1×1 convolution. Gulrajani et al. 2017 (arXiv:1704.00028), appendix F.
 */
final class DownBlock {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final MapNorm norm1;
    private final NDArray weight1;
    private final MapNorm norm2;
    private final NDArray weight2;
    private final NDArray bias2;
    private final NDArray skipWeight;
    private final NDArray skipBias;

    /** @param byLayer whether its norms look at each sample alone; else at the batch */
    DownBlock(Parameters p, String name, int in, int out, boolean byLayer) {
        norm1 = norm(p, name + ".norm1", in, byLayer);
        weight1 = p.convWeight(name + ".conv1.weight", in, in, 3);
        norm2 = norm(p, name + ".norm2", in, byLayer);
        weight2 = p.convWeight(name + ".conv2.weight", out, in, 3);
        bias2 = p.vector(name + ".conv2.bias", out, 0);
        skipWeight = p.convWeight(name + ".skip.weight", out, in, 1);
        skipBias = p.vector(name + ".skip.bias", out, 0);
    }

    private static MapNorm norm(Parameters p, String name, int channels, boolean byLayer) {
        return byLayer ? new MapNorm.Layer(p, name, channels) : new MapNorm.Batch(p, name, channels, 0);
    }

    /** {@code x} is closed. */
    NDArray apply(NDArray x, boolean training) {
        try (x) {
            NDArray y = Convs.relu(norm1.apply(x, training));
            y = Convs.after(y, Convs.conv(y, weight1, null, ONE, ONE));
            y = Convs.relu(Convs.after(y, norm2.apply(y, training)));
            y = Convs.after(y, Convs.conv(y, weight2, bias2, ONE, ONE));
            y = Convs.after(y, Tangents.halved(y));
            try (NDArray half = Tangents.halved(x);
                    NDArray skip = Convs.conv(half, skipWeight, skipBias, ONE, NONE)) {
                return Convs.after(y, y.add(skip));
            }
        }
    }

    /** With tangents; only for norms by layer. {@code x} is closed. */
    Dual apply(Dual x) {
        if (!(norm1 instanceof MapNorm.Layer first) || !(norm2 instanceof MapNorm.Layer second)) {
            throw new IllegalStateException("tangents do not pass norms over the batch");
        }
        Dual copy = new Dual(Views.same(x.value()), Views.same(x.tangent()));
        Dual y = Tangents.relu(first.apply(x));
        y = Tangents.relu(second.apply(Tangents.conv(y, weight1, null, ONE)));
        y = Tangents.halved(Tangents.conv(y, weight2, bias2, ONE));
        return Tangents.sum(y, Tangents.conv(Tangents.halved(copy), skipWeight, skipBias, NONE));
    }
}
