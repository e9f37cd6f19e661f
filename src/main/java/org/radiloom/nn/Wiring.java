package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How the layers of a segmentation network hang together; the arrays belong to the {@link SegmentationNetwork}. */
sealed interface Wiring permits UNet, FineNet, Fcn8s, DeepLabV1, SegNet {
    /**
     * What one forward pass is for.
     *
     * @param training whether batch norms outside the encoder use batch statistics and dropout drops
     * @param encoderTraining the same for the encoder
     * @param attention filled with each attention's spatial map, (B, 1, h, w), by the step's name; null if not asked for
     */
    record Pass(
            boolean training,
            boolean encoderTraining,
            @Nullable SequencedMap<String, NDArray> attention) {}

    /** (B, C, H, W) → (B, classes, H, W); {@code x} stays open. */
    NDArray logits(NDArray x, Pass pass);

    /** Sides of the input must be multiples of this. */
    default int stride() {
        return SegmenterSpec.STRIDE;
    }

    /** Merges batch norms into convolutions, for inference only. */
    void fold();
}
