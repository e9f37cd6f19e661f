package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.radiloom.nn.GradLock;

/**
 * One way in which a detector learns from a batch: what is computed and which parts move.
 *
 * @param name unique within a detector
 * @param stage when in a run it takes place
 * @param groups which parts learn; all others stand still
 * @param every it takes place with the last of so many batches; 1 for each
 * @param losses weights of the losses that are to become small, by name
 * @param constrained whether it gives a {@link #LATENT} for the constraints to act on
 * @param work computes the losses, all scalars
 */
public record Round(
        String name,
        Stage stage,
        List<String> groups,
        int every,
        SequencedMap<String, Double> losses,
        boolean constrained,
        Work work) {
    /** Output: z (B, D). */
    public static final String LATENT = "latent";

    public Round {
        groups = List.copyOf(groups);
        losses = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(losses));
    }

    /** When in a run. */
    public enum Stage {
        /** First of all: the network that gives the features. */
        FEATURES,
        /** What comes before the detector as a whole can learn. */
        FIRST,
        LAST
    }

    /** What is computed; recording is on. */
    @FunctionalInterface
    public interface Work {
        /** Arrays by name: each loss, and what later rounds of the same batch or the constraints look at. */
        Map<String, NDArray> run(Step step);
    }

    /**
     * A batch on its way.
     *
     * @param x (B, 1, S, S), perhaps blended with others
     * @param plain the same, never blended, row-major
     * @param organ (B), ids; -1 where unknown
     * @param modality (B), ids; -1 where unknown
     * @param manager owns what is made
     * @param random a stream by purpose, the same whenever this step is run
     * @param earlier what rounds before this one left, by name
     * @param recording the one under way
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one step
    public record Step(
            NDArray x,
            float[] plain,
            float[] organ,
            float[] modality,
            NDManager manager,
            Function<String, SplittableRandom> random,
            Function<String, NDArray> earlier,
            GradLock.Recording recording) {}
}
