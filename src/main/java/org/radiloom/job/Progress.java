package org.radiloom.job;

import java.util.concurrent.CancellationException;

/** How work tells its watchers where it is, and learns that it is no longer wanted. */
public interface Progress {
    /** Ignores reports and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(double fraction, String what) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * Says how much is done.
     *
     * @param fraction share of the work that is done, 0 to 1; negative when it is not known
     * @param what the step under way, a short phrase for people ("slice 12 of 93")
     */
    void report(double fraction, String what);

    /** Whether the result is no longer wanted; work looks here at least ten times a second. */
    boolean cancelled();

    /** @throws CancellationException if {@link #cancelled()} */
    default void check() {
        if (cancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
