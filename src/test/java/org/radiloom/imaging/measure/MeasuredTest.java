package org.radiloom.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;

class MeasuredTest {
    private static final Calibration MILLIMETRES = Calibration.everywhere(Scale.millimetres(0.5, 0.5));

    private static Measured.Image image(Slice slice, ValueUnit unit) {
        return new Measured.Image(0, slice.columns(), slice.rows(), Optional.of(slice), unit);
    }

    private static Reading reading(Measured measured, Quantity quantity) {
        return measured.readings().getOrDefault(quantity, new Reading.None(Cause.NOT_LOADED));
    }

    private static Reading.None none(Cause cause) {
        return new Reading.None(cause);
    }

    @Test
    void aRegionBetweenPixelCentresSaysThatNoPixelIsInside() {
        Measured measured = Measured.of(
                Shape.of(Shape.Kind.RECTANGLE, 3.2, 3.2, 3.8, 3.8),
                image(GreySlice.ofValues(new float[100], 10, 10), ValueUnit.HOUNSFIELD),
                MILLIMETRES);
        assertEquals(none(Cause.NO_PIXEL_INSIDE), reading(measured, Quantity.MEAN));
        assertFalse(measured.readings().containsKey(Quantity.SD));
        assertEquals(
                0.09, ((Reading.Value) reading(measured, Quantity.AREA)).value(), 1e-12, "the area is still there");
    }

    @Test
    void onePixelHasAMeanAndNoStandardDeviation() {
        float[] values = new float[100];
        values[44] = 7;
        Measured measured = Measured.of(
                Shape.of(Shape.Kind.ELLIPSE, 3.6, 3.6, 4.4, 4.4),
                image(GreySlice.ofValues(values, 10, 10), ValueUnit.HOUNSFIELD),
                MILLIMETRES);
        assertEquals(new Reading.Value(7, Unit.HOUNSFIELD), reading(measured, Quantity.MEAN));
        assertEquals(none(Cause.ONE_PIXEL), reading(measured, Quantity.SD));
    }

    @Test
    void pixelsWithoutANumberAreLeftOut() {
        float[] values = {1, Float.NaN, 3, Float.POSITIVE_INFINITY};
        var image = image(GreySlice.ofValues(values, 4, 1), ValueUnit.RAW);
        Measured measured = Measured.of(Shape.of(Shape.Kind.RECTANGLE, -0.5, -0.5, 3.5, 0.5), image, MILLIMETRES);
        assertEquals(new Reading.Value(2, Unit.RAW), reading(measured, Quantity.MEAN));
        assertEquals(new Reading.Value(2, Unit.COUNT), reading(measured, Quantity.COUNT));
        assertEquals(new Reading.Value(3, Unit.RAW), reading(measured, Quantity.MAX));
        assertEquals(
                none(Cause.NO_VALUES),
                reading(Measured.of(Shape.of(Shape.Kind.PROBE, 1, 0), image, MILLIMETRES), Quantity.VALUE));
        assertEquals(
                none(Cause.NO_VALUES),
                reading(
                        Measured.of(Shape.of(Shape.Kind.RECTANGLE, 0.5, -0.5, 1.5, 0.5), image, MILLIMETRES),
                        Quantity.MEAN));
    }

    @Test
    void twoRectanglesThatShareALineShareNoPixel() {
        var image = image(GreySlice.ofValues(new float[100], 10, 10), ValueUnit.RAW);
        double left = count(Shape.of(Shape.Kind.RECTANGLE, 1, 1, 5, 9), image);
        double right = count(Shape.of(Shape.Kind.RECTANGLE, 5, 1, 9, 9), image);
        assertEquals(64, left + right);
        assertEquals(64, count(Shape.of(Shape.Kind.RECTANGLE, 1, 1, 9, 9), image));
    }

    private static double count(Shape shape, Measured.Image image) {
        return ((Reading.Value) reading(Measured.of(shape, image, MILLIMETRES), Quantity.COUNT)).value();
    }

    @Test
    void coloursAreMeasuredByTheirLuminance() {
        // ITU-R BT.601: 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2
        int[] rgb = new int[9];
        Arrays.fill(rgb, 200 << 16 | 100 << 8 | 50);
        Measured measured = Measured.of(
                Shape.of(Shape.Kind.PROBE, 1, 1), image(ColourSlice.of(rgb, 3, 3), ValueUnit.COLOUR), MILLIMETRES);
        assertEquals(new Reading.Value(124, Unit.LUMINANCE), reading(measured, Quantity.VALUE));
    }

