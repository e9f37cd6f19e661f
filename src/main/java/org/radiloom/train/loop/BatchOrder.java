package org.radiloom.train.loop;

/** A batch that is still to be made. */
public interface BatchOrder {
    /** Number of samples; at least 1. */
    int size();

    /**
     * Makes the batch; called once, on a loader thread that must not touch the engine. What comes out depends on the
     * order alone, never on threads or time.
     */
    Batch make();
}
