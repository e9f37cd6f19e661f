package org.radiloom.train.anomaly;

import org.radiloom.nn.anomaly.Round;

/**
 * What happens when in a run, and how much the constraints count.
 *
 * @param featureEpochs in which the network of the features learns, before anything else; 0 if it does not
 * @param firstEpochs of what comes before the detector as a whole learns; 0 for a detector without such a stage
 * @param lastEpochs of the rest
 */
public record AnomalyPlan(int featureEpochs, int firstEpochs, int lastEpochs, MaddrTerms terms) {
    public AnomalyPlan {
        if (featureEpochs < 0 || firstEpochs < 0 || lastEpochs < 1) {
            throw new IllegalArgumentException(featureEpochs + ", " + firstEpochs + ", " + lastEpochs + " epochs");
        }
    }

    /** Of the whole run. */
    public int epochs() {
        return featureEpochs + firstEpochs + lastEpochs;
    }

    /** @param epoch from 0 */
    Round.Stage stage(int epoch) {
        if (epoch < featureEpochs) {
            return Round.Stage.FEATURES;
        }
        return epoch < featureEpochs + firstEpochs ? Round.Stage.FIRST : Round.Stage.LAST;
    }
}
