package org.radiloom.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The optimiser and its schedule.
 *
 * @param decoupled weight decay beside the gradient (AdamW) instead of in it
 * @param schedule constant, cosine or step
 * @param frozenEpochs length of the first stage, in which groups that are held learn nothing; 0 for none
 * @param groupFactors learning rate of a parameter group relative to {@code lr}; groups without an entry have 1
 * @param clipNorm largest global norm of a step's gradient; 0 for no limit
 */
public record OptimSettings(
        double lr,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean decoupled,
        String schedule,
        double minLr,
        double warmupEpochs,
        int stepEvery,
        double stepFactor,
        int frozenEpochs,
        double frozenLr,
        Map<String, Double> groupFactors,
        double clipNorm) {
    public OptimSettings {
        groupFactors = Collections.unmodifiableMap(new LinkedHashMap<>(groupFactors));
    }
}
