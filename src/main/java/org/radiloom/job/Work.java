package org.radiloom.job;

import org.radiloom.problem.Problem;

/** A piece of work that a {@link Jobs} runner can run; it returns its result or ends in a {@link Problem}. */
@FunctionalInterface
public interface Work<T> {
    T run(Progress progress) throws Problem;
}
