package org.radiloom.job;

import org.radiloom.problem.Problem;

/** Where a job ends: exactly one of these is called, once, on the executor that the {@link Jobs} runner delivers on. */
public interface Outcome<T> {
    void done(T result);

    void failed(Problem problem);

    /** Called when the work was cancelled. */
    default void cancelled() {}
}