    @Test
    void withoutSpacingLengthsAreInPixels() {
        var image = image(GreySlice.ofValues(new float[100], 10, 10), ValueUnit.RAW);
        Calibration pixels = Calibration.everywhere(Scale.PIXELS);
        assertEquals(
                new Reading.Value(5, Unit.PIXEL),
                reading(Measured.of(Shape.of(Shape.Kind.LENGTH, 1, 1, 4, 5), image, pixels), Quantity.LENGTH));
        assertEquals(
                new Reading.Value(12, Unit.SQUARE_PIXEL),
                reading(Measured.of(Shape.of(Shape.Kind.RECTANGLE, 1, 1, 4, 5), image, pixels), Quantity.AREA));
    }

    @Test
    void whileAnImageIsNotInMemoryItsSizesAreKnownAndItsValuesAreNot() {
        var image = new Measured.Image(3, 10, 10, Optional.empty(), ValueUnit.HOUNSFIELD);
        Measured measured = Measured.of(Shape.of(Shape.Kind.RECTANGLE, 1, 1, 4, 5), image, MILLIMETRES);
        assertEquals(new Reading.Value(3, Unit.SQUARE_MILLIMETRE), reading(measured, Quantity.AREA));
        assertEquals(none(Cause.NOT_LOADED), reading(measured, Quantity.MEAN));
    }

    @Test
    void onAxesWithUnitsOfTheirOwnThereAreTimeAndVelocityInsteadOfALength() {
        Scale spectrum = new Scale(
                Axis.of(Unit.SECOND, 0.01), new Axis(Unit.CENTIMETRE_PER_SECOND, -2, OptionalDouble.of(60)), false);
        var image = image(GreySlice.ofValues(new float[10_000], 100, 100), ValueUnit.RAW);
        Calibration c = Calibration.everywhere(spectrum);
        Measured line = Measured.of(Shape.of(Shape.Kind.LENGTH, 10, 80, 60, 30), image, c);
        assertEquals(new Reading.Value(0.5, Unit.SECOND), reading(line, Quantity.ACROSS));
        assertEquals(new Reading.Value(100, Unit.CENTIMETRE_PER_SECOND), reading(line, Quantity.DOWN));
        assertFalse(line.readings().containsKey(Quantity.LENGTH));
        // 20 rows above the base line at 2 cm/s a row, upwards
        Measured point = Measured.of(Shape.of(Shape.Kind.PROBE, 10, 40), image, c);
        assertEquals(new Reading.Value(40, Unit.CENTIMETRE_PER_SECOND), reading(point, Quantity.AT_DOWN));
        assertEquals(
                none(Cause.AXES_DIFFER),
                reading(Measured.of(Shape.of(Shape.Kind.ANGLE, 1, 1, 5, 5, 9, 1), image, c), Quantity.ANGLE));
        assertEquals(
                none(Cause.AXES_DIFFER),
                reading(Measured.of(Shape.of(Shape.Kind.ELLIPSE, 1, 1, 9, 9), image, c), Quantity.AREA));
    }

    @Test
    void anglesWithoutAnArmSayWhy() {
        var image = image(GreySlice.ofValues(new float[100], 10, 10), ValueUnit.RAW);
        assertEquals(
                none(Cause.POINTS_COINCIDE),
                reading(Measured.of(Shape.of(Shape.Kind.ANGLE, 2, 2, 2, 2, 7, 7), image, MILLIMETRES), Quantity.ANGLE));
    }

    @Test
    void aHistogramCountsEveryPixelOnce() {
        float[] values = {-2, -2, 0, 1, 1, 1, 5, 9, 9, 10};
        var slice = GreySlice.ofValues(values, 10, 1);
        Shape all = Shape.of(Shape.Kind.RECTANGLE, -0.5, -0.5, 9.5, 0.5);
        PixelSample sample = PixelSample.of(all, slice, ValueUnit.HOUNSFIELD);
        var whole = sample.histogram(all, slice, 64);
        assertEquals(1, whole.width());
        assertEquals(-2, whole.low());
        assertEquals(List.of(2L, 0L, 1L, 3L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 2L, 1L), whole.counts());
        // 13 possible values in at most 4 bins: 4 values each, -2..1, 2..5, 6..9, 10
        var few = sample.histogram(all, slice, 4);
        assertEquals(4, few.width());
        assertEquals(List.of(6L, 1L, 2L, 1L), few.counts());
    }

