package org.radiloom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.care.LesionAttention;
import org.radiloom.train.evaluation.ComparisonTable;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.EvaluationFile;
import org.radiloom.train.evaluation.EvaluationJson;
import org.radiloom.train.evaluation.SeedGroup;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluation;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluationFile;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluationJson;
import org.radiloom.train.evaluation.anomaly.AnomalyTable;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.evaluation.classify.ClassEvaluationFile;
import org.radiloom.train.evaluation.classify.ClassEvaluationJson;
import org.radiloom.train.evaluation.classify.ClassTable;
import org.radiloom.train.evaluation.classify.PredictionsCsv;

/** What {@code evaluate} shows and compares: outlines that were judged, or classes. */
sealed interface Verdict {
    /** Of a segmentation. */
    record OfMasks(Evaluation evaluation) implements Verdict {
        @Override
        public ObjectNode json(@Nullable Verdict other) throws Problem {
            ObjectNode tree = EvaluationJson.write(evaluation);
            if (other != null) {
                SeedGroup second = SeedGroup.of(other.masks());
                tree.set("against", EvaluationJson.differences(SeedGroup.of(evaluation), second));
            }
            return tree;
        }
    }

    /**
     * Of a classifier.
     *
     * @param attention how well it looks at lesions, where samples have boxes
     */
    record OfClasses(ClassEvaluation evaluation, Optional<LesionAttention.Summary> attention) implements Verdict {
        OfClasses(ClassEvaluation evaluation) {
            this(evaluation, Optional.empty());
        }

        @Override
        public ObjectNode json(@Nullable Verdict other) throws Problem {
            ObjectNode tree = ClassEvaluationJson.writeAll(evaluation);
            attention.ifPresent(found -> tree.putObject("attention")
                    .put("n", found.n())
                    .put("boxShare", found.boxShare())
                    .put("insideShare", found.insideShare())
                    .put("pointingHits", found.pointingHits()));
            if (other != null) {
                tree.set("against", ClassEvaluationJson.differences(evaluation, other.classes()));
            }
            return tree;
        }
    }

    /** Of a model of anomalies. */
    record OfAnomalies(AnomalyEvaluation evaluation) implements Verdict {
        @Override
        public ObjectNode json(@Nullable Verdict other) throws Problem {
            if (other != null) {
                throw Problem.usage(
                        "evaluate.against",
                        "Evaluations of anomalies are not compared patient by patient.",
                        "Put them into one table with --table.");
            }
            return AnomalyEvaluationJson.write(evaluation);
        }
    }

    /**
     * The evaluation as JSON.
     *
     * @param other to compare with, patient by patient
     * @throws Problem if they cannot be compared
     */
    ObjectNode json(@Nullable Verdict other) throws Problem;

    /**
     * Reads a file that {@code --json} wrote, a table of predictions, or what a folder holds of these.
     *
     * @throws Problem if it is none
     */
    static Verdict read(Path path) throws Problem {
        Path file = EvaluationFile.of(path);
        if (PredictionsCsv.isOne(file)) {
            return new OfClasses(PredictionsCsv.read(file));
        }
        JsonNode tree = EvaluationFile.tree(file);
        if (AnomalyEvaluationFile.isOne(tree)) {
            return new OfAnomalies(AnomalyEvaluationFile.read(tree, file.toString()));
        }
        return ClassEvaluationFile.isOne(tree)
                ? new OfClasses(ClassEvaluationFile.read(tree, file.toString()))
                : new OfMasks(EvaluationFile.read(tree, file));
    }

    /** Several of one kind as Markdown tables. */
    static String table(List<Verdict> verdicts) throws Problem {
        if (verdicts.getFirst() instanceof OfClasses) {
            List<ClassEvaluation> classes = new ArrayList<>();
            for (Verdict each : verdicts) {
                classes.add(each.classes());
            }
            return ClassTable.markdown(classes);
        }
        if (verdicts.getFirst() instanceof OfAnomalies) {
            List<AnomalyEvaluation> anomalies = new ArrayList<>();
            for (Verdict each : verdicts) {
                anomalies.add(each.anomalies());
            }
            return AnomalyTable.markdown(anomalies);
        }
        List<Evaluation> masks = new ArrayList<>();
        for (Verdict each : verdicts) {
            masks.add(each.masks());
        }
        return ComparisonTable.markdown(masks);
    }

    private Evaluation masks() throws Problem {
        if (this instanceof OfMasks masks) {
            return masks.evaluation;
        }
        throw mixed();
    }

    private AnomalyEvaluation anomalies() throws Problem {
        if (this instanceof OfAnomalies anomalies) {
            return anomalies.evaluation;
        }
        throw mixed();
    }

    private ClassEvaluation classes() throws Problem {
        if (this instanceof OfClasses classes) {
            return classes.evaluation;
        }
        throw mixed();
    }

    private static Problem mixed() {
        return Problem.usage(
                "evaluate.kinds",
                "Evaluations of outlines, of classes and of anomalies cannot be compared with each other.",
                "Name evaluations of one kind.");
    }
}
