package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;

/** Probabilities from scores. */
final class Softmax {
    private Softmax() {}

    /** softmax(logits[from … from + n) / temperature). */
    static double[] of(float[] logits, int from, int n, double temperature) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < n; c++) {
            most = Math.max(most, logits[from + c]);
        }
        double[] result = new double[n];
        double sum = 0;
        for (int c = 0; c < n; c++) {
            result[c] = Math.exp((logits[from + c] - most) / temperature);
            sum += result[c];
        }
        for (int c = 0; c < n; c++) {
            result[c] /= sum;
        }
        return result;
    }

    static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double v : values) {
            list.add(v);
        }
        return list;
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
