package org.radiloom.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which classes cannot be ruled out: every class whose calibrated probability reaches a threshold, chosen so that the
 * true class is in the set as often as promised.
 *
 * <p>Split conformal prediction with the score 1 - p(truth), which gives the smallest sets on average: Sadinle, Lei and
 * Wasserman 2019, Least Ambiguous Set-Valued Classifiers (arXiv:1609.00451); the finite-sample rank is that of Vovk,
 * Gammerman and Shafer 2005. The promise holds over patients like those that the threshold was found on, not for each
 * class by itself. A set is never empty: the most probable class is always in it, which can only raise the coverage.
 */
public final class PredictionSets {
    private PredictionSets() {}

    /**
     * The least probability with which a class belongs into the set.
     *
     * @param ofTruth probability that each patient's true class was given, by a model that never saw the patient; one per
     *     patient, in [0, 1]
     * @param coverage share of sets that must hold the truth, in (0, 1)
     * @return in [0, 1]: the ⌈(n + 1)·coverage⌉-th largest of {@code ofTruth}; 0 (every class is in every set) when there
     *     are too few patients for the promise
     */
    public static double threshold(double[] ofTruth, double coverage) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("coverage " + coverage);
        }
        // the tolerance keeps (9 + 1) · 0.9 from becoming 9.000000000000002
        int rank = (int) Math.ceil((ofTruth.length + 1) * coverage - 1e-9);
        if (rank > ofTruth.length) {
            return 0;
        }
        double[] sorted = ofTruth.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - rank];
    }

    /**
     * The set of one case, most probable class first.
     *
     * @param probabilities (K)
     * @param threshold as {@link #threshold} gives it
     * @return at least one class index
     */
    public static List<Integer> of(double[] probabilities, double threshold) {
        List<Integer> byProbability = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -probabilities[c]))
                .toList();
        int most = byProbability.getFirst();
        return byProbability.stream()
                .filter(c -> c == most || probabilities[c] >= threshold)
                .toList();
    }
}
