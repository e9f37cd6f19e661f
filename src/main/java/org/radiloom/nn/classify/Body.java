package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A classifier without its head, as parts in the order in which a picture runs through them. */
interface Body {
    /** (B, C, h, w) → (B, C', h', w'), a new array or {@code x} itself, which stays open. */
    interface Layer {
        NDArray apply(NDArray x, boolean training);
    }

    /**
     * A part.
     *
     * @param group what it is called when it is frozen
     * @param prefixes what the names of its arrays begin with, in the whole network
     * @param layer what it does
     */
    record Part(String group, List<String> prefixes, Layer layer) {
        Part(String group, String prefix, Layer layer) {
            this(group, List.of(prefix), layer);
        }
    }

    /** What all names of its arrays begin with. */
    String ENCODER = "encoder";

    List<Part> parts();

    /** Channels of the last map. */
    int channels();

    /** Merges batch norms into convolutions, for inference only. */
    void fold();
}
