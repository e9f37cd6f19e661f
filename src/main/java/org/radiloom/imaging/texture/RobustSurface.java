package org.radiloom.imaging.texture;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A surface of second degree (1, x, y, x², xy, y²) through the values of a region, little moved by outliers: what gain and
 * depth do to an ultrasound picture.
 *
 * <p>Least squares first, then three rounds in which a value far from the surface counts less: weights of Huber with the
 * bend at 1.5 median absolute residuals (Holland and Welsch, Communications in Statistics A6 (1977) 813).
 */
final class RobustSurface {
    private static final int TERMS = 6;
    private static final int ROUNDS = 3;
    private static final double BEND = 1.5;
    private static final double LEAST = 1e-6;
    /** Keeps the equations solvable where a region is a point or a line. */
    private static final double RIDGE = 1e-9;

    private RobustSurface() {}

    /**
     * The values less the surface.
     *
     * @param values (side, side), row by row
     * @param inside which of them the surface goes through; at least one
     * @return all residuals, those beside the region too
     */
    static double[] residuals(double[] values, int side, IntPredicate inside) {
        int[] places = java.util.stream.IntStream.range(0, values.length)
                .filter(inside)
                .toArray();
        double[] weights = new double[places.length];
        Arrays.fill(weights, 1);
        double[] rest = rest(values, side, fit(values, side, places, weights));
        for (int round = 0; round < ROUNDS; round++) {
            double[] far = new double[places.length];
            for (int n = 0; n < far.length; n++) {
                far[n] = Math.abs(rest[places[n]]);
            }
            double bend = BEND * Median.of(far) + LEAST;
            for (int n = 0; n < far.length; n++) {
                weights[n] = 1 / Math.max(1, far[n] / bend);
            }
            rest = rest(values, side, fit(values, side, places, weights));
        }
        return rest;
    }

    /** Coefficients of the weighted least squares, by Cholesky's decomposition of the normal equations. */
    private static double[] fit(double[] values, int side, int[] places, double[] weights) {
        double[][] a = new double[TERMS][TERMS];
        double[] b = new double[TERMS];
        for (int n = 0; n < places.length; n++) {
            double[] terms = terms(places[n], side);
            for (int i = 0; i < TERMS; i++) {
                b[i] += weights[n] * terms[i] * values[places[n]];
                for (int j = 0; j <= i; j++) {
                    a[i][j] += weights[n] * terms[i] * terms[j];
                }
            }
        }
        for (int i = 0; i < TERMS; i++) {
            a[i][i] += RIDGE * (1 + a[0][0]);
        }
        return solve(a, b);
    }

    /** Solves a x = b for a symmetric positive a, of which the lower half is given. */
    private static double[] solve(double[][] a, double[] b) {
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < TERMS; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = TERMS - 1; i >= 0; i--) {
            for (int k = i + 1; k < TERMS; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }

    private static double[] rest(double[] values, int side, double[] coefficients) {
        double[] rest = new double[values.length];
        for (int at = 0; at < rest.length; at++) {
            double[] terms = terms(at, side);
            double height = 0;
            for (int i = 0; i < TERMS; i++) {
                height += coefficients[i] * terms[i];
            }
            rest[at] = values[at] - height;
        }
        return rest;
    }

    /** From -1 to 1 over the square. */
    private static double[] terms(int at, int side) {
        double half = side / 2.0;
        double x = (at % side + 0.5) / half - 1;
        int row = at / side;
        double y = (row + 0.5) / half - 1;
        return new double[] {1, x, y, x * x, x * y, y * y};
    }
}
