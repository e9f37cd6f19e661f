package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/**
 * Weights for channels from their means: σ(W2·ReLU(W1·mean + b1) + b2). Hu et al. 2018 (arXiv:1709.01507), equation 3.
 *
 * <p>The fully connected layers are 1×1 convolutions named {@code fc1} and {@code fc2}, as in the weight files of timm.
 */
final class SqueezeExcite implements Rescaling {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final int channels;
    private final NDArray squeeze;
    private final NDArray squeezeBias;
    private final NDArray excite;
    private final NDArray exciteBias;

    SqueezeExcite(Parameters p, String name, int channels, int reduction) {
        this.channels = channels;
        int hidden = Math.max(1, channels / reduction);
        squeeze = p.convWeight(name + ".fc1.weight", hidden, channels, 1);
        squeezeBias = p.vector(name + ".fc1.bias", hidden, 0);
        excite = p.convWeight(name + ".fc2.weight", channels, hidden, 1);
        exciteBias = p.vector(name + ".fc2.bias", channels, 0);
    }

    @Override
    public NDArray apply(NDArray x) {
        try (x;
                NDArray mean = Pool.globalAvgPool2d(x);
                NDArray square = mean.reshape(x.getShape().get(0), channels, 1, 1);
                NDArray hidden = Convs.relu(Convs.conv(square, squeeze, squeezeBias, ONE, NONE));
                NDArray score = Convs.conv(hidden, excite, exciteBias, ONE, NONE);
                NDArray weights = score.getNDArrayInternal().sigmoid()) {
            return x.mul(weights);
        }
    }
}
