package org.radiloom.train.evaluation.classify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.PredictionSets;

/**
 * Prediction sets found on out-of-sample probabilities, and how they did where they were not found.
 *
 * <p>Coverage is measured on each fold with a threshold found on the patients of the other folds; with a single fold,
 * on the patients of even number with a threshold from the odd ones and the other way round. The threshold for use rests
 * on all patients.
 *
 * @param threshold least probability with which a class is in the set; mean over the repeats; see {@link
 *     PredictionSets#threshold}
 * @param coverage share of patients whose set holds the truth
 * @param meanSize classes in a set, mean
 * @param alone share of patients whose set is one class
 */
public record SetCoverage(
        double threshold, Bootstrap.Interval coverage, Bootstrap.Interval meanSize, Bootstrap.Interval alone) {
    /** The promise. */
    public static final double GOAL = 0.9;

    static SetCoverage of(ClassEvaluation evaluation, CasePool pool) {
        int patients = pool.patients().size();
        int[][] part = parts(evaluation, pool);
        double threshold = 0;
        // [figure][patient], mean over repeats
        double[][] figures = new double[3][patients];
        for (int r = 0; r < pool.repeats(); r++) {
            int repeat = r;
            threshold += PredictionSets.threshold(pool.ofTruth(r, p -> true), GOAL) / pool.repeats();
            int[] parts = part[r];
            Map<Integer, Double> elsewhere = new HashMap<>();
            for (int p = 0; p < patients; p++) {
                int mine = parts[p];
                double least = elsewhere.computeIfAbsent(
                        mine, m -> PredictionSets.threshold(pool.ofTruth(repeat, q -> parts[q] != m), GOAL));
                List<ClassScores.Case> cases = pool.cases(r, p);
                for (ClassScores.Case one : cases) {
                    List<Integer> set = PredictionSets.of(one.probabilities(), least);
                    double weight = 1.0 / (cases.size() * pool.repeats());
                    figures[0][p] += set.contains(one.truth()) ? weight : 0;
                    figures[1][p] += set.size() * weight;
                    figures[2][p] += set.size() == 1 ? weight : 0;
                }
            }
        }
        List<Bootstrap.Interval> found = Bootstrap.stratified(pool.stratum(), 3, picked -> Arrays.stream(figures)
                .mapToDouble(figure -> Arrays.stream(picked)
                        .mapToDouble(p -> figure[p])
                        .average()
                        .orElseThrow())
                .toArray());
        return new SetCoverage(threshold, found.get(0), found.get(1), found.get(2));
    }

    /** Which part each patient is in, by repeat: its fold, or odd and even when all are in one. */
    private static int[][] parts(ClassEvaluation evaluation, CasePool pool) {
        List<Integer> repeats = evaluation.predictions().stream()
                .map(ClassPrediction::repeat)
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> at = new HashMap<>();
        pool.patients().forEach(p -> at.put(p, at.size()));
        int[][] parts = new int[pool.repeats()][pool.patients().size()];
        for (ClassPrediction each : evaluation.predictions()) {
            parts[repeats.indexOf(each.repeat())][at.getOrDefault(each.patient(), 0)] = each.fold();
        }
        for (int[] repeat : parts) {
            if (Arrays.stream(repeat).distinct().count() < 2) {
                Arrays.setAll(repeat, p -> p % 2);
            }
        }
        return parts;
    }
}
