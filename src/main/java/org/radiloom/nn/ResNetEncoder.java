package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
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
    private final ResNetTrunk trunk;

    ResNetEncoder(Parameters p, String name, SegmenterSpec spec) throws Problem {
        boolean bottleneck = spec.encoder().equals("resnet50");
        List<Integer> blocks =
                switch (spec.encoder()) {
                    case "resnet50" -> List.of(3, 4, 6, 3);
                    case "resnet18" -> List.of(2, 2, 2, 2);
                    case "resnet-micro" -> List.of(1, 1, 1, 1);
                    default ->
                        throw Problem.model(
                                "nn.encoder",
                                "Unknown encoder '" + spec.encoder() + "'.",
                                "Use resnet18, resnet50, resnet-micro, vgg16 or vgg16-bn.");
                };
        trunk = new ResNetTrunk(
                p,
                name,
                new ResNetTrunk.Plan(spec.inputChannels(), spec.baseWidth(), blocks, bottleneck, false, "none", 1));
    }

    @Override
    public int channels(int level) {
        return trunk.channels(level);
    }

    @Override
    public int largestMapStride() {
        return 2;
    }

    @Override
    public List<NDArray> features(NDArray x, boolean training) {
        List<NDArray> maps = new ArrayList<>();
        NDArray first = trunk.stem(x, training);
        maps.add(first);
        NDArray pooled = trunk.pooled(first);
        maps.add(Convs.after(pooled, trunk.stage(1, pooled, training)));
        for (int level = 2; level <= 4; level++) {
            maps.add(trunk.stage(level, maps.getLast(), training));
        }
        return maps;
    }

    @Override
    public void fold() {
        trunk.fold();
    }
}
