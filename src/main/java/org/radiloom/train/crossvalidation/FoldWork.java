package org.radiloom.train.crossvalidation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.classify.ImageAnswer;

/** What is done for each fold; a cross-validation only keeps the books. */
public interface FoldWork {
    /**
     * Trains a fold, or goes on with it.
     *
     * @param changes settings of this fold, by dotted key
     * @param run the run folder; holds nothing, or a run with a checkpoint
     * @param resume whether it holds one
     * @return false if it was stopped and can be gone on with
     * @throws Problem if data or settings cannot be used
     */
    boolean train(Map<String, String> changes, Path run, boolean resume) throws Problem;

    /**
     * What a trained run says of the pictures that it did not learn from.
     *
     * @throws Problem if the checkpoint or the data cannot be read
     */
    Answers answers(Path run) throws Problem;

    /**
     * @param classes names, in order of their index
     * @param validation the run's validation part; may be empty
     * @param test the part kept out
     */
    record Answers(List<String> classes, List<ImageAnswer> validation, List<ImageAnswer> test) {
        public Answers {
            classes = List.copyOf(classes);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }

    /** Told after each fold; {@code kept} if it was finished before. */
    void finished(FoldResult fold, boolean kept);
}
