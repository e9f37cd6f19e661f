package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.metric.TemperatureScaling;

/**
 * What a network said of one image, before any temperature.
 *
 * @param truth class index
 * @param logits (rows, K): one row for an image that is seen whole, one per patch else; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageAnswer(String id, String patient, int truth, double[][] logits) {
    /**
     * As a prediction: the mean over the rows of softmax(logits / T).
     *
     * @param temperature fitted on other patients; 1 if none was
     */
    public ClassPrediction prediction(int repeat, int fold, double temperature) {
        return new ClassPrediction(
                id,
                patient,
                repeat,
                fold,
                truth,
                boxed(TemperatureScaling.mean(logits, temperature)),
                boxed(TemperatureScaling.mean(logits, 1)));
    }

    /**
     * The temperature that makes the probabilities of these cases most likely.
     *
     * @param validation answers on patients that the network did not learn from; may be empty
     * @param unit what a case is; all rows of a patient weigh the same
     * @return 1 if fewer than two classes are there
     */
    public static double temperature(List<ImageAnswer> validation, ClassUnit unit) {
        Map<String, List<ImageAnswer>> cases = new LinkedHashMap<>();
        for (ImageAnswer each : validation) {
            cases.computeIfAbsent(unit == ClassUnit.PATIENT ? each.patient : each.id, c -> new ArrayList<>())
                    .add(each);
        }
        return TemperatureScaling.fitMeans(
                cases.values().stream()
                        .map(images -> images.stream()
                                .flatMap(image -> Arrays.stream(image.logits))
                                .toArray(double[][]::new))
                        .toList(),
                cases.values().stream()
                        .mapToInt(images -> images.getFirst().truth)
                        .toArray());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
