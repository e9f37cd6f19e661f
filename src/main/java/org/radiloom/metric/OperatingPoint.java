package org.radiloom.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A threshold and how a detector does there. Choose it on validation cases and report it on test cases.
 *
 * @param threshold cases that score at least this are called positive
 * @param sensitivity share of positives called positive
 * @param specificity share of negatives called negative
 * @param precision share of calls that are right
 */
public record OperatingPoint(double threshold, double sensitivity, double specificity, double precision) {
    /** Sensitivity + specificity - 1. */
    public double youden() {
        return sensitivity + specificity - 1;
    }

    /** Harmonic mean of precision and sensitivity; 0 if both are 0. */
    public double f1() {
        double sum = precision + sensitivity;
        return sum == 0 ? 0 : 2 * precision * sensitivity / sum;
    }

    /**
     * The threshold of the greatest Youden index; of equals the highest.
     *
     * <p>Source: Youden 1950, Index for rating diagnostic tests.
     *
     * @param scores (N), higher means positive; no NaN
     * @param positive (N)
     * @return empty if there are no positives or no negatives
     */
    public static Optional<OperatingPoint> youden(double[] scores, boolean[] positive) {
        return best(scores, positive, OperatingPoint::youden);
    }

    /** The threshold of the greatest F1; of equals the highest. */
    public static Optional<OperatingPoint> f1Max(double[] scores, boolean[] positive) {
        return best(scores, positive, OperatingPoint::f1);
    }

    /** How a given threshold does; empty if there are no positives or no negatives. Without a call the precision is 0. */
    public static Optional<OperatingPoint> at(double threshold, double[] scores, boolean[] positive) {
        Ranked ranked = Ranked.descending(scores, positive);
        if (ranked.positives() == 0 || ranked.negatives() == 0) {
            return Optional.empty();
        }
        long found = 0;
        long wrong = 0;
        for (int group = 0; group < ranked.groups() && ranked.score(group) >= threshold; group++) {
            found += ranked.positives(group);
            wrong += ranked.negatives(group);
        }
        return Optional.of(point(threshold, found, wrong, ranked));
    }

    private static Optional<OperatingPoint> best(
            double[] scores, boolean[] positive, ToDoubleFunction<OperatingPoint> index) {
        Ranked ranked = Ranked.descending(scores, positive);
        if (ranked.positives() == 0 || ranked.negatives() == 0) {
            return Optional.empty();
        }
        Optional<OperatingPoint> best = Optional.empty();
        long found = 0;
        long wrong = 0;
        for (int group = 0; group < ranked.groups(); group++) {
            found += ranked.positives(group);
            wrong += ranked.negatives(group);
            OperatingPoint point = point(ranked.score(group), found, wrong, ranked);
            if (best.isEmpty() || index.applyAsDouble(point) > index.applyAsDouble(best.get())) {
                best = Optional.of(point);
            }
        }
        return best;
    }

    private static OperatingPoint point(double threshold, long found, long wrong, Ranked ranked) {
        return new OperatingPoint(
                threshold,
                (double) found / ranked.positives(),
                1 - (double) wrong / ranked.negatives(),
                found + wrong == 0 ? 0 : (double) found / (found + wrong));
    }
}
