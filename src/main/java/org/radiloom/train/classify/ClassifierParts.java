package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/** Which parts join a training, and where its boxes come from. */
public final class ClassifierParts {
    private ClassifierParts() {}

    /**
     * The parts that a configuration switches on, in the order in which their losses are listed.
     *
     * @param network what is trained; parts may call it, never own it
     * @param counts training samples of each class
     * @throws Problem if a part cannot work with that network or these data
     */
    public static List<ClassifierPart> of(RunConfig config, Classifier network, List<Long> counts) throws Problem {
        List<ClassifierPart> parts = new ArrayList<>();
        return List.copyOf(parts);
    }

    /**
     * What finds the boxes of training samples; empty if none are asked for.
     *
     * @throws Problem if a model that finds them cannot be used
     */
    public static Optional<BoxFinder> boxes(RunConfig config) throws Problem {
        return config.care().enabled() ? Optional.of(PictureSample::boxes) : Optional.empty();
    }
}
