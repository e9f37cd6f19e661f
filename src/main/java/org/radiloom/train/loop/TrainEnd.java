package org.radiloom.train.loop;

/**
 * How a loop ended.
 *
 * @param state where it was
 */
public record TrainEnd(TrainState state, Reason reason) {
    public enum Reason {
        /** All epochs are done. */
        FINISHED,
        /** No better validation result for so long that it gave up. */
        EARLY,
        /** {@link Control} asked for it; the last checkpoint can be resumed. */
        STOPPED
    }
}
