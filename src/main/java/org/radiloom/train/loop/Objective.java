package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.radiloom.job.Progress;

/**
 * What is trained: a network's arrays by name, how a batch becomes a loss, and how the result is judged.
 *
 * <p>It owns no optimiser and no state between steps besides the arrays it names. The loop uses it from one thread.
 */
public interface Objective {
    /** The owner of the arrays; each step computes in a sub-manager of it. */
    NDManager manager();

    /** Everything that may learn, by dotted name; the same arrays every time. */
    SequencedMap<String, NDArray> parameters();

    /** What is kept with the weights but does not learn (batch-norm statistics), by dotted name. */
    SequencedMap<String, NDArray> buffers();

    /** The parameters in groups; together they are all of {@link #parameters}. */
    List<ParamGroup> groups();

    /**
     * Freezes these groups (their parameters need no gradient, their batch norms neither use nor move batch
     * statistics) and frees all others.
     */
    void freeze(Set<String> groups);

    /**
     * Groups that do not learn in an epoch, besides those held in the first of two stages.
     *
     * @param epoch from 0
     */
    default Set<String> frozen(int epoch) {
        return Set.of();
    }

    /**
     * Groups whose optimiser is not the run's: one of {@link OptimSettings#NAMES} by group. A pass must not move groups of
     * different optimisers.
     */
    default Map<String, String> optimisers() {
        return Map.of();
    }

    /** Whether there is anything to judge after an epoch, from 0; not while only parts learn. */
    default boolean judges(int epoch) {
        return true;
    }

    /**
     * What is done with each batch, in order; nearly always one pass, and the same list.
     *
     * @param step optimiser steps done so far in the run; an objective may train one part more often than another
     */
    List<Pass> passes(long step);

    /** What takes part beside its losses; the loop asks once and puts them before those that were added to it. */
    default List<Callback> callbacks() {
        return List.of();
    }

    /** The names of what {@link #validate} returns, in order; empty if there is nothing to validate on. */
    List<String> figures();

    /** Which figure decides; empty exactly if there are no figures. */
    Optional<Monitor> monitor();

    /**
     * Judges the network as it is; gradient recording is off.
     *
     * @return a value for every name of {@link #figures}
     */
    SequencedMap<String, Double> validate(Progress progress);
}
