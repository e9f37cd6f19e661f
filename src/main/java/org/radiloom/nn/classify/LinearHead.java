package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/** Means over places, batch norm if wished (the reference code of CARE), dropout, linear. */
final class LinearHead implements Head {
    private static final float EPSILON = 1e-5f;
    private static final float KEEP = 0.9f;

    private final double dropout;
    private final NDArray weight;
    private final NDArray bias;
    private final @Nullable Norm norm;

    private record Norm(NDArray gamma, NDArray beta, NDArray mean, NDArray variance) {
        NDArray apply(NDArray x, boolean training) {
            return BatchNorm.batchNorm(x, mean, variance, gamma, beta, 1, KEEP, EPSILON, training)
                    .singletonOrThrow();
        }
    }

    LinearHead(Parameters p, int channels, ClassifierSpec spec) {
        this.dropout = spec.dropout();
        if (spec.head().equals(ClassifierSpec.BN_GAP)) {
            norm = new Norm(
                    p.vector(NAME + ".bn.weight", channels, 1),
                    p.vector(NAME + ".bn.bias", channels, 0),
                    p.buffer(NAME + ".bn.running_mean", channels, 0),
                    p.buffer(NAME + ".bn.running_var", channels, 1));
        } else {
            norm = null;
        }
        weight = p.weight(NAME + ".weight", new Shape(spec.classes(), channels), Math.sqrt(1.0 / (3.0 * channels)));
        bias = p.vector(NAME + ".bias", spec.classes(), 0);
    }

    @Override
    public Result apply(NDArray last, boolean training) {
        NDArray pooled = Pool.globalAvgPool2d(last);
        return new Result(last, pooled, scores(pooled, training));
    }

    /** (B, C) → (B, K), a new array; {@code pooled} stays open. */
    NDArray scores(NDArray pooled, boolean training) {
        if (norm == null && !(training && dropout > 0)) {
            return Linear.linear(pooled, weight, bias).singletonOrThrow();
        }
        NDArray y = norm == null ? pooled.reshape(pooled.getShape()) : norm.apply(pooled, training);
        y = Convs.dropout(y, dropout, training);
        return Convs.after(y, Linear.linear(y, weight, bias).singletonOrThrow());
    }

    @Override
    public Optional<NDArray> camWeights() {
        if (norm == null) {
            // the engine's duplicate is cut off from the graph, a view is not
            return Optional.of(weight.reshape(weight.getShape()));
        }
        try (NDArray safe = norm.variance.add(EPSILON);
                NDArray deviation = safe.sqrt();
                NDArray scale = norm.gamma.div(deviation)) {
            return Optional.of(weight.mul(scale));
        }
    }

    @Override
    public void fold() {
        // one product a picture: nothing to gain
    }
}
