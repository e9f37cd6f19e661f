package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/** 4×4 convolutions with stride 2, batch norm but in the first, LReLU; then a vector. Akcay et al. 2018, section 3.2. */
final class StridedEncoder {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);

    private final List<NDArray> weights = new ArrayList<>();
    private final List<MapNorm> norms = new ArrayList<>();
    private final FlatLayer last;

    StridedEncoder(Parameters p, String name, List<Integer> widths, int out, double deviation) {
        int below = 1;
        for (int level = 0; level < widths.size(); level++) {
            int width = widths.get(level);
            weights.add(p.convWeight(name + ".level" + level + ".conv.weight", width, below, 4, deviation));
            if (level > 0) {
                norms.add(new MapNorm.Batch(p, name + ".level" + level + ".norm", width, deviation));
            }
            below = width;
        }
        last = FlatLayer.down(p, name + ".last", below, out, deviation, false);
    }

    /** (B, 1, S, S) → (B, C, 4, 4); {@code x} stays open. */
    NDArray features(NDArray x, boolean training) {
        NDArray y = Leaky.after(Convs.conv(x, weights.getFirst(), null, TWO, ONE));
        for (int level = 1; level < weights.size(); level++) {
            y = Convs.after(y, Convs.conv(y, weights.get(level), null, TWO, ONE));
            y = Leaky.after(Convs.after(y, norms.get(level - 1).apply(y, training)));
        }
        return y;
    }

    /** Of {@link #features}, which stay open → (B, out). */
    NDArray vector(NDArray features) {
        return last.down(features);
    }

    /** (B, 1, S, S) → (B, out); {@code x} stays open. */
    NDArray apply(NDArray x, boolean training) {
        try (NDArray features = features(x, training)) {
            return vector(features);
        }
    }
}
