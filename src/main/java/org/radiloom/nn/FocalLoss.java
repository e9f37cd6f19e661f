package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Focal loss, mean of −(1−p_t)^γ·log p_t over pixels; cross-entropy for γ = 0. Lin et al. 2017 (arXiv:1708.02002),
 * equation 4.
 *
 * <p>For targets between 0 and 1 it is −|t − p|^γ·(t·log p + (1 − t)·log(1 − p)), which is the same at 0 and 1 and least at
 * p = t; Li et al. 2020 (arXiv:2006.04388), equation 3.
 *
 * @param gamma how much pixels that are right already count less; 0, 1 or 2 and above
 * @param background how much background counts; 1 as it is
 * @param foreground how much foreground counts; 1 as it is
 */
public record FocalLoss(float gamma, float background, float foreground) implements SegmentationLoss {
    public FocalLoss {
        if (!(gamma >= 0) || !(background >= 0) || !(foreground >= 0)) {
            throw new IllegalArgumentException("gamma " + gamma + ", weights " + background + ", " + foreground);
        }
    }

    /** Both classes count alike. */
    public FocalLoss(float gamma) {
        this(gamma, 1, 1);
    }

    @Override
    public String name() {
        return gamma == 0 ? "ce" : "focal";
    }

    @Override
    public NDArray compute(NDArray logits, NDArray target) {
        NDArray logP = SegmentationLoss.logProbabilities(logits);
        NDArray weights = SegmentationLoss.bothClasses(target);
        NDArray terms = logP.mul(weights);
        if (gamma > 0) {
            NDArray wrong = weights.sub(logP.exp());
            terms = terms.mul(
                    gamma == 2 ? wrong.mul(wrong) : Scalars.power(wrong.abs().add(1e-12f), gamma));
        }
        if (background != 1 || foreground != 1) {
            terms = terms.mul(target.getManager().create(new float[] {background, foreground}, new Shape(1, 2, 1, 1)));
        }
        long pixels = target.getShape().size();
        return Scalars.times(terms.sum(), -1f / pixels);
    }
}
