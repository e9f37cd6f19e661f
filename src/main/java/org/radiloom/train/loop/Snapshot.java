package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.radiloom.nn.FloatTensor;

/**
 * Everything needed to go on from a moment between two steps, outside the engine.
 *
 * @param use the weights to use: parameters and buffers by name; averaged if the run averages
 * @param weights the weights to go on with; the same map as {@code use} unless the run averages
 * @param optimiser its state by name
 * @param callbacks what callbacks keep, by their name
 */
public record Snapshot(
        TrainState state,
        Map<String, FloatTensor> use,
        Map<String, FloatTensor> weights,
        Map<String, FloatTensor> optimiser,
        Map<String, ObjectNode> callbacks) {
    /** Whether the weights to use are others than those to go on with. */
    public boolean isAveraged() {
        return use != weights;
    }
}
