package org.radiloom.imaging;

import java.util.Arrays;

/**
 * What stands out in a picture, without any training: a map of the picture's size whose larger values stand out more.
 *
 * <p>The values have no unit; only their order within one map means anything.
 */
public final class Saliency {
    /** Side of the square on which the spectrum is looked at. */
    static final int SIDE = 64;

    private static final double SIGMA = 2.5;
    private static final double SMALLEST = 1e-9;
    private static final Fourier FOURIER = new Fourier(SIDE);

    private Saliency() {}

    /**
     * What the spectrum of pictures does not lead one to expect: log amplitude minus its mean over 3×3 frequencies, back
     * with the phase as it is, squared and smoothed, on 64×64 pixels. Source: Hou, Zhang, "Saliency Detection: A Spectral
     * Residual Approach", CVPR 2007, equations 5 to 7.
     *
     * @param grey row by row, any scale
     * @return zeros where all pixels are equal
     */
    public static float[] spectralResidual(float[] grey, int columns, int rows) {
        check(grey.length, columns, rows);
        float[] small = shrunk(grey, columns, rows);
        return enlarged(residual(small), columns, rows);
    }

    /**
     * How far each pixel's colour is from that of the picture's border (median of each of red, green and blue over the
     * outermost pixels): dark lesions on skin.
     *
     * @param rgb packed 0xRRGGBB, row by row
     * @return Euclidean distance, 0 to 442
     */
    public static float[] colourDistance(int[] rgb, int columns, int rows) {
        check(rgb.length, columns, rows);
        int[][] border = new int[3][2 * columns + 2 * rows];
        int n = 0;
        for (int row = 0; row < rows; row++) {
            boolean edge = row == 0 || row == rows - 1;
            for (int column = 0; column < columns; column += edge || columns == 1 ? 1 : columns - 1) {
                for (int c = 0; c < 3; c++) {
                    border[c][n] = channel(rgb[row * columns + column], c);
                }
                n++;
            }
        }
        int[] median = new int[3];
        for (int c = 0; c < 3; c++) {
            Arrays.sort(border[c], 0, n);
            median[c] = border[c][n / 2];
        }
        float[] distance = new float[rgb.length];
        for (int at = 0; at < rgb.length; at++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double d = channel(rgb[at], c) - median[c];
                sum += d * d;
            }
            distance[at] = (float) Math.sqrt(sum);
        }
        return distance;
    }

    private static int channel(int rgb, int c) {
        return rgb >> 16 - 8 * c & 0xFF;
    }

    private static void check(int length, int columns, int rows) {
        if (columns < 1 || rows < 1 || length != (long) columns * rows) {
            throw new IllegalArgumentException(length + " pixels for " + columns + "x" + rows);
        }
    }

    /** On SIDE×SIDE pixels; zeros for an even picture. */
    static float[] residual(float[] small) {
        float[] saliency = new float[SIDE * SIDE];
        if (isEven(small)) {
            return saliency;
        }
        double[] real = new double[small.length];
        double[] imaginary = new double[small.length];
        for (int at = 0; at < small.length; at++) {
            real[at] = small[at];
        }
        FOURIER.forward(real, imaginary);
        double[] logs = new double[small.length];
        for (int at = 0; at < logs.length; at++) {
            logs[at] = Math.log(Math.max(SMALLEST, Math.hypot(real[at], imaginary[at])));
        }
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                int at = v * SIDE + u;
                double residual = Math.exp(logs[at] - meanAround(logs, u, v));
                double phase = Math.atan2(imaginary[at], real[at]);
                real[at] = residual * Math.cos(phase);
                imaginary[at] = residual * Math.sin(phase);
            }
        }
        FOURIER.inverse(real, imaginary);
        for (int at = 0; at < saliency.length; at++) {
            saliency[at] = (float) (real[at] * real[at] + imaginary[at] * imaginary[at]);
        }
        return smoothed(saliency);
    }

    /** Within what rounding makes of equal pixels when they are averaged. */
    private static boolean isEven(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return !(most - least > 1e-6f * Math.max(Math.abs(least), Math.abs(most)));
    }

    /** Frequencies go round, so their neighbourhoods do as well. */
    private static double meanAround(double[] values, int u, int v) {
        double sum = 0;
        for (int dv = -1; dv <= 1; dv++) {
            for (int du = -1; du <= 1; du++) {
                sum += values[Math.floorMod(v + dv, SIDE) * SIDE + Math.floorMod(u + du, SIDE)];
            }
        }
        return sum / 9;
    }

    /** Gauss bell cut off at 3σ; the border is repeated. */
    private static float[] smoothed(float[] values) {
        int reach = (int) Math.ceil(3 * SIGMA);
        double[] bell = new double[2 * reach + 1];
        double total = 0;
        for (int d = -reach; d <= reach; d++) {
            bell[d + reach] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
            total += bell[d + reach];
        }
        float[] across = new float[values.length];
        float[] both = new float[values.length];
        for (int at = 0; at < values.length; at++) {
            double sum = 0;
            for (int d = -reach; d <= reach; d++) {
                sum += bell[d + reach] * values[at - at % SIDE + Math.clamp(at % SIDE + d, 0, SIDE - 1)];
            }
            across[at] = (float) (sum / total);
        }
        for (int at = 0; at < values.length; at++) {
            double sum = 0;
            for (int d = -reach; d <= reach; d++) {
                sum += bell[d + reach] * across[Math.clamp(at / SIDE + d, 0, SIDE - 1) * SIDE + at % SIDE];
            }
            both[at] = (float) (sum / total);
        }
        return both;
    }

    /** Means over the area that each small pixel covers; stretched to the square. */
    private static float[] shrunk(float[] grey, int columns, int rows) {
        float[] across = new float[SIDE * rows];
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < SIDE; u++) {
                across[row * SIDE + u] = mean(grey, row * columns, 1, columns, u);
            }
        }
        float[] small = new float[SIDE * SIDE];
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                small[v * SIDE + u] = mean(across, u, SIDE, rows, v);
            }
        }
        return small;
    }

    /** The mean of part {@code n} of SIDE of {@code length} values that lie {@code step} apart. */
    private static float mean(float[] values, int from, int step, int length, int n) {
        double start = (double) n * length / SIDE;
        double end = (double) (n + 1) * length / SIDE;
        double sum = 0;
        for (int at = (int) start; at < length && at < end; at++) {
            sum += values[from + at * step] * (Math.min(end, at + 1.0) - Math.max(start, at));
        }
        return (float) (sum / (end - start));
    }

    /** Linear between the middles of the small pixels. */
    private static float[] enlarged(float[] small, int columns, int rows) {
        float[] large = new float[columns * rows];
        for (int row = 0; row < rows; row++) {
            double y = Math.clamp((row + 0.5) * SIDE / rows - 0.5, 0, SIDE - 1.0);
            int v = Math.min(SIDE - 2, (int) y);
            for (int column = 0; column < columns; column++) {
                double x = Math.clamp((column + 0.5) * SIDE / columns - 0.5, 0, SIDE - 1.0);
                int u = Math.min(SIDE - 2, (int) x);
                int at = v * SIDE + u;
                double upper = small[at] + (x - u) * (small[at + 1] - small[at]);
                double lower = small[at + SIDE] + (x - u) * (small[at + SIDE + 1] - small[at + SIDE]);
                large[row * columns + column] = (float) (upper + (y - v) * (lower - upper));
            }
        }
        return large;
    }
}
