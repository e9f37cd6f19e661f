package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * A residual network without its head: five feature maps at 1/2, 1/4, 1/8, 1/16 and 1/32 of the input side.
 *
 * <p>Stem 7×7/2, batch norm, ReLU; max-pool 3×3/2; four stages. ResNet-50 has bottlenecks (3, 4, 6, 3), ResNet-18 basic
 * blocks (2, 2, 2, 2), the micro form basic blocks (1, 1, 1, 1).
 */
final class ResNetEncoder implements Encoder {
    private final ConvUnit stem;
    private final List<List<ResidualBlock>> stages = new ArrayList<>();
    private final int[] channels = new int[5];

    ResNetEncoder(Parameters p, String name, SegmenterSpec spec) throws Problem {
        int base = spec.baseWidth();
        boolean bottleneck = spec.encoder().equals("resnet50");
        int[] blocks =
                switch (spec.encoder()) {
                    case "resnet50" -> new int[] {3, 4, 6, 3};
                    case "resnet18" -> new int[] {2, 2, 2, 2};
                    case "resnet-micro" -> new int[] {1, 1, 1, 1};
                    default ->
                        throw Problem.model(
                                "nn.encoder",
                                "Unknown encoder '" + spec.encoder() + "'.",
                                "Use resnet18, resnet50, resnet-micro, vgg16 or vgg16-bn.");
                };
        stem = new ConvUnit(p, name + ".conv1", name + ".bn1", spec.inputChannels(), base, 7, 2);
        channels[0] = base;
        int in = base;
        for (int s = 0; s < 4; s++) {
            int width = base << s;
            List<ResidualBlock> stage = new ArrayList<>();
            for (int b = 0; b < blocks[s]; b++) {
                String block = name + ".layer" + (s + 1) + "." + b;
                int stride = s > 0 && b == 0 ? 2 : 1;
                stage.add(
                        bottleneck
                                ? ResidualBlock.bottleneck(p, block, in, width, stride)
                                : ResidualBlock.basic(p, block, in, width, stride));
                in = bottleneck ? 4 * width : width;
            }
            stages.add(List.copyOf(stage));
            channels[s + 1] = in;
        }
    }

    @Override
    public int channels(int level) {
        return channels[level];
    }

    @Override
    public int largestMapStride() {
        return 2;
    }

    @Override
    public List<NDArray> features(NDArray x, boolean training) {
        List<NDArray> maps = new ArrayList<>();
        NDArray first = Convs.relu(stem.apply(x, training));
        maps.add(first);
        NDArray y = Pool.maxPool2d(first, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
        for (List<ResidualBlock> stage : stages) {
            for (int b = 0; b < stage.size(); b++) {
                NDArray next = stage.get(b).apply(y, training);
                // The input of a stage is the map of the stage before and is still needed, all others are done.
                if (b > 0 || stage == stages.getFirst()) {
                    y.close();
                }
                y = next;
            }
            maps.add(y);
        }
        return maps;
    }

    @Override
    public void fold() {
        stem.fold();
        stages.forEach(stage -> stage.forEach(block -> block.units().forEach(ConvUnit::fold)));
    }
}
