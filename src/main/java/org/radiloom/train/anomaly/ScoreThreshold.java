package org.radiloom.train.anomaly;

import java.util.Arrays;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.metric.Percentile;

/**
 * From which score on a picture is called anomalous, chosen on a validation part.
 *
 * @param value scores of at least this are anomalous
 * @param rule how it was chosen, for people
 * @param certain whether abnormal pictures took part in choosing it
 */
public record ScoreThreshold(double value, String rule, boolean certain) {
    private static final int STEPS = 1000;
    private static final double NORMAL_PERCENT = 95;

    /**
     * Chooses a threshold.
     *
     * <p>With {@code f1}, of 1000 evenly spaced quantiles of all scores that of the greatest F1 (mean of normal and abnormal,
     * because abnormal pictures can outnumber normal ones, and then F1 of them alone is greatest where everything is called
     * abnormal); of equals the highest. Without abnormal pictures, or with {@code p95}, the 95th percentile of normal ones.
     *
     * @param scores larger is less normal; at least one is of a normal picture
     */
    public static ScoreThreshold of(String rule, double[] scores, boolean[] abnormal) {
        long bad = count(abnormal);
        long good = scores.length - bad;
        if (good == 0) {
            throw new IllegalArgumentException("no normal picture among " + scores.length);
        }
        if (rule.equals("p95") || bad == 0) {
            double[] normal = new double[(int) good];
            int at = 0;
            for (int n = 0; n < scores.length; n++) {
                if (!abnormal[n]) {
                    normal[at++] = scores[n];
                }
            }
            return new ScoreThreshold(
                    Percentile.of(normal, NORMAL_PERCENT),
                    "95th percentile of " + good + " normal validation pictures"
                            + (bad == 0 ? "; there were no abnormal ones" : ""),
                    false);
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double best = -1;
        double value = sorted[0];
        for (int step = 0; step < STEPS; step++) {
            double candidate = Percentile.of(sorted, 100.0 * step / (STEPS - 1));
            double f1 = macroF1(scores, abnormal, candidate);
            if (f1 >= best) {
                best = f1;
                value = candidate;
            }
        }
        return new ScoreThreshold(
                value, "greatest F1 on " + good + " normal and " + bad + " abnormal validation pictures", true);
    }

    /** Rows are the truth, columns what the threshold says; 0 is normal, 1 abnormal. */
    public static ConfusionMatrix matrix(double[] scores, boolean[] abnormal, double threshold) {
        int[] truth = new int[scores.length];
        int[] said = new int[scores.length];
        for (int at = 0; at < scores.length; at++) {
            truth[at] = abnormal[at] ? 1 : 0;
            said[at] = scores[at] >= threshold ? 1 : 0;
        }
        return ConfusionMatrix.of(2, truth, said);
    }

    /** Mean of F1 for normal and for abnormal. */
    public static double macroF1(double[] scores, boolean[] abnormal, double threshold) {
        return matrix(scores, abnormal, threshold).macro().f1();
    }

    private static long count(boolean[] flags) {
        long n = 0;
        for (boolean flag : flags) {
            n += flag ? 1 : 0;
        }
        return n;
    }
}
