package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of a residual network: a stem and four stages, the first block of the second to fourth stage halving
 * the sides. Shared by what marks pixels and what tells classes apart.
 *
 * <p>Names are those of torchvision: {@code conv1}, {@code bn1}, {@code layer1.0.conv1} and so on.
 */
public final class ResNetTrunk {
    /**
     * What to build.
     *
     * @param inputChannels channels of the picture
     * @param baseWidth channels of the stem and the first stage; 64 is the published width
     * @param blocks blocks of each of the four stages
     * @param bottleneck whether blocks are 1×1, 3×3, 1×1 with four times as many channels at their end, else 3×3, 3×3
     * @param smallStem 3×3 without stride and pool, for pictures of 28 to 64 pixels, instead of 7×7/2 and max-pool 3×3/2
     * @param rescaling {@code none}, {@code se} or {@code cbam} before each block's addition
     * @param reduction how many times narrower the hidden layer of that is
     */
    public record Plan(
            int inputChannels,
            int baseWidth,
            List<Integer> blocks,
            boolean bottleneck,
            boolean smallStem,
            String rescaling,
            int reduction) {
        public Plan {
            blocks = List.copyOf(blocks);
            if (blocks.size() != 4 || blocks.stream().anyMatch(n -> n < 1)) {
                throw new IllegalArgumentException("four stages of one block or more, not " + blocks);
            }
        }
    }

    private final Plan plan;
    private final ConvUnit stem;
    private final List<List<ResidualBlock>> stages = new ArrayList<>();
    private final int[] channels = new int[5];

    /** @param name what the names of the arrays begin with, without a dot at its end */
    public ResNetTrunk(Parameters p, String name, Plan plan) {
        this.plan = plan;
        int base = plan.baseWidth();
        Rescaling.Kind rescaling = new Rescaling.Kind(plan.rescaling(), plan.reduction());
        stem = plan.smallStem()
                ? new ConvUnit(p, name + ".conv1", name + ".bn1", plan.inputChannels(), base, 3, 1)
                : new ConvUnit(p, name + ".conv1", name + ".bn1", plan.inputChannels(), base, 7, 2);
        channels[0] = base;
        int in = base;
        for (int s = 0; s < 4; s++) {
            int width = base << s;
            List<ResidualBlock> stage = new ArrayList<>();
            for (int b = 0; b < plan.blocks().get(s); b++) {
                String block = name + ".layer" + (s + 1) + "." + b;
                int stride = s > 0 && b == 0 ? 2 : 1;
                stage.add(
                        plan.bottleneck()
                                ? ResidualBlock.bottleneck(p, block, in, width, stride, rescaling)
                                : ResidualBlock.basic(p, block, in, width, stride, rescaling));
                in = plan.bottleneck() ? 4 * width : width;
            }
            stages.add(List.copyOf(stage));
            channels[s + 1] = in;
        }
    }

    /** Channels after the stem (0) or a stage (1 to 4). */
    public int channels(int level) {
        return channels[level];
    }

    /** The rectified map of the stem's convolution; {@code x} stays open. */
    public NDArray stem(NDArray x, boolean training) {
        return Convs.relu(stem.apply(x, training));
    }

    /** What the first stage begins with: the stem's map halved, or that map itself for small pictures. */
    public NDArray pooled(NDArray first) {
        return plan.smallStem()
                ? first
                : Pool.maxPool2d(first, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    }

    /** The map of a stage, 1 to 4; {@code x} stays open. */
    public NDArray stage(int level, NDArray x, boolean training) {
        NDArray y = x;
        for (ResidualBlock block : stages.get(level - 1)) {
            NDArray next = block.apply(y, training);
            if (y != x) {
                y.close();
            }
            y = next;
        }
        return y;
    }

    /** Merges batch norms into convolutions, for inference only. */
    public void fold() {
        stem.fold();
        stages.forEach(stage -> stage.forEach(block -> block.units().forEach(ConvUnit::fold)));
    }
}
