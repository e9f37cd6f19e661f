package org.radiloom.imaging.texture;

/**
 * Gaussian smoothing of a square patch, cut off at four standard deviations; beyond the edge the patch is mirrored, its
 * outermost pixels twice (d c b a | a b c d | d c b a).
 */
final class Blur {
    private static final double REACH = 4;

    private final double[] weights;
    private final int radius;

    /** @param sigma standard deviation in pixels, above 0 */
    Blur(double sigma) {
        radius = (int) (REACH * sigma + 0.5);
        weights = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            weights[k + radius] = Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += weights[k + radius];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
    }

    private Blur(double[] weights) {
        this.weights = weights;
        this.radius = weights.length / 2;
    }

    /**
     * Smoothing and derivative in one: the derivative of the Gaussian in place of the Gaussian.
     *
     * @param order 1 or 2
     */
    static Blur derivative(double sigma, int order) {
        double[] weights = new Blur(sigma).weights.clone();
        int radius = weights.length / 2;
        double variance = sigma * sigma;
        for (int k = 0; k < weights.length; k++) {
            double x = k - radius;
            weights[k] *= order == 1 ? x / variance : (x * x / variance - 1) / variance;
        }
        return new Blur(weights);
    }

    /** A smoothed copy. */
    double[] of(double[] patch, int side) {
        return of(patch, side, this, this);
    }

    /** A copy with one of them from row to row and the other from column to column. */
    static double[] of(double[] patch, int side, Blur down, Blur across) {
        return across.along(down.along(patch, side, side, 1), side, 1, side);
    }

    /** @param step from one pixel of a line to the next; {@code across} from one line to the next */
    private double[] along(double[] patch, int side, int step, int across) {
        double[] smooth = new double[patch.length];
        double[] wide = new double[side + 2 * radius];
        for (int line = 0; line < side; line++) {
            for (int at = 0; at < wide.length; at++) {
                wide[at] = patch[line * across + mirrored(at - radius, side) * step];
            }
            for (int at = 0; at < side; at++) {
                double sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * wide[at + k];
                }
                smooth[line * across + at * step] = sum;
            }
        }
        return smooth;
    }

    private static int mirrored(int at, int side) {
        int place = Math.floorMod(at, 2 * side);
        return place < side ? place : 2 * side - 1 - place;
    }
}