    @Test
    void shapesHaveAsManyFinitePointsAsTheirKind() {
        assertThrows(IllegalArgumentException.class, () -> Shape.of(Shape.Kind.LENGTH, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Shape.of(Shape.Kind.PROBE, Double.NaN, 2));
        assertThrows(IllegalArgumentException.class, () -> new Reading.Value(Double.NaN, Unit.RAW));
        assertEquals(none(Cause.NOT_FINITE), Reading.of(Double.NEGATIVE_INFINITY, Unit.RAW));
    }

    @Test
    void whateverIsDrawnNoReadingIsNaNOrInfinite() {
        var random = new Random(11);
        float[] values = new float[400];
        for (int at = 0; at < values.length; at++) {
            values[at] = switch (random.nextInt(12)) {
                case 0 -> Float.NaN;
                case 1 -> Float.NEGATIVE_INFINITY;
                case 2 -> Float.MAX_VALUE;
                case 3 -> -Float.MAX_VALUE;
                default -> random.nextFloat();
            };
        }
        var image = image(GreySlice.ofValues(values, 20, 20), ValueUnit.RAW);
        double[] nasty = {0, -0.0, 0.5, 9.5, 20, -1, 1e-320, 1e9, -1e9, 1e308, -1e308, 5};
        List<Scale> scales = List.of(
                Scale.PIXELS,
                Scale.millimetres(1e-300, 1e300),
                new Scale(
                        Axis.of(Unit.SECOND, -1e-308), new Axis(Unit.HERTZ, 1e308, OptionalDouble.of(-1e308)), false));
        List<Shape.Kind> kinds = List.of(Shape.Kind.values());
        int numbers = 0;
        for (int run = 0; run < 20_000; run++) {
            Shape.Kind kind = kinds.get(random.nextInt(kinds.size()));
            int points = kind.fewest() + (kind.most() > 4 ? random.nextInt(5) : 0);
            List<Point> at = new ArrayList<>();
            for (int n = 0; n < points; n++) {
                at.add(new Point(coordinate(random, nasty), coordinate(random, nasty)));
            }
            Calibration c = Calibration.everywhere(scales.get(random.nextInt(scales.size())));
            for (Reading reading :
                    Measured.of(new Shape(kind, at), image, c).readings().values()) {
                if (reading instanceof Reading.Value number) {
                    assertTrue(Double.isFinite(number.value()));
                    numbers++;
                }
            }
        }
        assertTrue(numbers > 10_000, "most shapes measure something: " + numbers);
    }

    private static double coordinate(Random random, double[] nasty) {
        return random.nextBoolean() ? nasty[random.nextInt(nasty.length)] : random.nextDouble() * 20;
    }

    @Test
    void theSamePointsInAnyOrderGiveTheSameNumber() {
        var random = new Random(3);
        var image = image(GoldenShapesTest.image(), ValueUnit.HOUNSFIELD);
        Calibration c = Calibration.everywhere(Scale.millimetres(0.37, 0.91));
        for (int run = 0; run < 2000; run++) {
            double[] p = random.doubles(8, 0, 150).toArray();
            same(Shape.of(Shape.Kind.LENGTH, p[0], p[1], p[2], p[3]), reversed(p, 2, Shape.Kind.LENGTH), image, c);
            same(
                    Shape.of(Shape.Kind.ANGLE, p[0], p[1], p[2], p[3], p[4], p[5]),
                    reversed(p, 3, Shape.Kind.ANGLE),
                    image,
                    c);
            same(Shape.of(Shape.Kind.COBB, p), reversed(p, 4, Shape.Kind.COBB), image, c);
            same(
                    Shape.of(Shape.Kind.COBB, p),
                    Shape.of(Shape.Kind.COBB, p[2], p[3], p[0], p[1], p[4], p[5], p[6], p[7]),
                    image,
                    c);
            same(
                    Shape.of(Shape.Kind.RECTANGLE, p[0], p[1], p[2], p[3]),
                    Shape.of(Shape.Kind.RECTANGLE, p[2], p[1], p[0], p[3]),
                    image,
                    c);
            same(Shape.of(Shape.Kind.ELLIPSE, p[0], p[1], p[2], p[3]), reversed(p, 2, Shape.Kind.ELLIPSE), image, c);
        }
    }

    private static Shape reversed(double[] p, int points, Shape.Kind kind) {
        List<Point> at = new ArrayList<>();
        for (int n = 0; n < points; n++) {
            at.add(new Point(p[2 * n], p[2 * n + 1]));
        }
        Collections.reverse(at);
        return new Shape(kind, at);
    }

    private static void same(Shape a, Shape b, Measured.Image image, Calibration c) {
        assertEquals(
                Measured.of(a, image, c).readings(), Measured.of(b, image, c).readings(), a.toString());
    }
}
