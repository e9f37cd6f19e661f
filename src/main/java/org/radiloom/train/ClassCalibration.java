package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.job.Progress;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.metric.PredictionSets;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.RunPredictor;
import org.radiloom.train.evaluation.classify.ClassUnit;
import org.radiloom.train.evaluation.classify.ImageAnswer;
import org.radiloom.train.run.DiskProblems;

/**
 * What the validation part of a run says of its classifier's probabilities: {@code report/calibration.json} of the run
 * folder. The epoch was chosen on the same part, so the figures flatter a little.
 *
 * @param temperature that the logits are divided by; 1 if it was not fitted
 * @param setThreshold least probability of a class in a set of classes that holds the truth in 9 of 10 cases; 0 puts every
 *     class in, as it must where there are too few cases
 * @param recalls of each class; NaN for a class without a case
 * @param cases patients or images that were judged
 */
record ClassCalibration(double temperature, double setThreshold, List<Double> recalls, int cases) {
    /** Share of cases whose true class a set is meant to hold. */
    static final double COVERAGE = 0.9;

    /** Nothing is known. */
    static final ClassCalibration NONE = new ClassCalibration(1, 0, List.of(), 0);

    ClassCalibration {
        recalls = List.copyOf(recalls);
    }

    /** Asks the best weights of a run about its validation part, which has at least one sample. */
    static ClassCalibration of(RunFolder run, Manifest manifest, Split split, Progress progress) throws Problem {
        String checkpoint = Files.isDirectory(run.checkpoint("best")) ? "best" : "last";
        RunConfig config = run.readConfig();
        try (RunPredictor network = RunPredictor.open(run, checkpoint)) {
            return of(
                    network.answers(manifest, split.entries(manifest, Split.Part.VAL), progress),
                    ClassUnit.named(config.train().unit()).orElseThrow(),
                    config.picture().pooling());
        }
    }

    static ClassCalibration of(List<ImageAnswer> answers, ClassUnit unit, Aggregation.Rule pool) {
        double temperature = ImageAnswer.temperature(answers, unit);
        Map<String, List<double[]>> byCase = new LinkedHashMap<>();
        Map<String, Integer> truth = new LinkedHashMap<>();
        for (ImageAnswer answer : answers) {
            String name = unit == ClassUnit.PATIENT ? answer.patient() : answer.id();
            byCase.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(answer.prediction(0, 0, temperature).probabilities().stream()
                            .mapToDouble(p -> p)
                            .toArray());
            truth.putIfAbsent(name, answer.truth());
        }
        int[] truths = truth.values().stream().mapToInt(t -> t).toArray();
        double[][] p = byCase.values().stream().map(pool::of).toArray(double[][]::new);
        int[] chosen = new int[truths.length];
        double[] ofTruth = new double[truths.length];
        for (int at = 0; at < truths.length; at++) {
            for (int c = 1; c < p[at].length; c++) {
                chosen[at] = p[at][c] > p[at][chosen[at]] ? c : chosen[at];
            }
            ofTruth[at] = p[at][truths[at]];
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(p[0].length, truths, chosen);
        List<Double> recalls = new ArrayList<>();
        for (int c = 0; c < p[0].length; c++) {
            recalls.add(matrix.recall(c));
        }
        return new ClassCalibration(temperature, PredictionSets.threshold(ofTruth, COVERAGE), recalls, truths.length);
    }

    /** The calibration of a run; nothing if it was not asked. */
    static ClassCalibration read(RunFolder run) throws Problem {
        Path file = run.calibration();
        if (!Files.exists(file)) {
            return NONE;
        }
        ObjectNode tree = Json.read(file);
        return new ClassCalibration(
                tree.path("temperature").asDouble(1),
                tree.path("setThreshold").asDouble(0),
                tree.path("recalls")
                        .valueStream()
                        .map(r -> r.isNumber() ? r.doubleValue() : Double.NaN)
                        .toList(),
                tree.path("cases").asInt());
    }

    void write(RunFolder run) throws Problem {
        ObjectNode tree = Json.object()
                .put("temperature", temperature)
                .put("coverage", COVERAGE)
                .put("setThreshold", setThreshold)
                .put("cases", cases);
        ArrayNode all = tree.putArray("recalls");
        for (double recall : recalls) {
            if (Double.isFinite(recall)) {
                all.add(recall);
            } else {
                all.addNull();
            }
        }
        try {
            Durable.write(run.calibration(), Json.pretty(tree) + "\n");
        } catch (IOException e) {
            throw DiskProblems.unwritable("The calibration", run.calibration(), e);
        }
    }

    /** Recalls by class name, those that there are. */
    Map<String, Double> reliability(List<String> classes) {
        Map<String, Double> reliability = new LinkedHashMap<>();
        for (int c = 0; c < Math.min(classes.size(), recalls.size()); c++) {
            if (Double.isFinite(recalls.get(c))) {
                reliability.put(classes.get(c), recalls.get(c));
            }
        }
        return reliability;
    }
}
