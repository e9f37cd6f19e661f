package org.radiloom.metric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Counts of a classifier's answers by true class (row) and predicted class (column), and what follows from them.
 *
 * <p>A class without a true case is <em>empty</em>: its recall, precision and F1 are NaN (shown as n/a), and it is left
 * out of means; {@link #emptyClasses} tells. A class that is never predicted has precision 0. Immutable.
 */
public final class ConfusionMatrix {
    private final long[][] counts;

    private ConfusionMatrix(long[][] counts) {
        this.counts = counts;
    }

    /**
     * From counts.
     *
     * @param counts square, [true][predicted], not negative; copied
     */
    public static ConfusionMatrix of(long[][] counts) {
        long[][] copy = new long[counts.length][];
        for (int row = 0; row < counts.length; row++) {
            copy[row] = counts[row].clone();
            if (copy[row].length != counts.length || Arrays.stream(copy[row]).anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("row " + row + " is " + Arrays.toString(copy[row]));
            }
        }
        return new ConfusionMatrix(copy);
    }

    /**
     * From answers.
     *
     * @param classes number of classes K
     * @param truth (N), true classes in [0, K)
     * @param predicted (N), predicted classes in [0, K)
     */
    public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(truth.length + " labels, " + predicted.length + " answers");
        }
        long[][] counts = new long[classes][classes];
        for (int at = 0; at < truth.length; at++) {
            counts[truth[at]][predicted[at]]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** The counts, [true][predicted]; the caller owns the copy. */
    public long[][] counts() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** Number of classes. */
    public int classes() {
        return counts.length;
    }

    /** Number of cases. */
    public long total() {
        return IntStream.range(0, counts.length).mapToLong(this::support).sum();
    }

    /** Cases that truly belong to a class. */
    public long support(int c) {
        return Arrays.stream(counts[c]).sum();
    }

    /** Classes without a true case, ascending; no figure speaks of them. */
    public int[] emptyClasses() {
        return IntStream.range(0, counts.length).filter(c -> support(c) == 0).toArray();
    }

    /** Share of cases that were named rightly; NaN without a case. */
    public double accuracy() {
        return (double) right() / total();
    }

    /** Share of a class's cases that were found ("per-class accuracy"); NaN for an empty class. */
    public double recall(int c) {
        return (double) counts[c][c] / support(c);
    }

    /** Share of a class's predictions that are right: 0 if it is never predicted, NaN for an empty class. */
    public double precision(int c) {
        return support(c) == 0 ? Double.NaN : predicted(c) == 0 ? 0 : (double) counts[c][c] / predicted(c);
    }

    /** 2·TP / (2·TP + FP + FN) of a class; NaN for an empty class. */
    public double f1(int c) {
        return support(c) == 0 ? Double.NaN : 2.0 * counts[c][c] / (support(c) + predicted(c));
    }

    /**
     * One figure for all classes.
     *
     * @param recall its mean
     * @param precision its mean
     * @param f1 its mean, not the F1 of the other two
     */
    public record Average(double recall, double precision, double f1) {}

    /** Every class that is not empty weighs the same. */
    public Average macro() {
        return average(c -> 1);
    }

    /** Every class weighs as many cases as it has. */
    public Average weighted() {
        return average(this::support);
    }

    /** Every case weighs the same; with one answer per case all three equal the accuracy. */
    public Average micro() {
        return new Average(accuracy(), accuracy(), accuracy());
    }

    private Average average(IntToDoubleFunction weight) {
        return new Average(mean(this::recall, weight), mean(this::precision, weight), mean(this::f1, weight));
    }

    /** Mean recall over the classes that are not empty. */
    public double balancedAccuracy() {
        return macro().recall;
    }

    /** Largest recall minus smallest, over the classes that are not empty; NaN without a case. */
    public double bestWorstGap() {
        var recalls = IntStream.range(0, counts.length)
                .filter(c -> support(c) > 0)
                .mapToDouble(this::recall)
                .summaryStatistics();
        return recalls.getCount() == 0 ? Double.NaN : recalls.getMax() - recalls.getMin();
    }

    /**
     * Cohen's κ: agreement beyond chance, 1 at best; NaN if truth and predictions are all one class.
     *
     * <p>Source: Cohen 1960, A coefficient of agreement for nominal scales.
     */
    public double kappa() {
        return kappa((a, b) -> a == b ? 0 : 1);
    }

    /**
     * κ for ordered classes: a disagreement weighs its squared distance.
     *
     * <p>Source: Cohen 1968, Weighted kappa.
     */
    public double kappaQuadratic() {
        return kappa((a, b) -> (double) (a - b) * (a - b));
    }

    private interface Disagreement {
        double between(int truth, int predicted);
    }

    private double kappa(Disagreement weight) {
        double observed = 0;
        double expected = 0;
        double total = total();
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts.length; b++) {
                observed += weight.between(a, b) * counts[a][b];
                expected += weight.between(a, b) * support(a) * predicted(b) / total;
            }
        }
        return expected == 0 ? Double.NaN : 1 - observed / expected;
    }

    private double mean(IntToDoubleFunction figure, IntToDoubleFunction weight) {
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < counts.length; c++) {
            if (support(c) > 0) {
                sum += weight.applyAsDouble(c) * figure.applyAsDouble(c);
                weights += weight.applyAsDouble(c);
            }
        }
        return sum / weights;
    }

    private long right() {
        return IntStream.range(0, counts.length).mapToLong(c -> counts[c][c]).sum();
    }

    private long predicted(int c) {
        return Arrays.stream(counts).mapToLong(row -> row[c]).sum();
    }
}
