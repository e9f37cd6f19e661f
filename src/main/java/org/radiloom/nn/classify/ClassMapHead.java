package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Optional;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * SqueezeNet's head: dropout, a 1×1 convolution to a map per class, ReLU; a score is the mean of its map.
 *
 * <p>The maps handed on are the class maps, so W_eff is the identity: a class's map is its own attention.
 */
final class ClassMapHead implements Head {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final double dropout;
    private final NDArray weight;
    private final NDArray bias;

    ClassMapHead(Parameters p, int channels, ClassifierSpec spec) {
        dropout = spec.dropout();
        weight = p.weight(NAME + ".weight", new Shape(spec.classes(), channels, 1, 1), 0.01);
        // a map without a positive place has no gradient and its class is lost: all begin well above zero
        bias = p.vector(NAME + ".bias", spec.classes(), 1);
    }

    @Override
    public Result apply(NDArray last, boolean training) {
        NDArray y = Convs.dropout(last, dropout, training);
        NDArray maps = Convs.relu(Convs.after(y, Convs.conv(y, weight, bias, ONE, NONE)));
        NDArray pooled = Pool.globalAvgPool2d(maps);
        return new Result(maps, pooled, pooled.reshape(pooled.getShape()));
    }

    @Override
    public Optional<NDArray> camWeights() {
        return Optional.of(
                weight.getManager().eye(Math.toIntExact(weight.getShape().get(0))));
    }

    @Override
    public void fold() {
        // nothing to merge
    }
}
