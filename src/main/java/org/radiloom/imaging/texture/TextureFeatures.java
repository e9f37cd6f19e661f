package org.radiloom.imaging.texture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a small patch of liver looks like apart from its brightness, in {@value #COUNT} numbers: the patch is divided by its
 * mean first, so that gain, and whatever else multiplies all pixels, says nothing.
 *
 * <ul>
 *   <li>{@code envelope}: with the values taken as compressed echoes, e^{k(v - 1)} for k = 2 and 4, the logarithm of mean
 *       over standard deviation and of the Nakagami parameter (mean of the squares, squared, over their variance; Shankar,
 *       IEEE Transactions on Medical Imaging 19 (2000) 727). The true compression is not known: only their order counts
 *   <li>{@code local}: standard deviations in windows of 5 × 5: logarithm of their mean and of their own deviation, their
 *       skewness; and the logarithm of the deviation of the windows' means
 *   <li>{@code band}: the logarithm of the deviation of what is lost from each smoothing to the next, σ 0.7, 1, 1.5, 2, 3,
 *       4, 6 pixels, and of what is left
 *   <li>{@code pattern}: {@link LocalPatterns}
 * </ul>
 */
public final class TextureFeatures {
    /** How many numbers there are. */
    public static final int COUNT = 46;

    /** The smallest patch, pixels. */
    public static final int LEAST_SIDE = 12;

    private static final double SMALLEST = 1e-6;
    private static final int WINDOW = 5;
    private static final double[] COMPRESSIONS = {2, 4};
    private static final double[] SIGMAS = {0.7, 1, 1.5, 2, 3, 4, 6};
    private static final Blur[] BLURS =
            java.util.Arrays.stream(SIGMAS).mapToObj(Blur::new).toArray(Blur[]::new);

    private TextureFeatures() {}

    /** Names in the order of {@link #of}, such as {@code band.1.5}. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (double k : COMPRESSIONS) {
            names.add("envelope.snr" + (int) k);
            names.add("envelope.nakagami" + (int) k);
        }
        names.addAll(List.of("local.mean", "local.spread", "local.skewness", "local.level"));
        for (double sigma : SIGMAS) {
            names.add(String.format(Locale.ROOT, "band.%.1f", sigma));
        }
        names.add("band.rest");
        for (int radius : LocalPatterns.RADII) {
            for (int p = 0; p < LocalPatterns.PATTERNS; p++) {
                names.add("pattern.r" + radius + "." + p);
            }
        }
        return Collections.unmodifiableList(names);
    }

    /**
     * The numbers of one patch.
     *
     * @param patch row by row, any positive scale; a black patch counts as an even one
     * @param side height and width, at least {@value #LEAST_SIDE}
     * @return {@link #COUNT} finite numbers
     */
    public static double[] of(float[] patch, int side) {
        if (side < LEAST_SIDE || patch.length != side * side) {
            throw new IllegalArgumentException(patch.length + " values, side " + side);
        }
        double[] v = byMean(patch);
        double[] features = new double[COUNT];
        int at = envelope(v, features, 0);
        at = local(v, side, features, at);
        at = bands(v, side, features, at);
        double[] patterns = LocalPatterns.of(v, side);
        System.arraycopy(patterns, 0, features, at, patterns.length);
        return features;
    }

    private static double[] byMean(float[] patch) {
        double mean = 0;
        for (float p : patch) {
            mean += p;
        }
        mean /= patch.length;
        double[] v = new double[patch.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = mean > 0 ? patch[i] / mean : 1;
        }
        return v;
    }

    private static int envelope(double[] v, double[] features, int from) {
        int at = from;
        double[] echo = new double[v.length];
        for (double k : COMPRESSIONS) {
            for (int i = 0; i < v.length; i++) {
                echo[i] = Math.exp(k * (v[i] - 1));
            }
            Moments amplitude = Moments.of(echo);
            for (int i = 0; i < v.length; i++) {
                echo[i] *= echo[i];
            }
            Moments power = Moments.of(echo);
            features[at++] = Math.log(amplitude.mean()) - log(amplitude.deviation());
            features[at++] = 2 * (Math.log(power.mean()) - log(power.deviation()));
        }
        return at;
    }

    private static int local(double[] v, int side, double[] features, int from) {
        int windows = side - WINDOW + 1;
        double[] means = new double[windows * windows];
        double[] deviations = new double[windows * windows];
        for (int row = 0; row < windows; row++) {
            for (int column = 0; column < windows; column++) {
                double sum = 0;
                double squares = 0;
                for (int y = 0; y < WINDOW; y++) {
                    for (int x = 0; x < WINDOW; x++) {
                        double value = v[(row + y) * side + column + x];
                        sum += value;
                        squares += value * value;
                    }
                }
                double mean = sum / (WINDOW * WINDOW);
                means[row * windows + column] = mean;
                deviations[row * windows + column] = Math.sqrt(Math.max(squares / (WINDOW * WINDOW) - mean * mean, 0));
            }
        }
        Moments spread = Moments.of(deviations);
        features[from] = log(spread.mean());
        features[from + 1] = log(spread.deviation());
        features[from + 2] = spread.skewness();
        features[from + 3] = log(Moments.of(means).deviation());
        return from + 4;
    }

    private static int bands(double[] v, int side, double[] features, int from) {
        int at = from;
        double[] finer = v;
        for (Blur blur : BLURS) {
            double[] coarser = blur.of(v, side);
            double[] lost = finer.clone();
            for (int i = 0; i < lost.length; i++) {
                lost[i] -= coarser[i];
            }
            features[at++] = log(Moments.of(lost).deviation());
            finer = coarser;
        }
        features[at++] = log(Moments.of(finer).deviation());
        return at;
    }

    /** Never minus infinity. */
    private static double log(double value) {
        return Math.log(Math.max(value, SMALLEST));
    }
}
