package org.radiloom.train.loop;

/** Told what a loop does, on the loop's thread; takes no part in training. */
public interface LoopListener {
    LoopListener NONE = new LoopListener() {};

    /**
     * An epoch, or what is left of it, begins.
     *
     * @param epoch from 1
     * @param batches of the whole epoch
     * @param lr base learning rate now
     */
    default void begin(int epoch, int batches, double lr) {}

    /** About once a second while training. */
    default void progress(StepReport report) {}

    /**
     * Something a reader of the run should know.
     *
     * @param code what happened, in dotted form, such as {@code train.skipped}
     * @param message a sentence
     */
    default void warning(String code, String message) {}

    /** After an epoch's validation, before its checkpoint. */
    default void epoch(EpochReport report) {}

    /**
     * After a checkpoint was written.
     *
     * @param best whether it was kept as the best one too
     */
    default void checkpoint(TrainState state, boolean best) {}

    /** The loop waits (true) or goes on (false), as {@link Control} asked. */
    default void paused(boolean waiting) {}
}
