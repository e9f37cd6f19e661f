package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/**
 * 1 − (2·Σpg + 1) / (Σp + Σg + 1), p the foreground probability, g the target, sums over the whole batch.
 *
 * <p>The batch sum keeps images without foreground from dominating; the 1 makes an empty batch well defined (a perfect
 * empty answer costs 0). After Milletari et al. 2016 (arXiv:1606.04797).
 */
public record DiceLoss() implements SegmentationLoss {
    @Override
    public String name() {
        return "dice";
    }

    @Override
    public NDArray compute(NDArray logits, NDArray target) {
        NDArray p = SegmentationLoss.logProbabilities(logits).get(":, 1:2").exp();
        NDArray overlap = p.mul(target).sum().mul(2).add(1);
        NDArray sizes = p.sum().add(target.sum()).add(1);
        return overlap.div(sizes).mul(-1).add(1);
    }
}
