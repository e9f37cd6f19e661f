package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/** A convolution with what belongs to it before the activation. */
public sealed interface Convolution permits ConvUnit, BiasConv {
    /** (B, in, h, w) → (B, out, h', w'), a new array; {@code x} stays open. */
    NDArray apply(NDArray x, boolean training);

    /** Merges what can be merged for inference; the arrays are not trainable afterwards. */
    void fold();
}
