package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.job.Progress;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.metric.Roc;
import org.radiloom.metric.TemperatureScaling;
import org.radiloom.model.Aggregation;
import org.radiloom.nn.classify.Classifier;

/**
 * Judges a classifier between epochs: every sample without random changes, patches covering their region; the
 * probabilities of its patches put together are the sample's, and for a unit {@code patient} those of a patient's samples
 * the patient's.
 */
public final class ClassificationValidator {
    private static final double LEAST = 1e-12;

    private final List<PictureSample> samples;
    private final PictureCutter cutter;
    private final boolean perPatient;
    private final Aggregation.Rule pool;

    /**
     * @param unit {@code image} or {@code patient}
     * @param pool how answers are put together
     */
    public ClassificationValidator(
            List<PictureSample> samples, PictureCutter cutter, String unit, Aggregation.Rule pool) {
        this.samples = List.copyOf(samples);
        this.cutter = cutter;
        this.perPatient = unit.equals("patient");
        this.pool = pool;
    }

    /** Whether there is anything to judge on. */
    public boolean hasSamples() {
        return !samples.isEmpty();
    }

    /**
     * What the network says of each unit.
     *
     * @param names of samples or patients
     * @param truth class of each
     * @param probabilities (units, K)
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answers(List<String> names, int[] truth, double[][] probabilities) {}

    /** Gradient recording must be off on this thread; a value for each of {@link ClassificationFigures#NAMES}. */
    public SequencedMap<String, Double> run(Classifier network, Progress progress) {
        return figures(answers(network, progress));
    }

    /** Gradient recording must be off on this thread. */
    public Answers answers(Classifier network, Progress progress) {
        LinkedHashMap<String, List<double[]>> byUnit = new LinkedHashMap<>();
        LinkedHashMap<String, Integer> truth = new LinkedHashMap<>();
        List<double[][]> scores = new SampleScores(network, cutter).of(samples, progress);
        for (int at = 0; at < samples.size(); at++) {
            PictureSample sample = samples.get(at);
            String unit = perPatient ? sample.patientId() : sample.sampleId();
            List<double[]> rows = Arrays.stream(scores.get(at))
                    .map(row -> TemperatureScaling.probabilities(row, 1))
                    .toList();
            byUnit.computeIfAbsent(unit, u -> new ArrayList<>()).add(pool.of(rows));
            truth.putIfAbsent(unit, sample.label());
        }
        double[][] rows = byUnit.values().stream().map(pool::of).toArray(double[][]::new);
        return new Answers(
                List.copyOf(byUnit.keySet()),
                truth.values().stream().mapToInt(label -> label).toArray(),
                rows);
    }

    /** The figures of answers. */
    static SequencedMap<String, Double> figures(Answers answers) {
        int[] truth = answers.truth;
        double[][] p = answers.probabilities;
        int classes = p[0].length;
        int[] chosen = new int[truth.length];
        double loss = 0;
        for (int at = 0; at < truth.length; at++) {
            for (int c = 1; c < classes; c++) {
                chosen[at] = p[at][c] > p[at][chosen[at]] ? c : chosen[at];
            }
            loss -= Math.log(Math.max(LEAST, p[at][truth[at]])) / truth.length;
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(classes, truth, chosen);
        double worst = Double.NaN;
        for (int c = 0; c < classes; c++) {
            double recall = matrix.recall(c);
            worst = Double.isNaN(recall) || worst <= recall ? worst : recall;
        }
        LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
        double[] values = {
            loss, matrix.accuracy(), matrix.balancedAccuracy(), Roc.macroAuc(p, truth), matrix.kappaQuadratic(), worst
        };
        for (int at = 0; at < values.length; at++) {
            figures.put(ClassificationFigures.NAMES.get(at), values[at]);
        }
        return figures;
    }
}
