package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Convs;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;

/**
 * A residual block that doubles the size: batch norm, ReLU, pixels repeated, 3×3 convolution, batch norm, ReLU, 3×3
 * convolution; beside it a 1×1 convolution and pixels repeated. Gulrajani et al. 2017 (arXiv:1704.00028), appendix F.
 */
final class UpBlock {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final MapNorm norm1;
    private final NDArray weight1;
    private final MapNorm norm2;
    private final NDArray weight2;
    private final NDArray bias2;
    private final NDArray skipWeight;
    private final NDArray skipBias;

    UpBlock(Parameters p, String name, int in, int out) {
        norm1 = new MapNorm.Batch(p, name + ".norm1", in, 0);
        weight1 = p.convWeight(name + ".conv1.weight", out, in, 3);
        norm2 = new MapNorm.Batch(p, name + ".norm2", out, 0);
        weight2 = p.convWeight(name + ".conv2.weight", out, out, 3);
        bias2 = p.vector(name + ".conv2.bias", out, 0);
        skipWeight = p.convWeight(name + ".skip.weight", out, in, 1);
        skipBias = p.vector(name + ".skip.bias", out, 0);
    }

    /** {@code x} is closed. */
    NDArray apply(NDArray x, boolean training) {
        try (x) {
            NDArray y = Convs.relu(norm1.apply(x, training));
            y = Convs.after(y, EngineCompat.repeatPixels(y));
            y = Convs.after(y, Convs.conv(y, weight1, null, ONE, ONE));
            y = Convs.relu(Convs.after(y, norm2.apply(y, training)));
            y = Convs.after(y, Convs.conv(y, weight2, bias2, ONE, ONE));
            // a 1×1 convolution does not care whether pixels are repeated before or after
            try (NDArray small = Convs.conv(x, skipWeight, skipBias, ONE, NONE);
                    NDArray skip = EngineCompat.repeatPixels(small)) {
                y.addi(skip);
            }
            return y;
        }
    }
}
