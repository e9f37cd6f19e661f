package org.radiloom.imaging.texture;

/**
 * What a picture that always shows the same part of the body looks like at each of its places, apart from brightness and
 * contrast: eight numbers for each block of a grid.
 *
 * <p>The picture is averaged onto a square of {@value #SIDE} pixels, and its mean and deviation over what is looked at are
 * taken out. Numbers of a pixel: the picture smoothed by σ = 0.7, 1.5 and 3 pixels; after each, the logarithm of the
 * standard deviation around the pixel, under a Gaussian of 1.5 σ (at least 0.01); derivatives of a Gaussian of σ = 1 along
 * rows and columns. A block has the means of its pixels' numbers. Beyond its edge the picture is mirrored.
 *
 * <p>Blocks instead of pixels forgive that no two patients are of one shape; after Cohen and Hoshen, Sub-Image Anomaly
 * Detection with Deep Pyramid Correspondences (arXiv:2005.02357), who compare features of networks.
 */
public final class PlaceFeatures {
    /** Numbers of a block. */
    public static final int COUNT = 8;

    /** Blocks along a side. */
    public static final int GRID = 8;

    /** Blocks in all. */
    public static final int PLACES = GRID * GRID;

    private static final int BLOCK = 4;
    private static final int SIDE = GRID * BLOCK;
    private static final double[] SIGMAS = {0.7, 1.5, 3};
    private static final double AROUND = 1.5;
    private static final double LEAST_VARIANCE = 1e-4;
    private static final double EVEN = 1e-6;
    private static final Blur[] SMOOTH = new Blur[SIGMAS.length];
    private static final Blur[] NEAR = new Blur[SIGMAS.length];
    private static final Blur ONE = new Blur(1);
    private static final Blur SLOPE = Blur.derivative(1, 1);

    static {
        for (int n = 0; n < SIGMAS.length; n++) {
            SMOOTH[n] = new Blur(SIGMAS[n]);
            NEAR[n] = new Blur(AROUND * SIGMAS[n]);
        }
    }

    private PlaceFeatures() {}

    /**
     * The numbers of a picture's blocks.
     *
     * @param picture (side, side), row by row, any scale
     * @param region 1 where it is looked at, alike; what is beside counts as its mean. Nothing at all counts as everything
     * @param side at least {@value #GRID}
     * @return ({@link #PLACES}, {@link #COUNT}), finite
     */
    public static double[] of(float[] picture, byte[] region, int side) {
        if (side < GRID || picture.length != side * side || region.length != picture.length) {
            throw new IllegalArgumentException(picture.length + " values, side " + side);
        }
        double[] x = averaged(normalised(picture, region), side);
        double[] squares = new double[x.length];
        for (int at = 0; at < x.length; at++) {
            squares[at] = x[at] * x[at];
        }
        double[] features = new double[PLACES * COUNT];
        for (int n = 0; n < SIGMAS.length; n++) {
            put(SMOOTH[n].of(x, SIDE), features, 2 * n);
            double[] mean = NEAR[n].of(x, SIDE);
            double[] deviation = NEAR[n].of(squares, SIDE);
            for (int at = 0; at < x.length; at++) {
                deviation[at] = 0.5 * Math.log(Math.max(deviation[at] - mean[at] * mean[at], LEAST_VARIANCE));
            }
            put(deviation, features, 2 * n + 1);
        }
        put(Blur.of(x, SIDE, ONE, SLOPE), features, 2 * SIGMAS.length);
        put(Blur.of(x, SIDE, SLOPE, ONE), features, 2 * SIGMAS.length + 1);
        return features;
    }

    /** Mean 0, deviation 1 over the region; 0 beside it, and everywhere in a picture of one grey. */
    private static double[] normalised(float[] picture, byte[] region) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int at = 0; at < picture.length; at++) {
            if (region[at] != 0) {
                sum += picture[at];
                squares += (double) picture[at] * picture[at];
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double deviation = n == 0 ? 0 : Math.sqrt(Math.max(0, squares / n - mean * mean));
        double[] x = new double[picture.length];
        for (int at = 0; at < x.length; at++) {
            x[at] = region[at] == 0 || deviation < EVEN ? 0 : (picture[at] - mean) / deviation;
        }
        return x;
    }

    /** Means over the areas of the smaller square's pixels; sides need not be multiples. */
    private static double[] averaged(double[] x, int side) {
        if (side == SIDE) {
            return x;
        }
        double step = (double) side / SIDE;
        double[] rows = new double[SIDE * side];
        for (int r = 0; r < SIDE; r++) {
            for (int from = (int) (r * step); from < side && from < (r + 1) * step; from++) {
                double share = (Math.min(from + 1, (r + 1) * step) - Math.max(from, r * step)) / step;
                for (int c = 0; c < side; c++) {
                    rows[r * side + c] += share * x[from * side + c];
                }
            }
        }
        double[] small = new double[SIDE * SIDE];
        for (int c = 0; c < SIDE; c++) {
            for (int from = (int) (c * step); from < side && from < (c + 1) * step; from++) {
                double share = (Math.min(from + 1, (c + 1) * step) - Math.max(from, c * step)) / step;
                for (int r = 0; r < SIDE; r++) {
                    small[r * SIDE + c] += share * rows[r * side + from];
                }
            }
        }
        return small;
    }

    private static void put(double[] plane, double[] features, int feature) {
        for (int at = 0; at < plane.length; at++) {
            int block = at / SIDE / BLOCK * GRID + at % SIDE / BLOCK;
            features[block * COUNT + feature] += plane[at] / (BLOCK * BLOCK);
        }
    }
}
