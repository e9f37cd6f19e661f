package org.radiloom.nn.attack;

import ai.djl.ndarray.NDArray;
import org.radiloom.nn.Scalars;

/** Losses by sample, so that each can have its own weight; gradients flow through all scores. */
public final class RobustLoss {
    private RobustLoss() {}

    /**
     * −log p of the true class, (B).
     *
     * @param logits (B, K)
     * @param oneHot (B, K)
     */
    public static NDArray crossEntropy(NDArray logits, NDArray oneHot) {
        try (NDArray log = logits.logSoftmax(1);
                NDArray hit = log.mul(oneHot);
                NDArray sum = hit.sum(new int[] {1})) {
            return Scalars.times(sum, -1f);
        }
    }

    /**
     * KL(p ‖ p') = Σ p·(log p − log p') of the probabilities, (B); stable for scores of any size.
     *
     * @param clean scores (B, K) that p comes from
     * @param attacked scores (B, K) that p' comes from
     */
    public static NDArray divergence(NDArray clean, NDArray attacked) {
        try (NDArray log = clean.logSoftmax(1);
                NDArray other = attacked.logSoftmax(1);
                NDArray share = log.exp();
                NDArray difference = log.sub(other);
                NDArray parts = share.mul(difference)) {
            return parts.sum(new int[] {1});
        }
    }
}
