package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.metric.PredictionSets;
import org.radiloom.problem.Problem;

/**
 * What all out-of-fold probabilities together say about a temperature: for the card of a model that is trained on all
 * patients and has none left to ask.
 *
 * <p>A fold's own temperature rests on a validation part of a few patients. This one rests on every patient; how good it is
 * is measured on each fold with a temperature from the other folds of its repeat.
 *
 * @param temperature for use: geometric mean over the repeats
 * @param setThreshold for use with it: least probability of a class in a set at {@link SetCoverage#GOAL}, mean over the repeats
 * @param others the evaluation with every fold's temperature found on the other folds
 */
public record PooledCalibration(double temperature, double setThreshold, ClassResult others) {
    /**
     * Computes it.
     *
     * @return empty for an evaluation of fewer than two folds
     * @throws Problem if repeats judged different patients
     */
    public static Optional<PooledCalibration> of(ClassEvaluation evaluation) throws Problem {
        Map<Integer, List<ClassPrediction>> repeats = new LinkedHashMap<>();
        evaluation.predictions().stream()
                .sorted(Comparator.comparingInt(ClassPrediction::repeat))
                .forEach(p -> repeats.computeIfAbsent(p.repeat(), r -> new ArrayList<>())
                        .add(p));
        double logs = 0;
        List<ClassPrediction> crossed = new ArrayList<>();
        for (List<ClassPrediction> repeat : repeats.values()) {
            int[] folds = repeat.stream()
                    .mapToInt(ClassPrediction::fold)
                    .distinct()
                    .sorted()
                    .toArray();
            if (folds.length < 2) {
                return Optional.empty();
            }
            logs += Math.log(fit(evaluation, repeat)) / repeats.size();
            for (int fold : folds) {
                double fromOthers = fit(
                        evaluation,
                        repeat.stream().filter(p -> p.fold() != fold).toList());
                repeat.stream()
                        .filter(p -> p.fold() == fold)
                        .map(p -> p.recalibrated(fromOthers))
                        .forEach(crossed::add);
            }
        }
        double temperature = Math.exp(logs);
        List<ClassPrediction> scaled = evaluation.predictions().stream()
                .map(p -> p.recalibrated(temperature))
                .toList();
        return Optional.of(new PooledCalibration(
                temperature,
                threshold(CasePool.of(new ClassEvaluation(evaluation.about(), scaled))),
                ClassResult.of(new ClassEvaluation(evaluation.about(), crossed))));
    }

    private static double fit(ClassEvaluation evaluation, List<ClassPrediction> predictions) {
        return ImageAnswer.temperature(
                predictions.stream()
                        .map(p -> new ImageAnswer(
                                p.id(),
                                p.patient(),
                                p.truth(),
                                new double[][] {p.logs()},
                                evaluation.about().pool()))
                        .toList(),
                evaluation.about().unit());
    }

    private static double threshold(CasePool pool) {
        double sum = 0;
        for (int r = 0; r < pool.repeats(); r++) {
            sum += PredictionSets.threshold(pool.ofTruth(r, p -> true), SetCoverage.GOAL) / pool.repeats();
        }
        return sum;
    }
}
