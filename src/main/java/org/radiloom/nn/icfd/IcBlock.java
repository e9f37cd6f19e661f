package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.ConvUnit;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * A block that is a small U-net itself: convolutions down to the bottleneck, self-attention, the pooled first features
 * beside it, two dilated convolutions, and up again to a residual.
 *
 * <p>The order of the parts is that of Huang et al., MICCAI 2024; that a block is a U is the idea of Qin et al. 2020
 * (arXiv:2005.09007). With {@code nestedU} off it is two convolutions.
 */
final class IcBlock {
    /**
     * How much the inner U counts at first. Through some hundred batch norms in a row gradients grow without bound; with blocks
     * that start as little more than their first convolution they do not.
     */
    private static final float START = 0.1f;

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final ConvUnit stem;
    private final List<ConvUnit> down = new ArrayList<>();
    private final @Nullable SelfAttention attention;
    private final @Nullable PooledPyramid pyramid;
    private final List<ConvUnit> bottom = new ArrayList<>();
    private final List<ConvUnit> up = new ArrayList<>();

    /** @param levels how often the block halves its input: side / 2^levels is the bottleneck */
    IcBlock(Parameters p, String name, int in, IcfdSpec spec, int levels) {
        int width = spec.width();
        int mid = spec.mid();
        stem = unit(p, name + ".stem", in, width, 1);
        if (!spec.nestedU()) {
            attention = null;
            pyramid = null;
            bottom.add(unit(p, name + ".conv", width, width, 1));
            return;
        }
        for (int level = 0; level <= levels; level++) {
            down.add(unit(p, name + ".down" + level, level == 0 ? width : mid, mid, 1));
        }
        attention = spec.attn() ? new SelfAttention(p, name + ".attn", mid) : null;
        pyramid = spec.pyramid() ? new PooledPyramid(p, name + ".pyramid", spec) : null;
        int joined = spec.pyramid() ? PooledPyramid.channels(spec) : mid;
        bottom.add(unit(p, name + ".bottom1", joined, mid, spec.dilate() ? 2 : 1));
        bottom.add(unit(p, name + ".bottom2", mid, mid, spec.dilate() ? 4 : 1));
        for (int level = 0; level <= levels; level++) {
            boolean last = level == 0;
            up.add(unit(p, name + ".up" + level, 2 * mid, last ? width : mid, 1, last ? START : 1));
        }
    }

    private static ConvUnit unit(Parameters p, String name, int in, int out, int dilation) {
        return unit(p, name, in, out, dilation, 1);
    }

    private static ConvUnit unit(Parameters p, String name, int in, int out, int dilation, float scale) {
        return ConvUnit.dilated(p, name + ".conv", name + ".norm", in, out, dilation, scale);
    }

    private static NDArray rectified(ConvUnit unit, NDArray x, boolean training) {
        return Convs.relu(unit.apply(x, training));
    }

    /** (B, in, s, s) → (B, width, s, s), a new array; {@code x} stays open. */
    NDArray apply(NDArray x, boolean training) {
        try (NDArray first = rectified(stem, x, training)) {
            if (down.isEmpty()) {
                return rectified(bottom.getFirst(), first, training);
            }
            try (NDArray inner = inner(first, training)) {
                return inner.add(first);
            }
        }
    }

    private NDArray inner(NDArray first, boolean training) {
        List<NDArray> levels = new ArrayList<>();
        levels.add(rectified(down.getFirst(), first, training));
        for (ConvUnit unit : down.subList(1, down.size())) {
            try (NDArray half = Pool.maxPool2d(levels.getLast(), TWO, TWO, NONE, false)) {
                levels.add(rectified(unit, half, training));
            }
        }
        NDArray deepest = levels.getLast();
        // a copy would be cut off from the graph
        NDArray y = attention == null ? deepest.reshape(deepest.getShape()) : attention.apply(deepest);
        if (pyramid != null) {
            y = pyramid.join(y, first, training);
        }
        for (ConvUnit unit : bottom) {
            y = Convs.after(y, rectified(unit, y, training));
        }
        for (int level = levels.size() - 1; level >= 0; level--) {
            try (NDArray below = y;
                    NDArray beside = levels.get(level);
                    NDArray both = below.concat(beside, 1)) {
                y = rectified(up.get(level), both, training);
            }
            if (level > 0) {
                y = Convs.doubled(y);
            }
        }
        return y;
    }

    void fold() {
        stem.fold();
        down.forEach(ConvUnit::fold);
        if (pyramid != null) {
            pyramid.fold();
        }
        bottom.forEach(ConvUnit::fold);
        up.forEach(ConvUnit::fold);
    }
}
