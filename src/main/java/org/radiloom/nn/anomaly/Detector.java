package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Scores how unlike normal pictures a picture is, and where.
 *
 * <p>An instance owns its arrays and belongs to one thread at a time. Pictures are (B, 1, S, S) float32 in [-1, 1].
 */
public interface Detector extends AutoCloseable {
    /** What was built. */
    DetectorSpec spec();

    /** The owner of the arrays; batches live in sub-managers of it. */
    NDManager manager();

    /** Everything that may learn, by dotted name that begins with its group; the same arrays every time. */
    SequencedMap<String, NDArray> parameters();

    /** What is kept with them and does not learn: batch-norm statistics, statistics of features. */
    SequencedMap<String, NDArray> buffers();

    /** The parts that learn and are frozen together. */
    SequencedSet<String> groups();

    /**
     * Stops learning in exactly these groups and resumes it in all others: frozen parameters receive no gradient, frozen
     * batch norms neither use nor move batch statistics.
     *
     * @throws IllegalArgumentException for a name that is no group
     */
    void freeze(Set<String> groups);

    /** The constraints on the latent. */
    LatentHeads heads();

    /** How it learns: one round after another with each batch. Empty for a detector that is fitted. */
    List<Round> rounds();

    /**
     * Takes what must be measured on normal training pictures before it learns or looks: the statistics of its features,
     * or all that it remembers.
     *
     * @param normals batches; each is done with when the next one is asked for
     */
    void measure(Iterable<Normals> normals);

    /**
     * Optimisers of groups that are not to have the run's: {@code adam}, {@code sgd} or {@code rmsprop} by group. Nearly
     * always none.
     */
    default Map<String, String> optimisers() {
        return Map.of();
    }

    /**
     * Hears of a batch that was learned from; recording is off.
     *
     * @param losses of its rounds, by name
     * @param latent z (B, D), if a round gave one
     * @param moment a number that tells this step from all others of the run, the same when it is repeated
     */
    default void learned(Map<String, Double> losses, Optional<NDArray> latent, long moment) {}

    /**
     * Looks at pictures; gradient recording must be off.
     *
     * @param x (B, 1, S, S); stays the caller's
     * @return arrays in the manager of {@code x}, the caller's to close
     */
    Look look(NDArray x);

    /** The same, told what is known of the pictures; most detectors have no use for it. */
    default Look look(NDArray x, Known known) {
        return look(x);
    }

    /**
     * Turns this instance into a faster one for {@link #look} only; scores stay equal within rounding. Afterwards {@link
     * #parameters}, {@link #buffers}, {@link #freeze} and {@link #rounds} throw {@link IllegalStateException}.
     */
    void prepareForInference();

    /** Frees all arrays. */
    @Override
    void close();
}
