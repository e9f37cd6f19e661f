package org.radiloom.imaging.measure;

import java.util.Arrays;
import java.util.List;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;

/**
 * The values of the pixels inside a shape.
 *
 * @param inside pixels of the image whose centre lies inside
 * @param counted those among them that have a finite number; the figures are theirs
 * @param mean 0 where nothing was counted
 * @param sumOfSquares of the distances from the mean
 * @param unit of the values; colours count by their luminance
 */
public record PixelSample(
        long inside, long counted, double mean, double sumOfSquares, double min, double max, Unit unit) {
    /** How often values occur; bin n begins at {@code low + n * width}. */
    public record Histogram(double low, double width, List<Long> counts, Unit unit) {
        public Histogram {
            counts = List.copyOf(counts);
        }
    }

    /** Looks at all pixels inside. */
    public static PixelSample of(Shape shape, Slice slice, ValueUnit unit) {
        var sums = new Sums();
        InsidePixels.of(shape, slice.columns(), slice.rows(), (row, from, to) -> {
            for (int column = from; column < to; column++) {
                sums.add(value(slice, column, row));
            }
        });
        return new PixelSample(sums.inside, sums.n, sums.mean, sums.squares, sums.min, sums.max, unit(slice, unit));
    }

    /** Value of a pixel; of a colour its ITU-R BT.601 luminance, a whole number from 0 to 255. */
    static double value(Slice slice, int column, int row) {
        return switch (slice) {
            case GreySlice grey -> grey.valueAt(column, row);
            case ColourSlice colour -> {
                int c = colour.rgbAt(column, row);
                yield Math.round(0.299f * (c >> 16 & 255) + 0.587f * (c >> 8 & 255) + 0.114f * (c & 255));
            }
        };
    }

    static Unit unit(Slice slice, ValueUnit unit) {
        if (slice instanceof ColourSlice) {
            return Unit.LUMINANCE;
        }
        return switch (unit) {
            case HOUNSFIELD -> Unit.HOUNSFIELD;
            case RAW, COLOUR -> Unit.RAW;
        };
    }

    /** The standard deviation of a sample (n - 1). */
    public Reading sd() {
        return counted == 1 ? new Reading.None(Cause.ONE_PIXEL) : figure(Math.sqrt(sumOfSquares / (counted - 1)));
    }

    /** A figure of the counted pixels, or why there is none. */
    Reading figure(double value) {
        if (inside == 0) {
            return new Reading.None(Cause.NO_PIXEL_INSIDE);
        }
        return counted == 0 ? new Reading.None(Cause.NO_VALUES) : Reading.of(value, unit);
    }

    /**
     * How the values of the pixels inside are distributed, from the least to the greatest, in at most {@code most} bins of
     * equal width; of whole numbers where all values are whole. No bins where nothing was counted.
     */
    public Histogram histogram(Shape shape, Slice slice, int most) {
        if (counted == 0 || !Double.isFinite(max - min)) {
            return new Histogram(0, 1, List.of(), unit);
        }
        boolean[] fraction = new boolean[1];
        InsidePixels.of(shape, slice.columns(), slice.rows(), (row, from, to) -> {
            for (int column = from; column < to; column++) {
                double v = value(slice, column, row);
                fraction[0] |= v != Math.rint(v);
            }
        });
        double range = max - min;
        double width = fraction[0] ? Math.max(range / most, Double.MIN_NORMAL) : Math.ceil((range + 1) / most);
        int bins = fraction[0] ? (range > 0 ? most : 1) : (int) (range / width) + 1;
        long[] counts = new long[bins];
        InsidePixels.of(shape, slice.columns(), slice.rows(), (row, from, to) -> {
            for (int column = from; column < to; column++) {
                double v = value(slice, column, row);
                if (Double.isFinite(v)) {
                    counts[Math.clamp((long) ((v - min) / width), 0, bins - 1)]++;
                }
            }
        });
        return new Histogram(min, width, Arrays.stream(counts).boxed().toList(), unit);
    }

    /** Running mean and squares after Welford (Technometrics 4, 1962), exact enough for values far from 0. */
    private static final class Sums {
        private long inside;
        private long n;
        private double mean;
        private double squares;
        private double min;
        private double max;

        void add(double value) {
            inside++;
            if (!Double.isFinite(value)) {
                return;
            }
            min = n == 0 ? value : Math.min(min, value);
            max = n == 0 ? value : Math.max(max, value);
            n++;
            double off = value - mean;
            mean += off / n;
            squares += off * (value - mean);
        }
    }
}
