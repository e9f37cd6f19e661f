package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that takes part in training beside the loss: keeps figures of its own, which losses may read, and is kept
 * with the checkpoints. Runs on the loop's thread.
 */
public interface Callback {
    /** Its key in a checkpoint; unique among the callbacks of a run. */
    String name();

    /** @param epoch from 0; called again when an epoch is repeated, not when a run goes on in the middle of one */
    default void beginEpoch(int epoch) {}

    /** After the losses of a batch; the context's arrays are still there. Called for finite losses only. */
    default void afterStep(StepContext context, StepFigures figures) {}

    /** After validation, before the checkpoint. */
    default void endEpoch(EpochReport report) {}

    /** What must be kept to go on; called between steps. */
    default void save(ObjectNode into) {}

    /** Takes back what {@link #save} gave; an empty node when a checkpoint has nothing of it. */
    default void restore(ObjectNode from) {}
}
