package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** What weights the channels or places of a map with numbers from 0 to 1 that it finds in the map itself. */
sealed interface Rescaling permits Cbam, SqueezeExcite {
    /** A weighted copy of {@code x} (B, C, h, w), which is closed. */
    NDArray apply(NDArray x);

    /**
     * Which one, if any, the blocks of a residual network have before their addition.
     *
     * @param name {@code none}, {@code se} (channels, Hu et al. 2018) or {@code cbam} (channels, then places)
     * @param reduction how many times narrower the hidden layer is
     */
    record Kind(String name, int reduction) {
        static final Kind NONE = new Kind("none", 1);

        @Nullable
        Rescaling make(Parameters p, String block, int channels) {
            return switch (name) {
                case "none" -> null;
                case "se" -> new SqueezeExcite(p, block + ".se", channels, reduction);
                case "cbam" -> new Cbam(p, block + ".cbam", channels, reduction);
                default -> throw new IllegalArgumentException("rescaling " + name);
            };
        }
    }
}
