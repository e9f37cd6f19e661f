package org.radiloom.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/**
 * What a model is, what it may be used on, what it learned from and how well it does: the content of {@code card.json}.
 *
 * @param id folder name of the package, lower case with dashes
 * @param version of this model, changed with every new set of weights
 * @param name for people
 * @param family the method, such as mandi
 * @param intendedUse one or two sentences
 * @param limits what it must not be used for, what it is known to do badly
 * @param bodyParts DICOM body part words that it was made for, such as HEAD; for people, files seldom say
 * @param task what it does, with everything that only models of that kind have
 * @param network the network's settings, read by the package that builds it
 * @param data what it learned from
 * @param metrics figures on patients that took no part in training, by name
 * @param notes what was tried, what brought nothing, what the figures must be compared with
 * @param command the exact command that trained it
 */
public record ModelCard(
        String id,
        String version,
        String name,
        String family,
        String intendedUse,
        List<String> limits,
        List<String> bodyParts,
        CardTask task,
        JsonNode network,
        Data data,
        Map<String, Metric> metrics,
        List<String> notes,
        String command) {
    /** Shown wherever a result of a model is shown. */
    public static final String NOT_FOR_DIAGNOSIS = "Research use only, not for diagnosis.";

    public ModelCard {
        limits = List.copyOf(limits);
        bodyParts = List.copyOf(bodyParts);
        notes = List.copyOf(notes);
        metrics = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metrics));
        if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new IllegalArgumentException("id '" + id + "' is not lower case letters, digits, dots and dashes");
        }
    }

    /**
     * The card with some fields replaced; objects are merged field by field, everything else is replaced whole.
     *
     * @param changes fields by name, as in {@code card.json}
     * @throws Problem {@code model.card} if the result is no card
     */
    public ModelCard with(JsonNode changes) throws Problem {
        return CardJson.changed(this, changes);
    }

    /** What is found, for people. */
    public String label() {
        return task.label();
    }

    /** DICOM modalities that the model was made for. */
    public List<String> dicomModalities() {
        return task.dicomModalities();
    }

    /**
     * The segmentation that the model does.
     *
     * @throws Problem {@code model.task} if it does something else
     */
    public SegmentationTask segmentation() throws Problem {
        if (task instanceof SegmentationTask segmentation) {
            return segmentation;
        }
        throw otherTask(SegmentationTask.WORD);
    }

    /**
     * The grading that the model does.
     *
     * @throws Problem {@code model.task} if it does something else
     */
    public GradingTask grading() throws Problem {
        if (task instanceof GradingTask grading) {
            return grading;
        }
        throw otherTask(GradingTask.WORD);
    }

    /**
     * The search for anomalies that the model does.
     *
     * @throws Problem {@code model.task} if it does something else
     */
    public AnomalyTask anomaly() throws Problem {
        if (task instanceof AnomalyTask anomaly) {
            return anomaly;
        }
        throw otherTask(AnomalyTask.WORD);
    }

    private Problem otherTask(String wanted) {
        return Problem.model(
                "model.task",
                "The model '" + id + "' is for " + task.word() + ", not for " + wanted + ".",
                "Name a model for " + wanted + "; 'radiloom models list' shows the task of each.");
    }

    /** The same card with another network in place of its own. */
    public ModelCard withNetwork(JsonNode other) {
        return new ModelCard(
                id, version, name, family, intendedUse, limits, bodyParts, task, other, data, metrics, notes, command);
    }

    /** The same card without figures. */
    public ModelCard withoutMetrics() {
        return new ModelCard(
                id,
                version,
                name,
                family,
                intendedUse,
                limits,
                bodyParts,
                task,
                network,
                data,
                Map.of(),
                notes,
                command);
    }

    /**
     * The data a model learned from.
     *
     * @param name of the data set
     * @param source where it comes from
     * @param licence under which it may be used
     * @param patients patients per part, such as train, val, test
     * @param splitFingerprint digest of which patient is in which part
     */
    public record Data(
            String name, String source, String licence, Map<String, Integer> patients, String splitFingerprint) {
        public Data {
            patients = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(patients));
        }
    }

    /**
     * One figure with its uncertainty.
     *
     * @param value mean over {@code n}
     * @param ci95 lower and upper end of the 95 % interval
     * @param n how many patients it rests on
     * @param split the part of the data it was measured on
     */
    public record Metric(double value, List<Double> ci95, int n, String split) {
        public Metric {
            ci95 = List.copyOf(ci95);
        }
    }
}
