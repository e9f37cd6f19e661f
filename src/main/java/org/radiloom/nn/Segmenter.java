package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SequencedMap;

/**
 * A network that gives every pixel a score per class.
 *
 * <p>An instance owns its arrays (parameters and batch-norm buffers) and belongs to one thread at a time. Whoever
 * looks at a model while it is trained uses an own instance loaded from a checkpoint.
 */
public interface Segmenter extends AutoCloseable {
    /** What was built. */
    SegmenterSpec spec();

    /** The owner of the parameters; batches live in sub-managers of it that are closed after each step. */
    NDManager manager();

    /**
     * Scores before softmax.
     *
     * <p>Intermediates are closed as soon as nothing of this call needs them, also while recording (the graph keeps
     * what backward needs). The result lives in the manager of {@code x}.
     *
     * @param x (B, C, H, W) float32 in [0, 1], C = {@code spec().inputChannels()}, H and W multiples of 32 (16 for {@code fine}); stays
     *     the caller's
     * @param training whether batch norm uses and updates batch statistics (encoder: only while not frozen)
     * @return (B, classes, H, W)
     */
    NDArray logits(NDArray x, boolean training);

    /**
     * Where the attention of each decoder step looks: the spatial maps M_s, 0 to 1, at the size of their step.
     *
     * <p>Runs the network once more, outside training; {@link #logits} pays nothing for this.
     *
     * @param x as for {@link #logits}; stays the caller's
     * @return (B, 1, h, w) by step, deepest first ({@code up4} to {@code up1}), the caller's to close; empty for a
     *     network without attention
     */
    SequencedMap<String, NDArray> attention(NDArray x);

    /** All trainable arrays by dotted name, in network order; the same arrays every time. */
    SequencedMap<String, NDArray> parameters();

    /** The part of {@link #parameters} that belongs to the encoder (names begin with {@code encoder.}). */
    SequencedMap<String, NDArray> encoderParameters();

    /** Batch-norm running means and variances by dotted name; weight files hold them too. */
    SequencedMap<String, NDArray> buffers();

    /**
     * Stops or resumes learning in the encoder: its parameters receive no gradient and its batch norms neither use
     * nor move batch statistics while frozen, whatever {@link #logits} is asked for.
     */
    void freezeEncoder(boolean frozen);

    /**
     * Turns this instance into a faster one for inference only: batch norms are folded into their convolutions.
     *
     * <p>Logits stay equal within rounding. Afterwards {@link #parameters}, {@link #encoderParameters}, {@link
     * #buffers}, {@link #freezeEncoder} and training throw {@link IllegalStateException}; calling it again is
     * allowed.
     */
    void prepareForInference();

    /** Frees all arrays. */
    @Override
    void close();
}
