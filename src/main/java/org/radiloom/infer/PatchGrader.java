package org.radiloom.infer;

import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * Gives prepared pictures a score per grade: a network, or a model of their texture.
 *
 * <p>Implementations are safe to call from any thread but the engine's.
 */
public interface PatchGrader extends AutoCloseable {
    /**
     * Scores before softmax.
     *
     * @param inputs (n, C, S, S) as {@link PictureCut#input} makes them
     * @param n at least 1
     * @param declared numbers that the reader stated, in the variant's order; empty for none
     * @return (n, K), not yet divided by a temperature
     */
    float[] logits(float[] inputs, int n, double[] declared) throws Problem;

    /**
     * What the scores of one picture rest on.
     *
     * @param input (C, S, S)
     * @return empty for a model without maps
     */
    default Optional<Maps> maps(float[] input, double[] declared) throws Problem {
        return Optional.empty();
    }

    @Override
    void close();

    /**
     * Maps of one picture.
     *
     * @param side of the maps in {@code activation}
     * @param features A (C, side, side)
     * @param weights W_eff (K, C), in closed form; empty if there is none
     * @param evidence (K, side, side) by gradients where there is no closed form, logits with their sign; else empty
     * @param pictures feat1, feat2, reconstruction of an ICFD network, by name, each (S, S) in [0, 1]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Maps(
            int side, float[] features, float[] weights, float[] evidence, java.util.Map<String, float[]> pictures) {
        public Maps {
            pictures = java.util.Map.copyOf(pictures);
        }
    }
}
