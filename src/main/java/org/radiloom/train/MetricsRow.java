package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One epoch in figures.
 *
 * @param epoch from 1
 * @param gradientNorm mean over the steps, before clipping
 * @param validation absent when the epoch was not validated
 * @param skipped steps left out because loss or gradient was not finite
 */
record MetricsRow(
        int epoch,
        double lr,
        double trainLoss,
        double gradientNorm,
        @Nullable Validation validation,
        double seconds,
        double samplesPerSecond,
        int skipped) {
    static final String HEADER =
            "epoch,lr,trainLoss,gradientNorm,valLoss,valDice,valIou,valPrecision,valRecall,seconds,samplesPerSecond,skipped";

    /** Figures of the validation patients: means over patients, on every n-th slice of the working grid. */
    record Validation(double loss, double dice, double iou, double precision, double recall, int patients) {}

    String line() {
        String of = validation == null
                ? ",,,,"
                : String.format(
                        Locale.ROOT,
                        "%.6f,%.6f,%.6f,%.6f,%.6f",
                        validation.loss,
                        validation.dice,
                        validation.iou,
                        validation.precision,
                        validation.recall);
        return String.format(
                Locale.ROOT,
                "%d,%.8f,%.6f,%.4f,%s,%.2f,%.2f,%d",
                epoch,
                lr,
                trainLoss,
                gradientNorm,
                of,
                seconds,
                samplesPerSecond,
                skipped);
    }

    ObjectNode event() {
        ObjectNode event = TrainEvents.event("metrics")
                .put("epoch", epoch)
                .put("lr", lr)
                .put("trainLoss", trainLoss)
                .put("gradientNorm", gradientNorm)
                .put("seconds", seconds)
                .put("samplesPerSecond", samplesPerSecond)
                .put("skipped", skipped);
        if (validation != null) {
            event.put("valLoss", validation.loss)
                    .put("valDice", validation.dice)
                    .put("valIou", validation.iou)
                    .put("valPrecision", validation.precision)
                    .put("valRecall", validation.recall)
                    .put("valPatients", validation.patients);
        }
        return event;
    }
}
