package org.radiloom.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The optimiser and its schedule.
 *
 * @param name one of {@link #NAMES}
 * @param beta1 of Adam
 * @param beta2 of Adam
 * @param epsilon of Adam
 * @param weightDecay pull of the weights towards 0
 * @param decoupled weight decay beside the gradient (AdamW, and not on vectors) instead of in it
 * @param schedule one of {@link LrSchedule#KINDS}
 * @param minLr where the cosine ends, and the least that a plateau leaves
 * @param frozenEpochs length of the first stage, in which groups that are held learn nothing; 0 for none
 * @param groupFactors learning rate of a parameter group relative to {@code lr}; groups without an entry have 1
 * @param clipNorm largest global norm of a step's gradient; 0 for no limit
 */
public record OptimSettings(
        String name,
        double lr,
        double beta1,
        double beta2,
        double epsilon,
        Sgd sgd,
        RmsProp rmsprop,
        double weightDecay,
        boolean decoupled,
        String schedule,
        double minLr,
        double warmupEpochs,
        int stepEvery,
        double stepFactor,
        Plateau plateau,
        int frozenEpochs,
        double frozenLr,
        Map<String, Double> groupFactors,
        double clipNorm) {
    /** Names of the optimisers. */
    public static final Set<String> NAMES = Set.of("adam", "sgd", "rmsprop");

    /** @param momentum share of the last step that the next one keeps; 0 for none */
    public record Sgd(double momentum) {}

    /**
     * @param rho how long squares of gradients are remembered
     * @param epsilon added to their mean, under the root
     */
    public record RmsProp(double rho, double epsilon) {}

    /**
     * The schedule {@code plateau}.
     *
     * @param factor what the rate is multiplied by
     * @param patience validations without a better result that are waited through before
     */
    public record Plateau(double factor, int patience) {}

    public OptimSettings {
        groupFactors = Collections.unmodifiableMap(new LinkedHashMap<>(groupFactors));
    }

    /** Adam at a constant rate, one stage, the usual constants, clipped at a norm of 5. */
    public static OptimSettings adam(double lr) {
        return new OptimSettings(
                "adam",
                lr,
                0.9,
                0.999,
                1e-8,
                new Sgd(0.9),
                new RmsProp(0.9, 1e-10),
                0,
                true,
                "constant",
                0,
                0,
                1,
                1,
                new Plateau(0.5, 5),
                0,
                lr,
                Map.of(),
                5);
    }

    /** The same with another optimiser, one of {@link #NAMES}. */
    OptimSettings named(String other) {
        return new OptimSettings(
                other,
                lr,
                beta1,
                beta2,
                epsilon,
                sgd,
                rmsprop,
                weightDecay,
                decoupled,
                schedule,
                minLr,
                warmupEpochs,
                stepEvery,
                stepFactor,
                plateau,
                frozenEpochs,
                frozenLr,
                groupFactors,
                clipNorm);
    }

    /** The same, falling to {@code least} along a cosine. */
    public OptimSettings withCosine(double least) {
        return new OptimSettings(
                name,
                lr,
                beta1,
                beta2,
                epsilon,
                sgd,
                rmsprop,
                weightDecay,
                decoupled,
                "cosine",
                least,
                warmupEpochs,
                stepEvery,
                stepFactor,
                plateau,
                frozenEpochs,
                frozenLr,
                groupFactors,
                clipNorm);
    }
}
