package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * How often each class is recognised while training, epoch by epoch; adaptive parts of losses read it.
 *
 * <p>Acc_c = correct / total over the epoch's predictions, smoothed as Acc ← m·old + (1-m)·new. A class that did not
 * occur keeps its last value, at first 0.5. Samples blended with others do not count.
 */
public final class ClassAccuracy implements Callback {
    private static final double START = 0.5;

    private final double smoothing;
    private final Predictions predictions;
    private final double[] accuracy;
    private final long[] correct;
    private final long[] total;

    /** What a step predicted. */
    public interface Predictions {
        /**
         * The class chosen for each sample of the batch.
         *
         * @param context after the forward pass
         */
        int[] chosen(StepContext context);

        /** The true class of each sample; negative for one that has none. */
        int[] truth(StepContext context);
    }

    /**
     * @param smoothing m, 0 (the last epoch alone) to below 1
     * @param predictions of the clean or of the adversarial pass
     */
    public ClassAccuracy(int classes, double smoothing, Predictions predictions) {
        if (classes < 1 || !(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException(classes + " classes, smoothing " + smoothing);
        }
        this.smoothing = smoothing;
        this.predictions = predictions;
        accuracy = new double[classes];
        Arrays.fill(accuracy, START);
        correct = new long[classes];
        total = new long[classes];
    }

    /** Smoothed accuracy of a class as of the last epoch, 0 to 1. */
    public double of(int label) {
        return accuracy[label];
    }

    @Override
    public String name() {
        return "classAccuracy";
    }

    @Override
    public void beginEpoch(int epoch) {
        Arrays.fill(correct, 0);
        Arrays.fill(total, 0);
    }

    @Override
    public void afterStep(StepContext context, StepFigures figures) {
        int[] chosen = predictions.chosen(context);
        int[] truth = predictions.truth(context);
        for (int at = 0; at < truth.length; at++) {
            if (truth[at] >= 0 && !context.isMixed(at)) {
                total[truth[at]]++;
                correct[truth[at]] += chosen[at] == truth[at] ? 1 : 0;
            }
        }
    }

    @Override
    public void endEpoch(EpochReport report) {
        for (int label = 0; label < accuracy.length; label++) {
            if (total[label] > 0) {
                double now = (double) correct[label] / total[label];
                accuracy[label] = smoothing * accuracy[label] + (1 - smoothing) * now;
            }
        }
    }

    @Override
    public void save(ObjectNode into) {
        ArrayNode rows = into.putArray("classes");
        for (int label = 0; label < accuracy.length; label++) {
            rows.addObject()
                    .put("accuracy", accuracy[label])
                    .put("correct", correct[label])
                    .put("total", total[label]);
        }
    }

    @Override
    public void restore(ObjectNode from) {
        for (int label = 0; label < accuracy.length; label++) {
            var row = from.path("classes").path(label);
            accuracy[label] = row.path("accuracy").asDouble(START);
            correct[label] = row.path("correct").asLong();
            total[label] = row.path("total").asLong();
        }
    }
}
