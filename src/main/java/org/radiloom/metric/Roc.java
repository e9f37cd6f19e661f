package org.radiloom.metric;

import java.util.function.IntToDoubleFunction;

/** Area under the receiver operating characteristic: the chance that a positive case scores above a negative one. */
public final class Roc {
    private Roc() {}

    /**
     * Area by ranks, ties sharing their mean rank: (Σ ranks of positives - n₊(n₊ + 1)/2) / (n₊ n₋).
     *
     * <p>Source: Hanley and McNeil 1982, The meaning and use of the area under a ROC curve.
     *
     * @param scores (N), higher means positive; no NaN
     * @param positive (N)
     * @return 0 to 1, 0.5 for guessing; NaN if there are no positives or no negatives
     */
    public static double auc(double[] scores, boolean[] positive) {
        Ranked ranked = Ranked.descending(scores, positive);
        // walking down the scores: every positive beats all negatives below its tie, and half of those in it
        double won = 0;
        long negativesAbove = 0;
        for (int group = 0; group < ranked.groups(); group++) {
            long negativesIn = ranked.negatives(group);
            long below = ranked.negatives() - negativesAbove - negativesIn;
            won += ranked.positives(group) * (below + negativesIn / 2.0);
            negativesAbove += negativesIn;
        }
        return won / ((double) ranked.positives() * ranked.negatives());
    }

    /**
     * Mean over classes of the area of each class against the rest; classes that are absent, and a class that is alone,
     * are left out.
     *
     * @param scores (N, K)
     * @param truth (N), classes in [0, K)
     * @return NaN if fewer than two classes are there
     */
    public static double macroAuc(double[][] scores, int[] truth) {
        return oneVersusRest(scores, truth, n -> 1);
    }

    /** The same with every class weighing as many cases as it has. */
    public static double weightedAuc(double[][] scores, int[] truth) {
        return oneVersusRest(scores, truth, n -> n);
    }

    private static double oneVersusRest(double[][] scores, int[] truth, IntToDoubleFunction weight) {
        if (scores.length != truth.length) {
            throw new IllegalArgumentException(scores.length + " rows, " + truth.length + " labels");
        }
        int classes = scores.length == 0 ? 0 : scores[0].length;
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < classes; c++) {
            double[] ofClass = new double[truth.length];
            boolean[] positive = new boolean[truth.length];
            int support = 0;
            for (int at = 0; at < truth.length; at++) {
                ofClass[at] = scores[at][c];
                positive[at] = truth[at] == c;
                support += positive[at] ? 1 : 0;
            }
            double area = auc(ofClass, positive);
            if (!Double.isNaN(area)) {
                sum += weight.applyAsDouble(support) * area;
                weights += weight.applyAsDouble(support);
            }
        }
        return sum / weights;
    }
}
