package org.radiloom.train.loop;

/** Told what a loop does, on the loop's thread; takes no part in training. */
public interface LoopListener {
    LoopListener NONE = new LoopListener() {};

    /**
     * About once a second while training.
     *
     * @param epoch from 1
     * @param batch batches of the epoch done
     * @param loss mean over the epoch so far
     * @param samplesPerSecond of this epoch so far
     */
    default void progress(int epoch, int batch, int batches, double loss, double samplesPerSecond, double fraction) {}

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
