package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.ConvUnit;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;

/**
 * A block's first features averaged onto three grids, each brought to a quarter of the inner channels and back to the
 * bottleneck's size, beside the deep features. After Zhao et al. 2017 (arXiv:1612.01105).
 */
final class PooledPyramid {
    private static final Shape NONE = new Shape(0, 0);

    private final int bottleneck;
    private final List<ConvUnit> units = new ArrayList<>();

    PooledPyramid(Parameters p, String name, IcfdSpec spec) {
        bottleneck = spec.bottleneck();
        for (int grid = 0; grid < grids().length; grid++) {
            String unit = name + "." + grid;
            units.add(new ConvUnit(p, unit + ".conv", unit + ".norm", spec.width(), spec.mid() / 4, 1, 1));
        }
    }

    private int[] grids() {
        return new int[] {bottleneck, bottleneck / 2, 2};
    }

    /** Channels after joining. */
    static int channels(IcfdSpec spec) {
        return spec.mid() + 3 * (spec.mid() / 4);
    }

    /**
     * Deep and pooled features side by side.
     *
     * @param deep (B, mid, b, b), closed
     * @param first (B, width, S, S), stays open
     */
    NDArray join(NDArray deep, NDArray first, boolean training) {
        NDList parts = new NDList(deep);
        // averages of averages over equal squares are averages over the whole square
        try (parts;
                NDArray finest = pooled(first, bottleneck)) {
            for (int at = 0; at < units.size(); at++) {
                int grid = grids()[at];
                NDArray averages = grid == bottleneck ? finest : pooled(finest, grid);
                NDArray unit = units.get(at).apply(averages, training);
                if (grid == bottleneck) {
                    parts.add(unit);
                } else {
                    parts.add(EngineCompat.resizeBilinear(unit, bottleneck, bottleneck));
                    averages.close();
                    unit.close();
                }
            }
            NDList others = new NDList(parts.subList(1, parts.size()));
            return deep.getNDArrayInternal().concat(others, 1);
        }
    }

    private static NDArray pooled(NDArray x, int grid) {
        long k = x.getShape().get(2) / grid;
        return Pool.avgPool2d(x, new Shape(k, k), new Shape(k, k), NONE, false, true);
    }

    void fold() {
        units.forEach(ConvUnit::fold);
    }
}
