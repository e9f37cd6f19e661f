package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws samples so that every class comes up equally often: first a class, uniformly among those that have samples, then
 * one of its samples. A sample may come up again and again.
 *
 * @param <T> what stands for a sample
 */
public final class BalancedSampler<T> {
    private final List<List<T>> classes = new ArrayList<>();

    /** @param byClass the samples of each class; empty classes are never drawn, but not all may be empty */
    public BalancedSampler(List<? extends List<? extends T>> byClass) {
        for (List<? extends T> members : byClass) {
            if (!members.isEmpty()) {
                classes.add(List.copyOf(members));
            }
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no class has a sample");
        }
    }

    /** The next sample of a stream; the same stream gives the same samples. */
    public T next(SplittableRandom random) {
        List<T> members = classes.get(random.nextInt(classes.size()));
        return members.get(random.nextInt(members.size()));
    }
}
