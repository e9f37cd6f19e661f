package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/** Two losses added with equal weight. */
public record SumLoss(SegmentationLoss first, SegmentationLoss second) implements SegmentationLoss {
    @Override
    public String name() {
        return first.name() + "+" + second.name();
    }

    @Override
    public NDArray compute(NDArray logits, NDArray target) {
        return first.compute(logits, target).add(second.compute(logits, target));
    }
}
