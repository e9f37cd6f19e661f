package org.radiloom.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Cases from the highest score to the lowest; cases of the same score form one group, for no threshold parts them. */
final class Ranked {
    private final double[] score;
    private final long[] positives;
    private final long[] negatives;
    private final int groups;

    private Ranked(double[] score, long[] positives, long[] negatives, int groups) {
        this.score = score;
        this.positives = positives;
        this.negatives = negatives;
        this.groups = groups;
    }

    /** @throws IllegalArgumentException if the lengths differ or a score is NaN */
    static Ranked descending(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores, " + positive.length + " labels");
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -scores[at]))
                .mapToInt(at -> at)
                .toArray();
        double[] score = new double[scores.length];
        long[] positives = new long[scores.length];
        long[] negatives = new long[scores.length];
        int groups = 0;
        for (int at : order) {
            if (Double.isNaN(scores[at])) {
                throw new IllegalArgumentException("score " + at + " is NaN");
            }
            if (groups == 0 || score[groups - 1] != scores[at]) {
                score[groups++] = scores[at];
            }
            positives[groups - 1] += positive[at] ? 1 : 0;
            negatives[groups - 1] += positive[at] ? 0 : 1;
        }
        return new Ranked(score, positives, negatives, groups);
    }

    int groups() {
        return groups;
    }

    double score(int group) {
        return score[group];
    }

    long positives(int group) {
        return positives[group];
    }

    long negatives(int group) {
        return negatives[group];
    }

    long positives() {
        return Arrays.stream(positives).sum();
    }

    long negatives() {
        return Arrays.stream(negatives).sum();
    }
}
