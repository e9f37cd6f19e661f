package org.radiloom.metric;

/** Area under the precision-recall curve as a sum of steps, without interpolation. */
public final class AveragePrecision {
    private AveragePrecision() {}

    /**
     * Σ (recall_n - recall_{n-1}) · precision_n over falling thresholds; cases of the same score come together.
     *
     * <p>Its value for guessing is the share of positives, so it compares models only on the same cases.
     *
     * @param scores (N), higher means positive; no NaN
     * @param positive (N)
     * @return 0 to 1; NaN without a positive case
     */
    public static double of(double[] scores, boolean[] positive) {
        Ranked ranked = Ranked.descending(scores, positive);
        double sum = 0;
        long found = 0;
        long claimed = 0;
        for (int group = 0; group < ranked.groups(); group++) {
            found += ranked.positives(group);
            claimed += ranked.positives(group) + ranked.negatives(group);
            sum += (double) ranked.positives(group) * found / claimed;
        }
        return sum / ranked.positives();
    }
}
