package org.radiloom.train.classify;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.StepContext;

/**
 * Something that joins the training of a classifier without being the network: terms of the loss, hooks before the forward
 * pass, callbacks, targets. Adversarial training, DANIL, CARE and the decouplers' losses are parts.
 *
 * <p>All parts share one clean forward pass. What it found stands in the {@link StepContext} under the names of {@link
 * ClassificationObjective}; a part never runs the network on the clean picture again.
 */
public interface ClassifierPart {
    /** Short and unique among the parts of a run; its section in the configuration. */
    String name();

    /** What it adds to the loss; cross entropy is there without it. */
    default List<LossTerm> terms() {
        return List.of();
    }

    /** What takes part beside the loss; a {@link org.radiloom.train.loop.PreStep} may look at the network with gradients. */
    default List<Callback> callbacks() {
        return List.of();
    }

    /**
     * How much of each sample's cross entropy it leaves, such as 1 - β of the sample's class; the shares of all parts are
     * multiplied.
     *
     * @param context after the forward pass
     * @return (B), or (1) for all alike; empty for all of it
     */
    default Optional<NDArray> crossEntropyShare(StepContext context) {
        return Optional.empty();
    }

    /**
     * Groups of the network that do not learn in an epoch because of it.
     *
     * @param epoch from 0
     */
    default Set<String> frozen(int epoch) {
        return Set.of();
    }
}
