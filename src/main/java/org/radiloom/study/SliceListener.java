package org.radiloom.study;

import org.radiloom.problem.Problem;

/** Is told when a slice has been read; called on the executor that the {@link SeriesLoader} delivers on. */
public interface SliceListener {
    /** Slice {@code k} is in memory now. */
    void loaded(int k);

    /** Slice {@code k} cannot be read; the others go on. */
    default void failed(int k, Problem problem) {}
}
