package org.radiloom.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.nn.FloatTensor;

/**
 * Samples ready for the network; plain Java memory, made on a loader thread.
 *
 * @param input (size, ...), what the network is shown
 * @param targets by name, each (size, ...): masks, labels, weights; whatever the losses ask for
 */
public record Batch(FloatTensor input, SequencedMap<String, FloatTensor> targets) {
    public Batch {
        targets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets));
        long size = input.shape()[0];
        for (Map.Entry<String, FloatTensor> target : targets.entrySet()) {
            if (target.getValue().shape()[0] != size) {
                throw new IllegalArgumentException(
                        "the target " + target.getKey() + " has another number of samples than the input");
            }
        }
    }

    /** A batch with one target. */
    public static Batch of(FloatTensor input, String name, FloatTensor target) {
        LinkedHashMap<String, FloatTensor> targets = new LinkedHashMap<>();
        targets.put(name, target);
        return new Batch(input, targets);
    }

    /** Number of samples. */
    public int size() {
        return Math.toIntExact(input.shape()[0]);
    }

    /** The target of that name. */
    public FloatTensor target(String name) {
        FloatTensor target = targets.get(name);
        if (target == null) {
            throw new IllegalArgumentException("no target " + name + ", only " + targets.keySet());
        }
        return target;
    }
}
