package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of VGG-16: five stages of 2, 2, 3, 3, 3 convolutions 3×3, each followed by ReLU. The pools between
 * the stages belong to the network around it, except in {@link #features}.
 *
 * <p>Simonyan and Zisserman 2015 (arXiv:1409.1556), configuration D. Names are those that the same layers have where
 * weights trained on photographs come from: {@code features.N}, N counting convolutions, batch norms, ReLUs and pools.
 * With batch norm the convolutions keep their biases, as there.
 */
final class VggEncoder implements Encoder {
    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};

    private final List<List<Convolution>> stages = new ArrayList<>();
    private final int baseWidth;

    /** @param lastDilation distance of the kernel's taps in the last stage; 1 is the published network */
    VggEncoder(Parameters p, String name, int in, int baseWidth, boolean batchNorm, int lastDilation) {
        this.baseWidth = baseWidth;
        int index = 0;
        int below = in;
        for (int s = 0; s < CONVOLUTIONS.length; s++) {
            int out = channels(s);
            List<Convolution> stage = new ArrayList<>();
            for (int c = 0; c < CONVOLUTIONS[s]; c++) {
                String conv = name + ".features." + index;
                if (batchNorm) {
                    String norm = name + ".features." + (index + 1);
                    stage.add(ConvUnit.biased(p, conv, norm, below, out, 3));
                    index += 3;
                } else {
                    stage.add(new BiasConv(p, conv, below, out, 3, s == 4 ? lastDilation : 1));
                    index += 2;
                }
                below = out;
            }
            index++; // the pool
            stages.add(List.copyOf(stage));
        }
    }

    @Override
    public int channels(int stage) {
        return baseWidth * Math.min(8, 1 << stage);
    }

    @Override
    public int largestMapStride() {
        return 1;
    }

    /** What the stage makes of {@code x}, which stays open. */
    NDArray stage(int stage, NDArray x, boolean training) {
        List<Convolution> units = stages.get(stage);
        NDArray y = Convs.relu(units.getFirst().apply(x, training));
        for (Convolution unit : units.subList(1, units.size())) {
            y = Convs.relu(Convs.after(y, unit.apply(y, training)));
        }
        return y;
    }

    /** As {@link #stage}, then max-pooled 2×2/2. */
    NDArray pooledStage(int stage, NDArray x, boolean training) {
        try (NDArray y = stage(stage, x, training)) {
            return halved(y);
        }
    }

    /** Max-pool 2×2/2; {@code x} stays open. */
    static NDArray halved(NDArray x) {
        return Pool.maxPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
    }

    @Override
    public List<NDArray> features(NDArray x, boolean training) {
        List<NDArray> maps = new ArrayList<>();
        maps.add(stage(0, x, training));
        for (int s = 1; s < stages.size(); s++) {
            try (NDArray pooled = halved(maps.getLast())) {
                maps.add(stage(s, pooled, training));
            }
        }
        return maps;
    }

    @Override
    public void fold() {
        stages.forEach(stage -> stage.forEach(Convolution::fold));
    }
}
