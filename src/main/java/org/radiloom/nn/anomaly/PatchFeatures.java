package org.radiloom.nn.anomaly;

/**
 * What a small picture looks like at 7×7 places: means over 4×4 squares of eight features of each pixel.
 *
 * <p>The picture is averaged down to 28×28 and brought to mean 0 and deviation 1, which takes gain and exposure away. The
 * features of a pixel: Gaussian means with σ 0.7, 1.5 and 3; for each, the logarithm of the local deviation with 1.5 times
 * that σ, at least 0.01; the derivatives down and across with σ 1.
 */
final class PatchFeatures {
    /** Side of the picture that is looked at. */
    static final int SIDE = 28;

    /** Places in a row. */
    static final int PLACES = 7;

    /** Features of each pixel and place. */
    static final int COUNT = 8;

    /** Features of all pixels. */
    static final int PIXELS = SIDE * SIDE * COUNT;

    private static final int SQUARE = SIDE / PLACES;
    private static final double[] SIGMAS = {0.7, 1.5, 3};
    private static final double LEAST_DEVIATION = 1e-2;
    private static final double TINY = 1e-6;

    private PatchFeatures() {}

    /** Of a picture (side, side) in any units: (28, 28, 8), row by row. */
    static float[] of(float[] picture, int side) {
        double[] x = normal(shrunk(picture, side));
        float[] features = new float[PIXELS];
        double[] squares = new double[x.length];
        for (int at = 0; at < x.length; at++) {
            squares[at] = x[at] * x[at];
        }
        for (int s = 0; s < SIGMAS.length; s++) {
            double[] mean = blurred(x, SIGMAS[s], 0, 0);
            double[] wide = blurred(x, 1.5 * SIGMAS[s], 0, 0);
            double[] wideSquares = blurred(squares, 1.5 * SIGMAS[s], 0, 0);
            for (int at = 0; at < x.length; at++) {
                double variance = wideSquares[at] - wide[at] * wide[at];
                double deviation = Math.sqrt(Math.max(variance, LEAST_DEVIATION * LEAST_DEVIATION));
                features[at * COUNT + 2 * s] = (float) mean[at];
                features[at * COUNT + 2 * s + 1] = (float) Math.log(deviation);
            }
        }
        double[] across = blurred(x, 1, 0, 1);
        double[] down = blurred(x, 1, 1, 0);
        for (int at = 0; at < x.length; at++) {
            features[at * COUNT + 6] = (float) across[at];
            features[at * COUNT + 7] = (float) down[at];
        }
        return features;
    }

    /** Means over the squares of {@code (features - mean) / deviation}, (7, 7, 8). */
    static float[] places(float[] features, float[] mean, float[] deviation) {
        float[] places = new float[PLACES * PLACES * COUNT];
        for (int at = 0; at < PIXELS; at++) {
            int pixel = at / COUNT;
            int place = pixel / SIDE / SQUARE * PLACES + pixel % SIDE / SQUARE;
            places[place * COUNT + at % COUNT] += (features[at] - mean[at]) / deviation[at] / (SQUARE * SQUARE);
        }
        return places;
    }

    /** Mean over the area that each pixel of 28×28 covers. */
    private static double[] shrunk(float[] picture, int side) {
        double[] rows = new double[SIDE * side];
        double[] small = new double[SIDE * SIDE];
        double step = (double) side / SIDE;
        for (int to = 0; to < SIDE; to++) {
            for (int from = (int) (to * step); from < Math.min(side, Math.ceil((to + 1) * step)); from++) {
                double share = overlap(from, to, step) / step;
                for (int column = 0; column < side; column++) {
                    rows[to * side + column] += share * picture[from * side + column];
                }
            }
        }
        for (int row = 0; row < SIDE; row++) {
            for (int to = 0; to < SIDE; to++) {
                for (int from = (int) (to * step); from < Math.min(side, Math.ceil((to + 1) * step)); from++) {
                    small[row * SIDE + to] += overlap(from, to, step) / step * rows[row * side + from];
                }
            }
        }
        return small;
    }

    private static double overlap(int from, int to, double step) {
        return Math.max(0, Math.min(from + 1, (to + 1) * step) - Math.max(from, to * step));
    }

    private static double[] normal(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double squares = 0;
        for (double value : x) {
            squares += (value - mean) * (value - mean) / x.length;
        }
        double deviation = Math.sqrt(squares) + TINY;
        double[] normal = new double[x.length];
        for (int at = 0; at < x.length; at++) {
            normal[at] = (x[at] - mean) / deviation;
        }
        return normal;
    }

    /** With a Gaussian cut off at 4σ, or its derivative, down and across; borders are mirrored. */
    private static double[] blurred(double[] x, double sigma, int downOrder, int acrossOrder) {
        double[] down = along(x, kernel(sigma, downOrder), true);
        return along(down, kernel(sigma, acrossOrder), false);
    }

    private static double[] kernel(double sigma, int order) {
        int reach = (int) (4 * sigma + 0.5);
        double[] taps = new double[2 * reach + 1];
        double sum = 0;
        for (int at = -reach; at <= reach; at++) {
            taps[at + reach] = Math.exp(-0.5 * at * at / (sigma * sigma));
            sum += taps[at + reach];
        }
        for (int at = -reach; at <= reach; at++) {
            taps[at + reach] /= sum;
            if (order == 1) {
                taps[at + reach] *= at / (sigma * sigma);
            }
        }
        return taps;
    }

    private static double[] along(double[] x, double[] taps, boolean down) {
        int reach = taps.length / 2;
        double[] into = new double[x.length];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double sum = 0;
                for (int tap = -reach; tap <= reach; tap++) {
                    int r = down ? mirrored(row + tap) : row;
                    int c = down ? column : mirrored(column + tap);
                    sum += taps[tap + reach] * x[r * SIDE + c];
                }
                into[row * SIDE + column] = sum;
            }
        }
        return into;
    }

    private static int mirrored(int at) {
        int folded = Math.floorMod(at, 2 * SIDE);
        return folded < SIDE ? folded : 2 * SIDE - 1 - folded;
    }
}
