package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Scalars;

/**
 * What in a network's own maps speaks for the strongest wrong class against the right one: DANIL (reconstruction).
 *
 * <p>The response of a neuron (k, u, v) to class c is its activation times the gradient of the score, W_ck·A_kuv/(hw); the
 * evidence is how much more it responds to the distractor d than to y. After Gong et al. 2020 (arXiv:2007.09979), whose
 * abstract alone was at hand. Results live in the manager of the first argument and are the caller's to close.
 */
public final class DistractorEvidence {
    private DistractorEvidence() {}

    /**
     * The strongest class other than the given one.
     *
     * @param logits s (B, K), K ≥ 2
     * @param classes y (B) whole numbers
     * @return d (B) whole numbers
     */
    public static NDArray distractors(NDArray logits, NDArray classes) {
        Shape s = logits.getShape();
        if (s.get(1) < 2) {
            throw new IllegalArgumentException("a distractor needs two classes or more, not " + s.get(1));
        }
        // the span is more than any two scores differ by, so that y falls below all others
        try (NDArray most = logits.max();
                NDArray least = logits.min();
                NDArray difference = most.sub(least);
                NDArray span = difference.add(1f);
                NDArray own = classes.oneHot(Math.toIntExact(s.get(1)));
                NDArray lowered = own.mul(span);
                NDArray others = logits.sub(lowered)) {
            return others.argMax(1);
        }
    }

    /**
     * e = ReLU(r^d − r^y), differentiable.
     *
     * @param map A (B, C, h, w)
     * @param weights W_eff (K, C)
     * @param classes y (B) whole numbers
     * @param distractors d (B) whole numbers
     * @return (B, C, h, w), at least 0
     */
    public static NDArray of(NDArray map, NDArray weights, NDArray classes, NDArray distractors) {
        Shape s = map.getShape();
        try (NDArray forOthers = ClassActivation.chosen(map, weights, distractors);
                NDArray own = ClassActivation.chosen(map, weights, classes);
                NDArray preference = forOthers.sub(own);
                NDArray share = Scalars.times(preference, 1f / (s.get(2) * s.get(3)));
                NDArray responses = map.mul(share)) {
            return responses.getNDArrayInternal().relu();
        }
    }

    /** The evidence of all neurons of a place, Σ_k e_kuv: (B, 1, h, w), what could be mistaken for the distractor. */
    public static NDArray visible(NDArray map, NDArray weights, NDArray classes, NDArray distractors) {
        try (NDArray evidence = of(map, weights, classes, distractors)) {
            return evidence.sum(new int[] {1}, true);
        }
    }
}
