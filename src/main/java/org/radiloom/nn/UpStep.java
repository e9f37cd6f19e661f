package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One decoder step: attention, two 3×3 convolutions with ReLU; the enlargement that ends it is the network's. */
final class UpStep {
    private final String name;
    private final @Nullable Cbam attention;
    private final BiasConv first;
    private final BiasConv second;

    /** @param name of the step below {@code prefix}; its attention map is called so too */
    UpStep(Parameters p, String prefix, String name, int in, int out, boolean cbam, int reduction) {
        String full = prefix + "." + name;
        this.name = name;
        attention = cbam ? new Cbam(p, full + ".cbam", in, reduction) : null;
        first = new BiasConv(p, full + ".conv1", in, out, 3, 1);
        second = new BiasConv(p, full + ".conv2", out, out, 3, 1);
    }

    /** (B, in, h, w) → (B, out, h, w); {@code x} is closed. */
    NDArray features(NDArray x, Wiring.Pass pass) {
        NDArray y = x;
        if (attention != null) {
            SequencedMap<String, NDArray> seen = pass.attention();
            y = attention.apply(x, seen == null ? null : map -> seen.put(name, map));
        }
        return second.rectified(first.rectified(y));
    }
}
