package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/**
 * 1 − (2·Σpg + 1) / (Σp + Σg + 1), p the foreground probability, g the target, sums over the whole batch.
 *
 * <p>2·Σpg is written as Σp + Σg − Σ|p − g|: the same for targets 0 and 1, and for those between the loss is then least at
 * p = g instead of at p in {0, 1} (Wang et al. 2023, arXiv:2303.16296, equation 8).
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
        NDArray sizes = p.sum().add(target.sum()).add(1);
        NDArray overlap = sizes.sub(p.sub(target).abs().sum());
        return Scalars.times(overlap.div(sizes), -1).add(1);
    }
}
