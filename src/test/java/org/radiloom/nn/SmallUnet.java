package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** The small U-Net of the speed comparison (width 16, five levels, batch norm), built from the program's own parts. */
public final class SmallUnet implements Segmenter {
    private static final int[] WIDTHS = {16, 32, 64, 128, 256};
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final NDManager manager;
    private final Parameters arrays;
    private final List<ConvUnit[]> down = new ArrayList<>();
    private final List<ConvUnit[]> up = new ArrayList<>();
    private final NDArray headWeight;
    private final NDArray headBias;
    private boolean inferenceOnly;

    public SmallUnet(long seed) {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        arrays = new Parameters(manager, seed);
        for (int level = 0; level < 5; level++) {
            down.add(pair("down" + level, level == 0 ? 1 : WIDTHS[level - 1], WIDTHS[level]));
        }
        for (int level = 3; level >= 0; level--) {
            up.add(pair("up" + level, WIDTHS[level + 1] + WIDTHS[level], WIDTHS[level]));
        }
        headWeight = arrays.convWeight("head.weight", 2, WIDTHS[0], 1);
        headBias = arrays.vector("head.bias", 2, 0);
    }

    private ConvUnit[] pair(String name, int in, int out) {
        return new ConvUnit[] {
            new ConvUnit(arrays, name + ".a.conv", name + ".a.norm", in, out, 3, 1),
            new ConvUnit(arrays, name + ".b.conv", name + ".b.norm", out, out, 3, 1)
        };
    }

    @Override
    public NDArray logits(NDArray x, boolean training) {
        try (NDArray input = Layout.channelsLast(x)) {
            List<NDArray> maps = new ArrayList<>();
            NDArray y = run(down.getFirst(), input, training);
            for (int level = 1; level < 5; level++) {
                maps.add(y);
                try (NDArray pooled = Pool.maxPool2d(y, TWO, TWO, NONE, false)) {
                    y = run(down.get(level), pooled, training);
                }
            }
            for (int step = 0; step < 4; step++) {
                try (NDArray below = Convs.doubled(y);
                        NDArray skip = maps.get(3 - step);
                        NDArray both = below.concat(skip, 1)) {
                    below.close();
                    skip.close();
                    y = run(up.get(step), both, training);
                }
            }
            return Convs.after(y, Convs.conv(y, headWeight, headBias, ONE, NONE));
        }
    }

    private static NDArray run(ConvUnit[] pair, NDArray x, boolean training) {
        NDArray first = Convs.relu(pair[0].apply(x, training));
        return Convs.relu(Convs.after(first, pair[1].apply(first, training)));
    }

    @Override
    public SequencedMap<String, NDArray> attention(NDArray x) {
        throw new UnsupportedOperationException("only timed");
    }

    @Override
    public SegmenterSpec spec() {
        throw new UnsupportedOperationException("only timed");
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> encoderParameters() {
        throw new UnsupportedOperationException("only timed");
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return arrays.buffers();
    }

    @Override
    public void freezeEncoder(boolean frozen) {
        throw new UnsupportedOperationException("only timed");
    }

    @Override
    public void prepareForInference() {
        if (!inferenceOnly) {
            arrays.trained().values().forEach(p -> p.setRequiresGradient(false));
            down.forEach(SmallUnet::fold);
            up.forEach(SmallUnet::fold);
            inferenceOnly = true;
        }
    }

    private static void fold(ConvUnit[] pair) {
        pair[0].fold();
        pair[1].fold();
    }

    @Override
    public void close() {
        manager.close();
    }
}
