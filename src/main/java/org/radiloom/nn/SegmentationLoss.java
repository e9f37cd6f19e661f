package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.radiloom.problem.Problem;

/** How far the scores of a two-class segmentation are from the truth; a scalar to be made small. */
public sealed interface SegmentationLoss permits FocalLoss, DiceLoss, SumLoss {
    /** The name used in configurations. */
    String name();

    /**
     * The mean loss of a batch; gradients flow to {@code logits}.
     *
     * @param logits (B, 2, H, W), background first
     * @param target (B, 1, H, W) in [0, 1], 1 = foreground; values between count for both classes
     * @return a scalar
     */
    NDArray compute(NDArray logits, NDArray target);

    /**
     * The loss of the given name: {@code focal} (γ = 2), {@code ce}, {@code dice}, {@code focal+dice}, {@code ce+dice}.
     *
     * @throws Problem {@code nn.loss} if unknown
     */
    static SegmentationLoss of(String name) throws Problem {
        return of(name, 1, 1);
    }

    /**
     * The same with weights of the two classes in its focal or cross-entropy part; Dice weighs them by itself.
     *
     * @throws Problem {@code nn.loss} if unknown
     */
    static SegmentationLoss of(String name, float background, float foreground) throws Problem {
        return switch (name) {
            case "focal" -> new FocalLoss(2, background, foreground);
            case "ce" -> new FocalLoss(0, background, foreground);
            case "dice" -> new DiceLoss();
            case "focal+dice" -> new SumLoss(new FocalLoss(2, background, foreground), new DiceLoss());
            case "ce+dice" -> new SumLoss(new FocalLoss(0, background, foreground), new DiceLoss());
            default ->
                throw Problem.usage(
                        "nn.loss", "Unknown loss '" + name + "'.", "Use focal, ce, dice, focal+dice or ce+dice.");
        };
    }

    /** log of the softmax probabilities, (B, 2, H, W); finite for any finite score. */
    static NDArray logProbabilities(NDArray logits) {
        return logits.logSoftmax(1);
    }

    /** Foreground and background weights (B, 2, H, W) from a target (B, 1, H, W). */
    static NDArray bothClasses(NDArray target) {
        try (NDArray background = Scalars.times(target, -1)) {
            background.addi(1);
            return background.getNDArrayInternal().concat(new NDList(target), 1);
        }
    }
}
