package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/**
 * Focal loss, mean of −(1−p_t)^γ·log p_t over pixels; cross-entropy for γ = 0. Lin et al. 2017 (arXiv:1708.02002),
 * equation 4.
 *
 * <p>For targets between 0 and 1 it is −|t − p|^γ·(t·log p + (1 − t)·log(1 − p)), which is the same at 0 and 1 and least at
 * p = t; Li et al. 2020 (arXiv:2006.04388), equation 3.
 *
 * @param gamma how much pixels that are right already count less; 0, 1 or 2 and above
 */
public record FocalLoss(float gamma) implements SegmentationLoss {
    public FocalLoss {
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("gamma " + gamma);
        }
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
                    gamma == 2 ? wrong.mul(wrong) : wrong.abs().add(1e-12f).pow(gamma));
        }
        long pixels = target.getShape().size();
        return terms.sum().mul(-1f / pixels);
    }
}
