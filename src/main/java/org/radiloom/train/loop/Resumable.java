package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/** Everything of a run that changes while it runs, put into snapshots and taken from them. */
final class Resumable {
    private static final double WARM_UP = 10;

    private final Objective objective;
    private final Optimiser optimiser;
    private final List<Callback> callbacks;
    private final double ema;
    private final @Nullable RawCopy averages;

    /** @param ema how much of the averages each step keeps; 0 for none */
    Resumable(Objective objective, Optimiser optimiser, List<Callback> callbacks, double ema) {
        this.objective = objective;
        this.optimiser = optimiser;
        this.callbacks = callbacks;
        this.ema = ema;
        this.averages = ema == 0 ? null : new RawCopy(objective.parameters().values());
        if (averages != null) {
            averages.take();
        }
    }

    /**
     * After an optimiser step: the averages follow the weights, faster at first so that the start values are forgotten.
     *
     * @param step steps done, from 1
     */
    void stepped(long step) {
        if (averages != null) {
            averages.approach(Math.min(ema, (1.0 + step) / (WARM_UP + step)));
        }
    }

    /** Work that may fail. */
    interface Work<T> {
        T run();
    }

    /** Runs something while the network holds the weights to use. */
    <T> T withWeightsToUse(Work<T> work) {
        if (averages == null) {
            return work.run();
        }
        averages.exchange();
        try {
            return work.run();
        } finally {
            averages.exchange();
        }
    }

    Snapshot take(TrainState state) {
        Map<String, FloatTensor> weights = Weights.copy(objective.parameters(), objective.buffers());
        Map<String, FloatTensor> use = averages == null
                ? weights
                : withWeightsToUse(() -> Weights.copy(objective.parameters(), objective.buffers()));
        Map<String, ObjectNode> kept = new LinkedHashMap<>();
        for (Callback callback : callbacks) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            callback.save(node);
            kept.put(callback.name(), node);
        }
        return new Snapshot(state, use, weights, optimiser.state(), kept);
    }

    /** @throws Problem naming everything that does not fit */
    TrainState putBack(Snapshot snapshot) throws Problem {
        if (averages != null) {
            Weights.restore(objective.parameters(), objective.buffers(), snapshot.use(), "the last checkpoint");
            averages.take();
        }
        Weights.restore(objective.parameters(), objective.buffers(), snapshot.weights(), "the last checkpoint");
        optimiser.restore(snapshot.optimiser());
        for (Callback callback : callbacks) {
            ObjectNode node = snapshot.callbacks().get(callback.name());
            callback.restore(node == null ? JsonNodeFactory.instance.objectNode() : node);
        }
        return snapshot.state();
    }
}
