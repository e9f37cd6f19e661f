package org.radiloom.train.evaluation.anomaly;

import org.radiloom.metric.ConfusionMatrix;

/** Cases from the highest score to the lowest; figures of resamples of them without sorting again. */
final class CaseCounts {
    private final double[] score;
    private final boolean[] abnormal;
    private final boolean[] called;

    /** @param score falling */
    CaseCounts(double[] score, boolean[] abnormal, boolean[] called) {
        this.score = score;
        this.abnormal = abnormal;
        this.called = called;
    }

    /**
     * Area under the ROC curve, average precision, F1 as mean, of abnormal, and weighted, accuracy, share of normal cases
     * called abnormal; NaN for what a resample does not have.
     *
     * @param picked indices of cases, any of them any number of times
     */
    double[] figures(int[] picked) {
        long[] times = new long[score.length];
        for (int at : picked) {
            times[at]++;
        }
        long positives = 0;
        long[][] confusion = new long[2][2];
        for (int at = 0; at < times.length; at++) {
            positives += abnormal[at] ? times[at] : 0;
            confusion[abnormal[at] ? 1 : 0][called[at] ? 1 : 0] += times[at];
        }
        long negatives = picked.length - positives;
        double won = 0;
        double precision = 0;
        long truly = 0;
        long falsely = 0;
        int at = 0;
        while (at < times.length) {
            long trulyBefore = truly;
            long falselyBefore = falsely;
            int from = at;
            while (at < times.length && score[at] == score[from]) {
                truly += abnormal[at] ? times[at] : 0;
                falsely += abnormal[at] ? 0 : times[at];
                at++;
            }
            won += (falsely - falselyBefore) * (truly + trulyBefore) / 2.0;
            if (truly > trulyBefore) {
                precision += (truly - trulyBefore) * (double) truly / (truly + falsely);
            }
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(confusion);
        boolean both = positives > 0 && negatives > 0;
        return new double[] {
            both ? won / ((double) positives * negatives) : Double.NaN,
            both ? precision / positives : Double.NaN,
            both ? matrix.macro().f1() : Double.NaN,
            both ? matrix.f1(1) : Double.NaN,
            both ? matrix.weighted().f1() : Double.NaN,
            both ? matrix.accuracy() : Double.NaN,
            negatives > 0 ? (double) confusion[0][1] / negatives : Double.NaN
        };
    }
}
