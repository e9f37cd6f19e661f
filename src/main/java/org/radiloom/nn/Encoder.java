package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The contracting half of a U-Net: five maps, each half as high and wide as the one before. */
sealed interface Encoder permits ResNetEncoder, VggEncoder {
    /** The five maps, largest first; {@code x} stays open, the caller closes the maps. */
    List<NDArray> features(NDArray x, boolean training);

    /** Channels of the map of the given level, 0 (largest) to 4. */
    int channels(int level);

    /** How many times smaller than the input's the sides of the largest map are: 1 or 2. */
    int largestMapStride();

    /** Merges batch norms into convolutions, for inference only. */
    void fold();
}
