package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.radiloom.problem.Problem;

/**
 * Where a run is, between two epochs.
 *
 * @param epoch epochs done
 * @param step optimiser steps done
 * @param best best validation Dice so far; -1 before the first validation
 * @param bestEpoch epoch (from 1) of the best
 * @param lrFactor what the NaN policy made of the learning rate
 * @param restores how often it went back
 */
public record TrainState(int epoch, long step, double best, int bestEpoch, double lrFactor, int restores) {
    static final TrainState START = new TrainState(0, 0, -1, 0, 1, 0);

    ObjectNode toJson() {
        return Json.object()
                .put("epoch", epoch)
                .put("step", step)
                .put("best", best)
                .put("bestEpoch", bestEpoch)
                .put("lrFactor", lrFactor)
                .put("restores", restores);
    }

    static TrainState parse(ObjectNode tree, String where) throws Problem {
        for (String key : new String[] {"epoch", "step", "best", "bestEpoch", "lrFactor", "restores"}) {
            if (!tree.path(key).isNumber()) {
                throw Problem.input(
                        "checkpoint.state", "The checkpoint " + where + " has no " + key + ".", "Use another one.");
            }
        }
        return new TrainState(
                tree.path("epoch").asInt(),
                tree.path("step").asLong(),
                tree.path("best").asDouble(),
                tree.path("bestEpoch").asInt(),
                tree.path("lrFactor").asDouble(),
                tree.path("restores").asInt());
    }
}
