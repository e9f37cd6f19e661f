package org.radiloom.imaging.texture;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each rotation-invariant uniform local binary pattern occurs in a patch. Source: Ojala, Pietikäinen, Mäenpää,
 * IEEE Transactions on Pattern Analysis and Machine Intelligence 24 (2002) 971, equation 9 with P = 8.
 *
 * <p>A pixel is compared with eight places on a circle around it, read between pixels by bilinear interpolation. Up to
 * two changes between brighter and not brighter around the circle make a pattern uniform: it counts by the number of
 * brighter places, 0 to 8. All others count together, as the tenth.
 *
 * <p>Patterns do not change when all values are multiplied. A comparison of single greys is mostly noise; so the patch is
 * smoothed first, and as no one smoothing is right, the frequencies are averaged over several.
 */
final class LocalPatterns {
    /** Radii of the circles, pixels. */
    static final int[] RADII = {1, 2, 3};

    /** Patterns at each radius. */
    static final int PATTERNS = 10;

    private static final int PLACES = 8;
    private static final int MARGIN = 4;
    private static final double TIE = 1e-9;
    private static final double[] SINE = IntStream.range(0, PLACES)
            .mapToDouble(p -> Math.sin(p * Math.PI / 4))
            .toArray();
    private static final double[] COSINE = IntStream.range(0, PLACES)
            .mapToDouble(p -> Math.cos(p * Math.PI / 4))
            .toArray();
    private static final Blur[] BLURS = Arrays.stream(new double[] {0.5, 0.6, 0.7, 0.8, 0.9, 1.0})
            .mapToObj(Blur::new)
            .toArray(Blur[]::new);

    private LocalPatterns() {}

    /**
     * Square roots of the frequencies (so that rare patterns vary as much as frequent ones), averaged over the smoothings.
     *
     * @param patch row by row, mean about 1
     * @param side at least 9 pixels
     * @return {@link #PATTERNS} for each radius, radius by radius
     */
    static double[] of(double[] patch, int side) {
        double[] mean = new double[RADII.length * PATTERNS];
        for (Blur blur : BLURS) {
            double[] smooth = blur.of(patch, side);
            for (int r = 0; r < RADII.length; r++) {
                double[] roots = roots(smooth, side, RADII[r]);
                for (int p = 0; p < PATTERNS; p++) {
                    mean[r * PATTERNS + p] += roots[p] / BLURS.length;
                }
            }
        }
        return mean;
    }

    private static double[] roots(double[] patch, int side, int radius) {
        double[] counts = new double[PATTERNS];
        for (int row = MARGIN; row < side - MARGIN; row++) {
            for (int column = MARGIN; column < side - MARGIN; column++) {
                counts[pattern(patch, side, row, column, radius)]++;
            }
        }
        int inner = side - 2 * MARGIN;
        for (int p = 0; p < PATTERNS; p++) {
            counts[p] = Math.sqrt(counts[p] / (inner * inner));
        }
        return counts;
    }

    private static int pattern(double[] patch, int side, int row, int column, int radius) {
        double centre = patch[row * side + column] + TIE;
        int bits = 0;
        for (int place = 0; place < PLACES; place++) {
            if (between(patch, side, row - radius * SINE[place], column + radius * COSINE[place]) > centre) {
                bits |= 1 << place;
            }
        }
        int turned = bits >> 1 | (bits & 1) << PLACES - 1;
        return Integer.bitCount(bits ^ turned) <= 2 ? Integer.bitCount(bits) : PATTERNS - 1;
    }

    /** Places lie inside the patch, so that cutting off is rounding down. */
    private static double between(double[] patch, int side, double row, double column) {
        int r = (int) row;
        int c = (int) column;
        double down = row - r;
        double right = column - c;
        int at = r * side + c;
        // one past the edge has no weight: circles stay inside the margin
        return (1 - down) * ((1 - right) * patch[at] + right * patch[at + 1])
                + down * ((1 - right) * patch[at + side] + right * patch[at + side + 1]);
    }
}
