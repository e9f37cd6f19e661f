package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What an epoch has come to so far; kept in checkpoints, so that a resumed epoch reports the same figures.
 *
 * @param loss sum over finite batches
 * @param terms sums by term
 * @param good finite batches
 * @param norms sum over optimiser steps
 * @param steps optimiser steps
 * @param inARow batches that were not finite, just before now
 * @param skipped batches that were not finite
 */
public record EpochSums(
        double loss,
        SequencedMap<String, Double> terms,
        int good,
        double norms,
        int steps,
        int samples,
        int inARow,
        int skipped,
        double seconds,
        double processorSeconds) {
    static final EpochSums NONE = new EpochSums(0, new LinkedHashMap<>(), 0, 0, 0, 0, 0, 0, 0, 0);

    public EpochSums {
        terms = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(terms));
    }

    EpochSums plus(StepFigures figures, int size) {
        boolean finite = figures.finite();
        LinkedHashMap<String, Double> sums = new LinkedHashMap<>(terms);
        if (finite) {
            figures.terms().forEach((name, value) -> sums.merge(name, value, Double::sum));
        }
        return new EpochSums(
                finite ? loss + figures.loss() : loss,
                sums,
                finite ? good + 1 : good,
                figures.stepped() ? norms + figures.gradientNorm() : norms,
                figures.stepped() ? steps + 1 : steps,
                samples + size,
                finite ? 0 : inARow + 1,
                finite ? skipped : skipped + 1,
                seconds,
                processorSeconds);
    }

    EpochSums plusTime(double moreSeconds, double moreProcessorSeconds) {
        return new EpochSums(
                loss,
                terms,
                good,
                norms,
                steps,
                samples,
                inARow,
                skipped,
                seconds + moreSeconds,
                processorSeconds + moreProcessorSeconds);
    }

    double meanLoss() {
        return loss / Math.max(1, good);
    }

    double meanNorm() {
        return norms / Math.max(1, steps);
    }

    SequencedMap<String, Double> meanTerms() {
        LinkedHashMap<String, Double> means = new LinkedHashMap<>();
        terms.forEach((name, sum) -> means.put(name, sum / Math.max(1, good)));
        return means;
    }

    void write(ObjectNode into) {
        into.put("loss", loss)
                .put("good", good)
                .put("norms", norms)
                .put("steps", steps)
                .put("samples", samples)
                .put("inARow", inARow)
                .put("skipped", skipped)
                .put("seconds", seconds)
                .put("processorSeconds", processorSeconds);
        ObjectNode sums = into.putObject("terms");
        terms.forEach(sums::put);
    }

    static EpochSums parse(ObjectNode tree) {
        LinkedHashMap<String, Double> sums = new LinkedHashMap<>();
        tree.path("terms")
                .properties()
                .forEach(e -> sums.put(e.getKey(), e.getValue().asDouble()));
        return new EpochSums(
                tree.path("loss").asDouble(),
                sums,
                tree.path("good").asInt(),
                tree.path("norms").asDouble(),
                tree.path("steps").asInt(),
                tree.path("samples").asInt(),
                tree.path("inARow").asInt(),
                tree.path("skipped").asInt(),
                tree.path("seconds").asDouble(),
                tree.path("processorSeconds").asDouble());
    }
}
