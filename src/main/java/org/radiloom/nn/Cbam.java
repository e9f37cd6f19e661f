package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Convolutional block attention: channels first, then places.
 *
 * <p>M_c = σ(W1·ReLU(W0·avg) + W1·ReLU(W0·max)), M_s = σ(conv7×7[mean over channels; max over channels]), result
 * M_s·(M_c·F). No biases, no batch norm. Woo et al. 2018 (arXiv:1807.06521), equations 2 and 3.
 */
final class Cbam implements Rescaling {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);
    private static final Shape THREE = new Shape(3, 3);

    private final int channels;
    private final NDArray squeeze;
    private final NDArray excite;
    private final NDArray place;

    Cbam(Parameters p, String name, int channels, int reduction) {
        this.channels = channels;
        int hidden = Math.max(1, channels / reduction);
        squeeze = p.convWeight(name + ".channel.fc1.weight", hidden, channels, 1);
        excite = p.convWeight(name + ".channel.fc2.weight", channels, hidden, 1);
        place = p.convWeight(name + ".spatial.conv.weight", 1, 2, 7);
    }

    @Override
    public NDArray apply(NDArray x) {
        return apply(x, null);
    }

    /**
     * Weighted copy of {@code x}, which is closed.
     *
     * @param watch given a copy of M_s, which becomes the watcher's; null if nobody looks
     */
    NDArray apply(NDArray x, @Nullable Consumer<NDArray> watch) {
        try (x;
                NDArray weights = channelWeights(x);
                NDArray byChannel = x.mul(weights);
                NDArray mask = spatialMask(byChannel)) {
            if (watch != null) {
                watch.accept(mask.duplicate());
            }
            return byChannel.mul(mask);
        }
    }

    /** M_c, (B, C, 1, 1). */
    private NDArray channelWeights(NDArray x) {
        long b = x.getShape().get(0);
        try (NDArray mean = Pool.globalAvgPool2d(x);
                NDArray max = Pool.globalMaxPool2d(x);
                NDArray both = mean.concat(max, 0);
                NDArray square = both.reshape(2 * b, channels, 1, 1);
                NDArray hidden = Convs.relu(Convs.conv(square, squeeze, null, ONE, NONE));
                NDArray out = Convs.conv(hidden, excite, null, ONE, NONE);
                NDArray pairs = out.reshape(2, b, channels, 1, 1);
                NDArray sum = pairs.sum(new int[] {0})) {
            return sum.getNDArrayInternal().sigmoid();
        }
    }

    /** M_s, (B, 1, H, W). */
    private NDArray spatialMask(NDArray x) {
        int[] channelAxis = {1};
        try (NDArray mean = x.mean(channelAxis, true);
                NDArray max = x.max(channelAxis, true);
                NDArray both = mean.concat(max, 1);
                NDArray score = Convs.conv(both, place, null, ONE, THREE)) {
            return score.getNDArrayInternal().sigmoid();
        }
    }
}
