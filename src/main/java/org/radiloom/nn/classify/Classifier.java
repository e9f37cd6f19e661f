package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network that gives a picture a score per class.
 *
 * <p>An instance owns its arrays (parameters and batch-norm buffers) and belongs to one thread at a time. Whoever looks at
 * a model while it is trained uses an own instance loaded from a checkpoint.
 */
public interface Classifier extends AutoCloseable {
    /** What was built. */
    ClassifierSpec spec();

    /** The owner of the parameters; batches live in sub-managers of it that are closed after each step. */
    NDManager manager();

    /**
     * Maps, their means and scores.
     *
     * <p>Intermediates are closed as soon as nothing of this call needs them, also while recording (the graph keeps what
     * backward needs). The result lives in the manager of {@code x}.
     *
     * @param x (B, C, S, S) float32, C = {@code spec().inputChannels()}; stays the caller's. With a {@code bn-gap} head,
     *     and where the maps shrink to one place, training needs B ≥ 2
     * @param declared (B, n) numbers that a reader measured, n = {@code spec().declared()}; null if n = 0. Stays the
     *     caller's
     * @param training whether batch norm uses and moves batch statistics (frozen groups never do) and dropout drops
     */
    FeatureOut forward(NDArray x, @Nullable NDArray declared, boolean training);

    /** All trainable arrays by dotted name, in network order; the same arrays every time. */
    SequencedMap<String, NDArray> parameters();

    /** Batch-norm running means and variances by dotted name; weight files hold them too. */
    SequencedMap<String, NDArray> buffers();

    /**
     * The parts that can be frozen, in network order, such as {@code stem, layer1, … layer4, head}; {@code encoder} stands
     * for all of the body.
     */
    SequencedSet<String> groups();

    /**
     * Stops learning in exactly these groups and resumes it in all others: frozen parameters receive no gradient and
     * frozen batch norms neither use nor move batch statistics, whatever {@link #forward} is asked for.
     *
     * @param groups names of {@link #groups}, or {@code encoder}
     * @throws IllegalArgumentException for a name that is neither
     */
    void freeze(Set<String> groups);

    /**
     * W_eff (K, C) with logits = W_eff·pooled + constant (the part of {@code declared} aside), outside training: what
     * Grad-CAM weighs the maps with, in closed form. Differentiable; a new array, the caller's to close.
     *
     * @return empty for a network whose scores are no linear function of the means of its maps ({@code cls})
     */
    Optional<NDArray> camWeights();

    /**
     * Turns this instance into a faster one for inference only: batch norms are folded into their convolutions.
     *
     * <p>Logits stay equal within rounding, {@link #camWeights} stays usable. Afterwards {@link #parameters}, {@link
     * #buffers}, {@link #freeze} and training throw {@link IllegalStateException}; calling it again is allowed.
     */
    void prepareForInference();

    /** Frees all arrays. */
    @Override
    void close();
}
