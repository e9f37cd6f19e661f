package org.radiloom.imaging.texture;

import java.util.stream.IntStream;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * What an ultrasound picture looks like at each place inside a region, wherever in the picture the region lies: thirteen
 * numbers for each pixel, its depth, and how much it stands out.
 *
 * <p>The picture is brought to a grid on which the square root of the region's area is {@value #ROOT} pixels, greys become
 * log(g + 0.05), and what gain and depth do is taken out ({@link RobustSurface}); the rest is centred on its median, divided
 * by 1.4826 median absolute deviations and cut off at ±6. Smoothing counts pixels of the region alone: G_s * (x·m) over G_s
 * * m (normalised convolution: Knutsson and Westin, CVPR 1993). Numbers: smoothed by σ = 1, 2, 4, 8; the logarithm of the
 * standard deviation under 2, 4, 8 (at least 0.01); differences of 2 and 4, 4 and 8; of the first of all, the logarithm of
 * the gradient's length + 0.02 and −σ² times the Laplacian, each at 2 and 4.
 *
 * <p>A few pixels are not magnified more than {@value #MOST_ZOOM} times.
 */
public final class RegionFeatures {
    /** Numbers of a pixel. */
    public static final int COUNT = 13;

    /** Square root of the region's area on the grid. */
    public static final int ROOT = 48;

    private static final double MOST_ZOOM = 3;
    private static final double FLOOR = 0.05;
    private static final double CUT = 6;
    private static final double EVEN = 1e-6;
    private static final double LEAST_VARIANCE = 1e-4;
    private static final double LEAST_SHARE = 1e-3;
    private static final double LEAST_SLOPE = 0.02;
    /** What stands out not at all still counts by its depth. */
    private static final double LEAST_CONTRAST = 0.3;

    private static final double[] SIGMAS = {1, 2, 4, 8};
    private static final Blur[] BLURS =
            IntStream.range(0, SIGMAS.length).mapToObj(n -> new Blur(SIGMAS[n])).toArray(Blur[]::new);
    private static final int CONTRAST_BLUR = 2;
    private static final int LAST_BLUR = 1;

    private final int original;
    private final double zoom;
    private final int side;
    private final byte[] inside;
    private final int[] places;
    private final double[][] shares;
    private final float[] numbers;
    private final double[] depth;
    private final double[] contrast;

    /**
     * Looks at a picture.
     *
     * @param picture (side, side), row by row, greys from 0 to 1
     * @param region 1 inside, alike
     */
    public RegionFeatures(float[] picture, byte[] region, int side) {
        if (picture.length != side * side || region.length != picture.length) {
            throw new IllegalArgumentException(picture.length + " values, side " + side);
        }
        double area = 0;
        float[] mask = new float[region.length];
        for (int at = 0; at < region.length; at++) {
            mask[at] = region[at] == 0 ? 0 : 1;
            area += mask[at];
        }
        this.original = side;
        this.zoom = area == 0 ? 1 : Math.min(MOST_ZOOM, ROOT / Math.sqrt(area));
        this.side = Math.max(1, (int) Math.round(side * zoom));
        double[] fine = onGrid(mask);
        this.inside = new byte[fine.length];
        for (int at = 0; at < fine.length; at++) {
            inside[at] = (byte) (fine[at] >= 0.5 ? 1 : 0);
        }
        this.places =
                IntStream.range(0, inside.length).filter(at -> inside[at] == 1).toArray();
        this.shares = new double[SIGMAS.length][];
        this.numbers = new float[places.length * COUNT];
        this.depth = new double[places.length];
        this.contrast = new double[places.length];
        if (places.length > 0) {
            look(onGrid(picture));
        }
    }

    private void look(double[] greys) {
        double[] plane = new double[inside.length];
        for (int at = 0; at < plane.length; at++) {
            plane[at] = inside[at];
        }
        for (int n = 0; n < SIGMAS.length; n++) {
            shares[n] = BLURS[n].of(plane, side);
        }
        for (int at = 0; at < greys.length; at++) {
            greys[at] = Math.log(greys[at] + FLOOR);
        }
        double[] rest = RobustSurface.residuals(greys, side, at -> inside[at] == 1);
        double[] even = standardised(rest);
        double[] squares = new double[even.length];
        for (int at = 0; at < even.length; at++) {
            even[at] = Math.clamp(even[at], -CUT, CUT);
            squares[at] = even[at] * even[at];
        }
        double[][] smooth = new double[SIGMAS.length][];
        for (int n = 0; n < SIGMAS.length; n++) {
            smooth[n] = within(even, n);
            put(smooth[n], n);
        }
        int next = SIGMAS.length;
        for (int n = 1; n < SIGMAS.length; n++) {
            double[] deviation = within(squares, n);
            for (int at = 0; at < deviation.length; at++) {
                double variance = deviation[at] - smooth[n][at] * smooth[n][at];
                deviation[at] = 0.5 * Math.log(Math.max(variance, LEAST_VARIANCE));
            }
            put(deviation, next++);
        }
        for (int n = 1; n < SIGMAS.length - 1; n++) {
            double[] difference = new double[even.length];
            for (int at = 0; at < difference.length; at++) {
                difference[at] = smooth[n][at] - smooth[n + 1][at];
            }
            put(difference, next++);
        }
        slopes(smooth[0], next);
        deepen();
        stand(rest);
    }

    /** Gradient and Laplacian at σ = 2 and 4. */
    private void slopes(double[] x, int from) {
        for (int n = 1; n < SIGMAS.length - 1; n++) {
            double sigma = SIGMAS[n];
            Blur first = Blur.derivative(sigma, 1);
            Blur second = Blur.derivative(sigma, 2);
            double[] down = Blur.of(x, side, first, BLURS[n]);
            double[] across = Blur.of(x, side, BLURS[n], first);
            double[] bendDown = Blur.of(x, side, second, BLURS[n]);
            double[] bendAcross = Blur.of(x, side, BLURS[n], second);
            for (int at = 0; at < x.length; at++) {
                down[at] = Math.log(Math.hypot(down[at], across[at]) + LEAST_SLOPE);
                bendDown[at] = -sigma * sigma * (bendDown[at] + bendAcross[at]);
            }
            put(down, from + n - 1);
            put(bendDown, from + SIGMAS.length - 2 + n - 1);
        }
    }

    /** Distance to the edge of the region, which the edge of the picture is too. */
    private void deepen() {
        int wide = side + 2;
        byte[] padded = new byte[wide * wide];
        for (int row = 0; row < side; row++) {
            System.arraycopy(inside, row * side, padded, (row + 1) * wide + 1, side);
        }
        float[] distance = DistanceTransform.toBackground(Mask.of(Geometry.axial(wide, wide, 1, 1, 1, 1), padded));
        for (int n = 0; n < places.length; n++) {
            depth[n] = distance[(places[n] / side + 1) * wide + places[n] % side + 1];
        }
    }

    /** How far a place's surroundings (σ = 4) lie from the region's median, times its depth, smoothed. */
    private void stand(double[] rest) {
        double[] far = standardised(within(rest, CONTRAST_BLUR));
        double[] values = new double[places.length];
        for (int n = 0; n < places.length; n++) {
            values[n] = (LEAST_CONTRAST + Math.abs(far[places[n]])) * depth[n];
        }
        System.arraycopy(smoothed(values), 0, contrast, 0, contrast.length);
    }

    private double[] standardised(double[] values) {
        double[] own = new double[places.length];
        for (int n = 0; n < own.length; n++) {
            own[n] = values[places[n]];
        }
        double middle = Median.of(own);
        double spread = Median.spread(own, middle) + EVEN;
        double[] standard = new double[values.length];
        for (int at = 0; at < values.length; at++) {
            standard[at] = (values[at] - middle) / spread;
        }
        return standard;
    }

    /** Smoothed among the region's pixels. */
    private double[] within(double[] values, int blur) {
        double[] masked = new double[values.length];
        for (int place : places) {
            masked[place] = values[place];
        }
        double[] smooth = BLURS[blur].of(masked, side);
        for (int at = 0; at < smooth.length; at++) {
            smooth[at] /= Math.max(shares[blur][at], LEAST_SHARE);
        }
        return smooth;
    }

    private void put(double[] plane, int number) {
        for (int n = 0; n < places.length; n++) {
            numbers[n * COUNT + number] = (float) plane[places[n]];
        }
    }

    /** How many pixels of the grid lie in the region; the values below are those pixels', row by row. */
    public int pixels() {
        return places.length;
    }

    /** (pixels, {@link #COUNT}), a copy. */
    public float[] numbers() {
        return numbers.clone();
    }

    /** Distance to the region's edge, pixels of the grid, from 1; a copy. */
    public double[] depth() {
        return depth.clone();
    }

    /** How much each pixel stands out, above 0; a copy. */
    public double[] contrast() {
        return contrast.clone();
    }

    /** Values of the pixels, smoothed among themselves by σ = 2. */
    public double[] smoothed(double[] values) {
        if (places.length == 0) {
            return new double[0];
        }
        double[] plane = new double[inside.length];
        for (int n = 0; n < places.length; n++) {
            plane[places[n]] = values[n];
        }
        double[] smooth = within(plane, LAST_BLUR);
        return IntStream.of(places).mapToDouble(at -> smooth[at]).toArray();
    }

    /**
     * Values of the pixels brought to the picture, bilinear.
     *
     * @return (side, side) of the picture, row by row; 0 where the grid's place is beside the region
     */
    public float[] back(double[] values) {
        double[] plane = new double[inside.length];
        for (int n = 0; n < places.length; n++) {
            plane[places[n]] = values[n];
        }
        float[] back = new float[original * original];
        for (int row = 0; row < original; row++) {
            for (int column = 0; column < original; column++) {
                back[row * original + column] =
                        (float) between(plane, side, (row + 0.5) * zoom - 0.5, (column + 0.5) * zoom - 0.5);
            }
        }
        return back;
    }

    private double[] onGrid(float[] picture) {
        double[] values = new double[picture.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = picture[at];
        }
        if (zoom < 1) {
            values = new Blur(0.5 * Math.sqrt(1 / (zoom * zoom) - 1)).of(values, original);
        }
        double[] grid = new double[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                grid[row * side + column] =
                        between(values, original, (row + 0.5) / zoom - 0.5, (column + 0.5) / zoom - 0.5);
            }
        }
        return grid;
    }

    /** Bilinear; the outermost pixels go on beyond the edge. */
    private static double between(double[] values, int side, double row, double column) {
        double y = Math.clamp(row, 0, side - 1);
        double x = Math.clamp(column, 0, side - 1);
        int top = (int) y;
        int left = (int) x;
        int below = Math.min(top + 1, side - 1);
        int right = Math.min(left + 1, side - 1);
        double down = y - top;
        double across = x - left;
        return (1 - down) * ((1 - across) * values[top * side + left] + across * values[top * side + right])
                + down * ((1 - across) * values[below * side + left] + across * values[below * side + right]);
    }
}
