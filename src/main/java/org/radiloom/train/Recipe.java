package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Objective;

/** What a task brings to the one training loop: a network with its objective, and what it learns from. Owns the network. */
sealed interface Recipe extends AutoCloseable permits SegmentationRecipe, ClassificationRecipe, AnomalyRecipe {
    /**
     * What every recipe is made from.
     *
     * @param about kept with every checkpoint
     */
    record Setting(
            RunConfig config,
            Manifest manifest,
            Split split,
            RunFolder folder,
            ObjectNode about,
            TrainEvents events,
            Progress progress) {}

    /**
     * Reads the data and makes the network of a configuration's task.
     *
     * @throws Problem if the data cannot be used, or the network cannot be built
     */
    static Recipe of(Setting setting) throws Problem {
        if (setting.config().learnsNormals()) {
            return AnomalyRecipe.of(setting);
        }
        return setting.config().learnsClasses() ? ClassificationRecipe.of(setting) : SegmentationRecipe.of(setting);
    }

    Objective objective();

    Dataset dataset();

    /** How much data there is, by name, for those who follow the run. */
    SequencedMap<String, Long> counts();

    /** Before the first step of a run that does not go on from a checkpoint. */
    void begin() throws Problem;

    /** After the last epoch of a run that was not stopped. */
    default void end() throws Problem {}

    /** Pictures of the validation, drawn after every epoch. */
    default Optional<SamplePictures> pictures() {
        return Optional.empty();
    }

    @Override
    void close();
}
