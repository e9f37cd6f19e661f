package org.radiloom.train.classify;

import java.util.Arrays;

/**
 * Fits adjacent-category logits, {@code logit_c = c·(w·z) + b_c}: the weighted cross entropy, each class weighing the same,
 * plus a ridge penalty on w, is convex; Newton's method finds its least value.
 *
 * @param weight w (F)
 * @param bias b (K)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OrderedFit(double[] weight, double[] bias) {
    private static final int STEPS = 100;
    private static final double DONE = 1e-13;
    /** Keeps the constants of classes that nobody has finite. */
    private static final double BIAS_PENALTY = 0.01;

    /**
     * @param z (n, F) features, about 0 and of about equal size
     * @param truth (n) class indices
     * @param penalty of w: half of it times the sum of squares is added to the mean cross entropy; above 0
     */
    static OrderedFit of(double[][] z, int[] truth, int classes, double penalty) {
        return new Search(z, truth, classes, penalty).found();
    }

    /** Score of a class's neighbours apart: w·z. */
    double score(double[] z) {
        double sum = 0;
        for (int f = 0; f < z.length; f++) {
            sum += weight[f] * z[f];
        }
        return sum;
    }

    double[] probabilities(double[] z) {
        return probabilities(score(z), bias);
    }

    private static double[] probabilities(double score, double[] bias) {
        double[] p = new double[bias.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < p.length; c++) {
            p[c] = c * score + bias[c];
            most = Math.max(most, p[c]);
        }
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(p[c] - most);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    private static final class Search {
        private final double[][] z;
        private final int[] truth;
        private final int features;
        private final int classes;
        private final double penalty;
        private final double[] share;

        Search(double[][] z, int[] truth, int classes, double penalty) {
            this.z = z;
            this.truth = truth;
            this.features = z[0].length;
            this.classes = classes;
            this.penalty = penalty;
            int[] counts = new int[classes];
            Arrays.stream(truth).forEach(c -> counts[c]++);
            long present = Arrays.stream(counts).filter(n -> n > 0).count();
            share = Arrays.stream(truth)
                    .mapToDouble(c -> 1.0 / (present * counts[c]))
                    .toArray();
        }

        OrderedFit found() {
            double[] at = new double[features + classes];
            double cost = cost(at);
            for (int step = 0; step < STEPS; step++) {
                double[] gradient = new double[at.length];
                double[][] curvature = new double[at.length][at.length];
                derivatives(at, gradient, curvature);
                double[] move = solved(curvature, gradient);
                double size = 1;
                double[] next = moved(at, move, size);
                while (cost(next) > cost && size > DONE) {
                    size /= 2;
                    next = moved(at, move, size);
                }
                double gained = cost - cost(next);
                if (gained <= DONE) {
                    break;
                }
                at = next;
                cost -= gained;
            }
            return split(at);
        }

        private OrderedFit split(double[] at) {
            return new OrderedFit(Arrays.copyOf(at, features), Arrays.copyOfRange(at, features, at.length));
        }

        private static double[] moved(double[] from, double[] move, double size) {
            double[] to = from.clone();
            for (int i = 0; i < to.length; i++) {
                to[i] -= size * move[i];
            }
            return to;
        }

        private double cost(double[] at) {
            OrderedFit fit = split(at);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum -= share[i] * Math.log(Math.max(fit.probabilities(z[i])[truth[i]], Double.MIN_NORMAL));
            }
            for (int j = 0; j < at.length; j++) {
                sum += 0.5 * ridge(j) * at[j] * at[j];
            }
            return sum;
        }

        private double ridge(int j) {
            return j < features ? penalty : BIAS_PENALTY;
        }

        private void derivatives(double[] at, double[] gradient, double[][] curvature) {
            OrderedFit fit = split(at);
            for (int i = 0; i < z.length; i++) {
                double[] p = fit.probabilities(z[i]);
                double mean = 0;
                double square = 0;
                for (int c = 0; c < classes; c++) {
                    mean += c * p[c];
                    square += (double) c * c * p[c];
                }
                double variance = square - mean * mean;
                for (int f = 0; f < features; f++) {
                    gradient[f] += share[i] * (mean - truth[i]) * z[i][f];
                    for (int g = 0; g <= f; g++) {
                        curvature[f][g] += share[i] * variance * z[i][f] * z[i][g];
                    }
                }
                for (int c = 0; c < classes; c++) {
                    int row = features + c;
                    gradient[row] += share[i] * (p[c] - (c == truth[i] ? 1 : 0));
                    for (int f = 0; f < features; f++) {
                        curvature[row][f] += share[i] * p[c] * (c - mean) * z[i][f];
                    }
                    for (int d = 0; d <= c; d++) {
                        curvature[row][features + d] += share[i] * p[c] * ((c == d ? 1 : 0) - p[d]);
                    }
                }
            }
            for (int j = 0; j < at.length; j++) {
                gradient[j] += ridge(j) * at[j];
                curvature[j][j] += ridge(j);
            }
        }

        /** Solves for a symmetric positive definite matrix given by its lower half, which is used up: Cholesky. */
        private static double[] solved(double[][] a, double[] b) {
            int n = b.length;
            double[] x = b.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = a[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= a[i][k] * a[j][k];
                    }
                    a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
                }
                for (int k = 0; k < i; k++) {
                    x[i] -= a[i][k] * x[k];
                }
                x[i] /= a[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    x[i] -= a[k][i] * x[k];
                }
                x[i] /= a[i][i];
            }
            return x;
        }
    }
}
