package org.radiloom.nn.icfd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;

/**
 * One decoupler: a U of {@link IcBlock}s that makes a feature picture, and beside it what it is supervised by.
 *
 * <p>Huang et al., MICCAI 2024: the class-specific one is judged by the class it sees, the common one by the picture it can
 * give back.
 */
final class IcfdNet {
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final List<IcBlock> down = new ArrayList<>();
    private final IcBlock bridge;
    private final List<IcBlock> up = new ArrayList<>();
    private final BiasConv feature;
    private final @Nullable NDArray labelWeight;
    private final @Nullable NDArray labelBias;
    private final @Nullable BiasConv picture;

    /**
     * What a decoupler gives.
     *
     * @param feature (B, 1, S, S), 0 to 1
     * @param judged scores (B, K) before the sigmoid, or a picture (B, C, S, S), 0 to 1
     */
    record Out(NDArray feature, NDArray judged) {}

    private IcfdNet(Parameters p, String name, IcfdSpec spec, int channels, int classes, boolean labels) {
        int width = spec.width();
        int levels = spec.levels();
        for (int level = 0; level < levels; level++) {
            down.add(new IcBlock(p, name + ".down" + level, level == 0 ? channels : width, spec, levels - level));
        }
        bridge = new IcBlock(p, name + ".bridge", width, spec, 0);
        for (int level = 0; level < levels; level++) {
            up.add(new IcBlock(p, name + ".up" + level, 2 * width, spec, levels - level));
        }
        feature = new BiasConv(p, name + ".feature", width, 1, 3, 1);
        labelWeight =
                labels ? p.weight(name + ".labels.weight", new Shape(classes, width), Math.sqrt(1.0 / width)) : null;
        labelBias = labels ? p.vector(name + ".labels.bias", classes, 0) : null;
        picture = labels ? null : new BiasConv(p, name + ".picture", width, channels, 3, 1);
    }

    /** The decoupler that is judged by labels. */
    static IcfdNet specific(Parameters p, String name, IcfdSpec spec, int channels, int classes) {
        return new IcfdNet(p, name, spec, channels, classes, true);
    }

    /** The decoupler that is judged by giving the picture back. */
    static IcfdNet common(Parameters p, String name, IcfdSpec spec, int channels) {
        return new IcfdNet(p, name, spec, channels, 0, false);
    }

    /** How many numbers the class-specific decoupler learns. */
    static long parameterCount(IcfdSpec spec, int channels, int classes) {
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Parameters names = Parameters.namesOnly(manager);
            specific(names, "specific", spec, channels, classes);
            return names.shapes().values().stream().mapToLong(Shape::size).sum();
        }
    }

    /** @param x (B, C, S, S) in [0, 1]; stays the caller's */
    Out apply(NDArray x, boolean training) {
        List<NDArray> skips = new ArrayList<>();
        NDArray y = Layout.channelsLast(x);
        for (IcBlock block : down) {
            NDArray map = Convs.after(y, block.apply(y, training));
            skips.add(map);
            y = Pool.maxPool2d(map, TWO, TWO, NONE, false);
        }
        y = Convs.after(y, bridge.apply(y, training));
        NDArray judged = labelWeight == null ? null : scores(y);
        for (int level = up.size() - 1; level >= 0; level--) {
            try (NDArray below = Convs.doubled(y);
                    NDArray beside = skips.get(level);
                    NDArray both = below.concat(beside, 1)) {
                y = up.get(level).apply(both, training);
            }
        }
        try (NDArray last = y;
                NDArray raw = feature.apply(last)) {
            NDArray seen = raw.getNDArrayInternal().sigmoid();
            return new Out(seen, judged == null ? picture(last) : judged);
        }
    }

    private NDArray scores(NDArray bridged) {
        try (NDArray means = Pool.globalAvgPool2d(bridged)) {
            return Linear.linear(means, Objects.requireNonNull(labelWeight), Objects.requireNonNull(labelBias))
                    .singletonOrThrow();
        }
    }

    private NDArray picture(NDArray last) {
        try (NDArray raw = Objects.requireNonNull(picture).apply(last)) {
            return raw.getNDArrayInternal().sigmoid();
        }
    }

    void fold() {
        down.forEach(IcBlock::fold);
        bridge.fold();
        up.forEach(IcBlock::fold);
    }
}
