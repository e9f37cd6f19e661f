package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/** From the last map to scores. */
interface Head {
    /** What all names of its arrays begin with, and its group. */
    String NAME = "head";

    /**
     * From the body's last map.
     *
     * @param last becomes the head's: it is handed on in the result or closed
     * @param training whether batch norm uses and moves batch statistics and dropout drops
     */
    Result apply(NDArray last, boolean training);

    /** As {@link FeatureOut}. */
    record Result(NDArray map, NDArray pooled, NDArray logits) {}

    /** As {@link Classifier#camWeights}. */
    Optional<NDArray> camWeights();

    /** Merges what can be merged for inference; {@link #camWeights} stays usable. */
    void fold();
}
