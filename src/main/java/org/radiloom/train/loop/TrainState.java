package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * Where a run is, between two optimiser steps.
 *
 * @param epoch epochs done
 * @param batch batches of the next epoch done; 0 between epochs
 * @param step optimiser steps done
 * @param best the monitored validation figure at its best; none before the first validation
 * @param bestEpoch epoch (from 1) of the best; 0 for none
 * @param lrFactor what the policy for numbers that are not finite made of the learning rate
 * @param restores how often it went back
 * @param plateau of the schedule of that name
 * @param sums of the epoch under way
 */
public record TrainState(
        int epoch,
        int batch,
        long step,
        @Nullable Double best,
        int bestEpoch,
        double lrFactor,
        int restores,
        PlateauState plateau,
        EpochSums sums) {
    static final TrainState START = new TrainState(0, 0, 0, null, 0, 1, 0, PlateauState.START, EpochSums.NONE);

    TrainState after(StepFigures figures, int size) {
        return new TrainState(
                epoch,
                batch + 1,
                figures.stepped() ? step + 1 : step,
                best,
                bestEpoch,
                lrFactor,
                restores,
                plateau,
                sums.plus(figures, size));
    }

    TrainState plusTime(Stopwatch watch) {
        return withSums(sums.plusTime(watch.seconds(), watch.processorSeconds()));
    }

    private TrainState withSums(EpochSums changed) {
        return new TrainState(epoch, batch, step, best, bestEpoch, lrFactor, restores, plateau, changed);
    }

    /** After a return to this state because numbers were not finite. */
    TrainState restored(double factor, int times) {
        return new TrainState(epoch, batch, step, best, bestEpoch, factor, times, plateau, sums);
    }

    /** Between epochs. */
    TrainState nextEpoch(@Nullable Double newBest, int newBestEpoch, PlateauState newPlateau) {
        return new TrainState(
                epoch + 1, 0, step, newBest, newBestEpoch, lrFactor, restores, newPlateau, EpochSums.NONE);
    }

    /** As JSON, without loss. */
    public ObjectNode toJson() {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("epoch", epoch)
                .put("batch", batch)
                .put("step", step)
                .put("best", best)
                .put("bestEpoch", bestEpoch)
                .put("lrFactor", lrFactor)
                .put("restores", restores);
        plateau.write(tree.putObject("plateau"));
        sums.write(tree.putObject("sums"));
        return tree;
    }

    /**
     * Reads what {@link #toJson} wrote; other keys are ignored.
     *
     * @param where what to call the origin in a message
     * @throws Problem if something is missing
     */
    public static TrainState parse(ObjectNode tree, String where) throws Problem {
        for (String key : new String[] {"epoch", "batch", "step", "bestEpoch", "lrFactor", "restores"}) {
            if (!tree.path(key).isNumber()) {
                throw Problem.input(
                        "checkpoint.state", "The checkpoint " + where + " has no " + key + ".", "Use another one.");
            }
        }
        return new TrainState(
                tree.path("epoch").asInt(),
                tree.path("batch").asInt(),
                tree.path("step").asLong(),
                tree.path("best").isNumber() ? tree.path("best").asDouble() : null,
                tree.path("bestEpoch").asInt(),
                tree.path("lrFactor").asDouble(),
                tree.path("restores").asInt(),
                tree.path("plateau") instanceof ObjectNode plateau ? PlateauState.parse(plateau) : PlateauState.START,
                tree.path("sums") instanceof ObjectNode sums ? EpochSums.parse(sums) : EpochSums.NONE);
    }
}
