package org.radiloom.train.evaluation.classify;

import java.util.List;
import java.util.stream.IntStream;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.metric.Roc;

/**
 * Everything that is counted of some cases.
 *
 * @param confusion by the most probable class
 * @param calibrated of the probabilities after temperature scaling
 * @param uncalibrated of those before it
 * @param auc see {@link #aucIsOfClassZero}
 * @param aucMacro mean over the classes that are there of each against the rest
 * @param aucs area of every class against the rest; NaN for an empty class
 */
record ClassScores(
        ConfusionMatrix confusion,
        Calibration calibrated,
        Calibration uncalibrated,
        double auc,
        double aucMacro,
        List<Double> aucs) {
    /**
     * One case.
     *
     * @param probabilities (K) after temperature scaling
     * @param uncalibrated (K) before it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(int truth, double[] probabilities, double[] uncalibrated) {
        int predicted() {
            int most = 0;
            for (int c = 1; c < probabilities.length; c++) {
                most = probabilities[c] > probabilities[most] ? c : most;
            }
            return most;
        }
    }

    /**
     * Whether the figure {@code auc} is that of everything else against class 0: with two classes, and when class 0 is
     * the normal and the others are findings or grades of it. Otherwise it is the mean over classes.
     */
    static boolean aucIsOfClassZero(List<String> classes) {
        return classes.size() == 2 || classes.getFirst().equalsIgnoreCase("normal");
    }

    /** @param cases at least one */
    static ClassScores of(List<String> classes, List<Case> cases) {
        int n = cases.size();
        int[] truth = new int[n];
        int[] predicted = new int[n];
        double[][] probabilities = new double[n][];
        double[][] uncalibrated = new double[n][];
        for (int at = 0; at < n; at++) {
            Case one = cases.get(at);
            truth[at] = one.truth;
            predicted[at] = one.predicted();
            probabilities[at] = one.probabilities;
            uncalibrated[at] = one.uncalibrated;
        }
        List<Double> aucs = IntStream.range(0, classes.size())
                .mapToObj(c -> area(probabilities, truth, c))
                .toList();
        double macro = aucs.stream()
                .mapToDouble(a -> a)
                .filter(a -> !Double.isNaN(a))
                .average()
                .orElse(Double.NaN);
        return new ClassScores(
                ConfusionMatrix.of(classes.size(), truth, predicted),
                Calibration.ofClasses(probabilities, truth),
                Calibration.ofClasses(uncalibrated, truth),
                // class 0 against the rest is the rest against class 0 with scores and sides exchanged
                aucIsOfClassZero(classes) ? aucs.getFirst() : macro,
                macro,
                aucs);
    }

    private static double area(double[][] probabilities, int[] truth, int c) {
        double[] scores = new double[truth.length];
        boolean[] positive = new boolean[truth.length];
        for (int at = 0; at < truth.length; at++) {
            scores[at] = probabilities[at][c];
            positive[at] = truth[at] == c;
        }
        return Roc.auc(scores, positive);
    }

    /** Smallest recall of the classes that are not empty. */
    double worstRecall() {
        return IntStream.range(0, confusion.classes())
                .filter(c -> confusion.support(c) > 0)
                .mapToDouble(confusion::recall)
                .min()
                .orElse(Double.NaN);
    }
}
