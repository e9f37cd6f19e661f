package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.nn.icfd.IcfdSpec;
import org.radiloom.problem.Problem;

/**
 * The section {@code icfd}: the two decouplers before the classifier and how they learn. Huang et al., MICCAI 2024; the
 * paper gives no numbers, so all defaults are this program's.
 *
 * @param enabled whether there are decouplers
 * @param profile where widths come from that are 0: {@code lite}, {@code base}, {@code small} or {@code micro}
 * @param width channels on the way down and up; 0 for the profile's
 * @param mid channels inside a block, a multiple of 4; 0 for the profile's
 * @param bottleneck side of the smallest map; 0 for the profile's
 * @param colour the channel beside the features: {@code Y}, {@code V}, {@code L} or {@code gray}
 * @param attn whether blocks have self-attention
 * @param pyramid whether blocks join their pooled first features
 * @param dilate whether the two last convolutions of a block are dilated
 * @param nestedU whether blocks are small U-nets
 * @param lambda weights of L_c (reconstruction), L_s (labels) and the classifier's loss
 * @param xi the Charbonnier constant of L_c
 * @param labelLoss L_s: {@code bce} (a sigmoid per class, as published) or {@code ce}
 * @param stages {@code joint}, or {@code two}: decouplers first, then frozen while the classifier learns
 * @param pretrainEpochs length of the first of two stages
 */
public record IcfdSettings(
        boolean enabled,
        String profile,
        int width,
        int mid,
        int bottleneck,
        String colour,
        boolean attn,
        boolean pyramid,
        boolean dilate,
        boolean nestedU,
        List<Double> lambda,
        double xi,
        String labelLoss,
        String stages,
        int pretrainEpochs) {
    public IcfdSettings {
        lambda = List.copyOf(lambda);
    }

    /** Weight of L_c. */
    public double reconstructionWeight() {
        return lambda.get(0);
    }

    /** Weight of L_s. */
    public double labelWeight() {
        return lambda.get(1);
    }

    /** Weight of the classifier's own loss. */
    public double classifierWeight() {
        return lambda.get(2);
    }

    /** Whether the decouplers learn first and alone. */
    public boolean inTwoStages() {
        return stages.equals("two");
    }

    /** The decouplers' shape for pictures of that side. */
    public IcfdSpec spec(int side) {
        return enabled
                ? new IcfdSpec(true, profile, side, width, mid, bottleneck, colour, attn, pyramid, dilate, nestedU)
                : IcfdSpec.off();
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate(int epochs) throws Problem {
        need(IcfdSpec.profiles().contains(profile), "icfd.profile", profile);
        need(IcfdSpec.COLOURS.contains(colour), "icfd.colour", colour);
        need(lambda.size() == 3 && lambda.stream().allMatch(l -> l >= 0), "icfd.lambda", lambda);
        need(xi > 0, "icfd.xi", xi);
        need(List.of("bce", "ce").contains(labelLoss), "icfd.labelLoss", labelLoss);
        need(List.of("joint", "two").contains(stages), "icfd.stages", stages);
        need(
                !enabled || !inTwoStages() || (pretrainEpochs >= 1 && pretrainEpochs < epochs),
                "icfd.pretrainEpochs",
                pretrainEpochs);
    }
}
