package org.radiloom.train.evaluation.classify;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of a classifier, by the names that evaluation files use. */
public enum ClassFigure {
    ACCURACY("accuracy", "accuracy", s -> s.confusion().accuracy()),
    BALANCED_ACCURACY(
            "balancedAccuracy", "balanced accuracy", s -> s.confusion().balancedAccuracy()),
    WORST_RECALL("worstRecall", "worst recall", ClassScores::worstRecall),
    BEST_WORST_GAP("bestWorstGap", "best minus worst recall", s -> s.confusion().bestWorstGap()),
    KAPPA_QUADRATIC("kappaQuadratic", "quadratic kappa", s -> s.confusion().kappaQuadratic()),
    AUC("auc", "AUC", ClassScores::auc),
    AUC_MACRO("aucMacro", "AUC, mean of each against the rest", ClassScores::aucMacro),
    F1("f1", "F1, mean of classes", s -> s.confusion().macro().f1()),
    PRECISION_MACRO("precisionMacro", "precision, mean of classes", s -> s.confusion()
            .macro()
            .precision()),
    ECE("ece", "calibration error (ECE)", s -> s.calibrated().ece()),
    BRIER("brier", "Brier score", s -> s.calibrated().brier()),
    NLL("nll", "negative log-likelihood", s -> s.calibrated().nll()),
    ECE_BEFORE("eceBefore", "ECE before the temperature", s -> s.uncalibrated().ece()),
    BRIER_BEFORE("brierBefore", "Brier score before it", s -> s.uncalibrated().brier()),
    NLL_BEFORE("nllBefore", "log-likelihood before it", s -> s.uncalibrated().nll());

    private final String key;
    private final String title;
    private final ToDoubleFunction<ClassScores> of;

    ClassFigure(String key, String title, ToDoubleFunction<ClassScores> of) {
        this.key = key;
        this.title = title;
        this.of = of;
    }

    /** Name in evaluation files. */
    public String key() {
        return key;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Whether a smaller value is a better one. */
    public boolean lowerIsBetter() {
        return this == BEST_WORST_GAP || ordinal() >= ECE.ordinal();
    }

    /** Value for some cases; NaN when it does not exist. */
    public double of(ClassScores scores) {
        return of.applyAsDouble(scores);
    }

    /** The figure of that name in evaluation files. */
    public static Optional<ClassFigure> named(String key) {
        return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
    }
}
