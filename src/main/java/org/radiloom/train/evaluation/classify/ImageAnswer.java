package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.metric.TemperatureScaling;
import org.radiloom.model.Aggregation;

/**
 * What a network said of one image, before any temperature.
 *
 * @param truth class index
 * @param logits (rows, K): one row for an image that is seen whole, one per patch else; shared, not copied
 * @param pool how the rows of an image become one, and the images of a patient
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageAnswer(String id, String patient, int truth, double[][] logits, Aggregation.Rule pool) {
    /** Put together by the mean. */
    public ImageAnswer(String id, String patient, int truth, double[][] logits) {
        this(id, patient, truth, logits, Aggregation.Rule.MEAN);
    }

    /**
     * As a prediction: softmax(logits / T) of all rows, put together.
     *
     * @param temperature fitted on other patients; 1 if none was
     */
    public ClassPrediction prediction(int repeat, int fold, double temperature) {
        return new ClassPrediction(id, patient, repeat, fold, truth, boxed(together(temperature)), boxed(together(1)));
    }

    private double[] together(double temperature) {
        return pool.of(Arrays.stream(logits)
                .map(row -> TemperatureScaling.probabilities(row, temperature))
                .toList());
    }

    /** The geometric mean of softmax(s / T) is softmax of the mean of s, over T: one row says the same. */
    private static double[][] rows(List<ImageAnswer> images) {
        double[][] rows =
                images.stream().flatMap(image -> Arrays.stream(image.logits)).toArray(double[][]::new);
        if (images.getFirst().pool != Aggregation.Rule.GEOMETRIC_MEAN) {
            return rows;
        }
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += row[c] / rows.length;
            }
        }
        return new double[][] {mean};
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
                cases.values().stream().map(ImageAnswer::rows).toList(),
                cases.values().stream()
                        .mapToInt(images -> images.getFirst().truth)
                        .toArray());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
