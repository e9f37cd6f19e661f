package org.radiloom.train.evaluation.classify;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.radiloom.metric.TemperatureScaling;

/**
 * What a model that never saw the patient said about one image.
 *
 * @param id sample id of the image
 * @param patient all images of a patient are in one fold
 * @param repeat of the cross-validation, or the seed's place among several, from 0
 * @param fold that the image was kept out in, from 0
 * @param truth class index
 * @param probabilities (K) after temperature scaling, each in [0, 1], summing to 1
 * @param uncalibrated (K) before it; the same numbers when no temperature was fitted
 */
public record ClassPrediction(
        String id,
        String patient,
        int repeat,
        int fold,
        int truth,
        List<Double> probabilities,
        List<Double> uncalibrated) {
    /** Files keep so many digits that a sum may miss 1 by this. */
    private static final double TOLERANCE = 1e-3;

    private static final double LEAST = 1e-12;

    public ClassPrediction {
        probabilities = List.copyOf(probabilities);
        uncalibrated = List.copyOf(uncalibrated);
        if (truth < 0 || truth >= probabilities.size() || uncalibrated.size() != probabilities.size()) {
            throw new IllegalArgumentException("class " + truth + " of " + probabilities.size());
        }
        if (!areProbabilities(probabilities) || !areProbabilities(uncalibrated)) {
            throw new IllegalArgumentException("not probabilities: " + probabilities + ", " + uncalibrated);
        }
    }

    /** Whether numbers are in [0, 1] and sum to 1. */
    static boolean areProbabilities(List<Double> values) {
        return values.stream().allMatch(p -> p >= 0 && p <= 1 + TOLERANCE)
                && Math.abs(values.stream().mapToDouble(p -> p).sum() - 1) <= TOLERANCE;
    }

    /**
     * From a classifier's output.
     *
     * @param logits (K)
     * @param temperature fitted on other patients; 1 if none was
     */
    public static ClassPrediction ofLogits(
            String id, String patient, int repeat, int fold, int truth, double[] logits, double temperature) {
        return new ImageAnswer(id, patient, truth, new double[][] {logits}).prediction(repeat, fold, temperature);
    }

    /** The most probable class; of equals the first. */
    public int predicted() {
        return probabilities.indexOf(Collections.max(probabilities));
    }

    /** Logarithms of the uncalibrated probabilities: logits but for a number that all classes share. */
    double[] logs() {
        return uncalibrated.stream()
                .mapToDouble(p -> Math.log(Math.max(p, LEAST)))
                .toArray();
    }

    /** The same with another temperature; exact for images that are seen whole. */
    ClassPrediction recalibrated(double temperature) {
        return new ClassPrediction(
                id,
                patient,
                repeat,
                fold,
                truth,
                Arrays.stream(TemperatureScaling.probabilities(logs(), temperature))
                        .boxed()
                        .toList(),
                uncalibrated);
    }

    /** The same in another place of a pool. */
    public ClassPrediction inRepeat(int other) {
        return new ClassPrediction(id, patient, other, fold, truth, probabilities, uncalibrated);
    }
}
