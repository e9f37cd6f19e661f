package org.radiloom.nn.classify;

import org.jspecify.annotations.Nullable;
import org.radiloom.nn.icfd.IcfdSpec;

/**
 * A whole grading network: the classifier and what comes before it. With the weights it is the model; configurations,
 * checkpoints and model cards hold it as it stands.
 *
 * @param classifier what gives the class
 * @param icfd what takes the picture apart before that; off where older files say nothing
 */
public record GradingSpec(ClassifierSpec classifier, IcfdSpec icfd) {
    public GradingSpec(ClassifierSpec classifier, @Nullable IcfdSpec icfd) {
        this.classifier = classifier;
        this.icfd = icfd == null ? IcfdSpec.off() : icfd;
    }

    /** The classifier alone. */
    public static GradingSpec of(ClassifierSpec classifier) {
        return new GradingSpec(classifier, IcfdSpec.off());
    }
}
