package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Optional;
import org.radiloom.nn.Parameters;

/**
 * Scores of tokens: linear in the mean of those of the patches ({@code gap}), or in the class token ({@code cls}).
 *
 * <p>The maps are the patches' tokens on their grid; scores from the class token are no function of these, so that there
 * is no closed form then.
 */
final class TokenHead implements Head {
    private final boolean fromClassToken;
    private final LinearHead linear;

    TokenHead(Parameters p, int channels, ClassifierSpec spec) {
        fromClassToken = spec.head().equals(ClassifierSpec.CLS);
        linear = new LinearHead(p, channels, spec);
    }

    @Override
    public Result apply(NDArray last, boolean training) {
        Shape s = last.getShape();
        long side = Math.round(Math.sqrt(s.get(1) - 1));
        try (last;
                NDArray patches = last.get(":, 1:");
                NDArray columns = patches.transpose(0, 2, 1)) {
            NDArray map = columns.reshape(s.get(0), s.get(2), side, side);
            NDArray pooled = fromClassToken ? last.get(":, 0") : Pool.globalAvgPool2d(map);
            return new Result(map, pooled, linear.scores(pooled, training));
        }
    }

    @Override
    public Optional<NDArray> camWeights() {
        return fromClassToken ? Optional.empty() : linear.camWeights();
    }

    @Override
    public void fold() {
        linear.fold();
    }
}
