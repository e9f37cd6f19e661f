package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/**
 * One way through the network in a step: forward, summed loss, backward, and a step of the groups that learn in it.
 *
 * <p>A classifier or segmenter has one. Networks against each other have one each, in order: the second sees what the
 * first one's step has changed.
 *
 * @param name unique within a step
 * @param groups names of the {@link ParamGroup}s that learn in it; all others are frozen meanwhile
 * @param terms at least one
 */
public record Pass(String name, List<String> groups, Forward forward, List<LossTerm> terms) {
    public Pass {
        groups = List.copyOf(groups);
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("the pass " + name + " has no loss");
        }
    }

    /** Runs the network on a batch. */
    @FunctionalInterface
    public interface Forward {
        /**
         * @param context has the input and the targets; training is on
         * @return what the losses look at, by name, such as {@code logits}
         */
        Map<String, NDArray> run(StepContext context);
    }
}
