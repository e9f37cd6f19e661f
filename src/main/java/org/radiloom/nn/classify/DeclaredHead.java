package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * What numbers that a reader measured add to the scores: W2·ReLU(W1·d + b1) + b2.
 *
 * <p>A sum keeps the scores linear in the means of the maps, so that attention stays closed form. The last layer begins at
 * zero: at first the picture speaks alone.
 */
final class DeclaredHead {
    static final String NAME = "declared";
    private static final int HIDDEN = 16;

    private final NDArray first;
    private final NDArray firstBias;
    private final NDArray second;
    private final NDArray secondBias;

    DeclaredHead(Parameters p, int numbers, int classes) {
        first = p.weight(NAME + ".fc1.weight", new Shape(HIDDEN, numbers), Math.sqrt(2.0 / numbers));
        firstBias = p.vector(NAME + ".fc1.bias", HIDDEN, 0);
        second = p.weight(NAME + ".fc2.weight", new Shape(classes, HIDDEN), 0);
        secondBias = p.vector(NAME + ".fc2.bias", classes, 0);
    }

    /** (B, n) → (B, K), a new array; {@code declared} stays open. */
    NDArray apply(NDArray declared) {
        try (NDArray hidden =
                Convs.relu(Linear.linear(declared, first, firstBias).singletonOrThrow())) {
            return Linear.linear(hidden, second, secondBias).singletonOrThrow();
        }
    }
}
