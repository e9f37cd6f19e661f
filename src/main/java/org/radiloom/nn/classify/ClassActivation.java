package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Convs;

/**
 * Where in a picture a class finds its evidence, without a backward pass.
 *
 * <p>Scores that are linear in the means of the maps, s_c = Σ_k W_ck·mean(A_k) + b_c, make Grad-CAM (Selvaraju et al. 2017,
 * arXiv:1610.02391) the sum CAM_c = Σ_k W_ck·A_k, up to the factor 1/(hw) (class activation maps, Zhou et al. 2016,
 * arXiv:1512.04150). All functions are differentiable; results live in the manager of their first argument and are the
 * caller's to close.
 */
public final class ClassActivation {
    private static final Shape EACH = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private ClassActivation() {}

    /**
     * CAM of every class, with its sign.
     *
     * @param map A (B, C, h, w)
     * @param weights W_eff (K, C), see {@link Classifier#camWeights}
     * @return (B, K, h, w); its mean over places is W_eff·pooled
     */
    public static NDArray all(NDArray map, NDArray weights) {
        Shape s = weights.getShape();
        try (NDArray kernel = weights.reshape(s.get(0), s.get(1), 1, 1)) {
            return Convs.conv(map, kernel, null, EACH, NONE);
        }
    }

    /**
     * CAM of one class per picture, with its sign.
     *
     * @param map A (B, C, h, w)
     * @param weights W_eff (K, C)
     * @param classes (B) whole numbers, 0 to K − 1
     * @return (B, 1, h, w)
     */
    public static NDArray of(NDArray map, NDArray weights, NDArray classes) {
        try (NDArray chosen = chosen(map, weights, classes);
                NDArray weighted = map.mul(chosen)) {
            return weighted.sum(new int[] {1}, true);
        }
    }

    /** The row of {@code weights} of each picture's class as (B, C, 1, 1). */
    static NDArray chosen(NDArray map, NDArray weights, NDArray classes) {
        Shape s = map.getShape();
        try (NDArray rows = classes.oneHot(Math.toIntExact(weights.getShape().get(0)));
                NDArray product = rows.matMul(weights)) {
            NDArray column = product.reshape(s.get(0), s.get(1), 1, 1);
            column.attach(map.getManager());
            return column;
        }
    }

    /**
     * Each plane of {@code maps} moved and stretched to 0 … 1: (a − min) / (max − min + ε).
     *
     * @param maps (B, n, h, w)
     * @param epsilon what keeps a flat plane (then all 0) from dividing by nothing; 1e-8 in CARE
     */
    public static NDArray stretched(NDArray maps, double epsilon) {
        Shape s = maps.getShape();
        int[] places = {2};
        try (NDArray planes = maps.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
                NDArray least = planes.min(places, true);
                NDArray most = planes.max(places, true);
                NDArray span = most.sub(least);
                NDArray divisor = span.add((float) epsilon);
                NDArray shifted = planes.sub(least);
                NDArray stretched = shifted.div(divisor)) {
            return stretched.reshape(s);
        }
    }

    /** For looking at: what speaks for a class, ReLU(CAM), each plane stretched to 0 … 1; a flat plane becomes 0. */
    public static NDArray visible(NDArray maps) {
        try (NDArray positive = maps.getNDArrayInternal().relu()) {
            return stretched(positive, 1e-8);
        }
    }
}
