package org.radiloom.imaging.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;

/**
 * What a shape measures: readings in the order in which they are written. The same points give the same readings in
 * whatever order they were drawn.
 *
 * @param readings empty for notes
 * @param atDetector lengths are those at the detector
 */
public record Measured(SequencedMap<Quantity, Reading> readings, boolean atDetector) {
    public Measured {
        readings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(readings));
    }

    /** The image that a shape lies on, as far as it is in memory. */
    public record Image(int slice, int columns, int rows, Optional<Slice> pixels, ValueUnit unit) {}

    /** Measures a shape. */
    public static Measured of(Shape shape, Image image, Calibration calibration) {
        Calibration.Located located = calibration.common(image.slice(), deciding(shape));
        var all = new LinkedHashMap<Quantity, Reading>();
        switch (located) {
            case Calibration.Located.In in -> sizes(shape, in.scale(), all);
            case Calibration.Located.Nowhere nowhere -> refused(shape, nowhere.cause(), all);
        }
        boolean detector =
                located instanceof Calibration.Located.In in && in.scale().atDetector();
        values(shape, image, all);
        return new Measured(all, detector);
    }

    /** The reading that a list shows; empty for notes. */
    public Optional<Map.Entry<Quantity, Reading>> headline() {
        Optional<Map.Entry<Quantity, Reading>> value = readings.entrySet().stream()
                .filter(e -> e.getKey() == Quantity.VALUE)
                .findFirst();
        return value.or(() -> readings.entrySet().stream().findFirst());
    }

    /** The points whose place decides on the scale. */
    private static List<Point> deciding(Shape shape) {
        return switch (shape.kind()) {
            case RECTANGLE -> InsidePixels.corners(shape.box());
            case ELLIPSE -> {
                Shape.Box b = shape.box();
                double column = (b.left() + b.right()) / 2;
                double row = (b.top() + b.bottom()) / 2;
                yield List.of(
                        new Point(b.left(), row),
                        new Point(b.right(), row),
                        new Point(column, b.top()),
                        new Point(column, b.bottom()));
            }
            case PROBE, LENGTH, ANGLE, COBB, POLYGON, FREEHAND, TEXT, ARROW -> shape.points();
        };
    }

    private static void refused(Shape shape, Cause cause, Map<Quantity, Reading> into) {
        var none = new Reading.None(cause);
        switch (shape.kind()) {
            case LENGTH -> into.put(Quantity.LENGTH, none);
            case ANGLE -> into.put(Quantity.ANGLE, none);
            case COBB -> into.put(Quantity.COBB, none);
            case RECTANGLE, ELLIPSE, POLYGON, FREEHAND -> into.put(Quantity.AREA, none);
            case PROBE, TEXT, ARROW -> {}
        }
    }

    private static void sizes(Shape shape, Scale scale, Map<Quantity, Reading> into) {
        switch (shape.kind()) {
            case PROBE -> probe(shape.point(0), scale, into);
            case LENGTH -> length(shape, scale, into);
            case ANGLE ->
                into.put(
                        Quantity.ANGLE,
                        angle(shape.point(1), shape.point(0), shape.point(1), shape.point(2), scale, false));
            case COBB ->
                into.put(
                        Quantity.COBB,
                        angle(shape.point(0), shape.point(1), shape.point(2), shape.point(3), scale, true));
            case RECTANGLE, ELLIPSE, POLYGON, FREEHAND -> region(shape, scale, into);
            case TEXT, ARROW -> {}
        }
    }

    /** On an axis with a zero of its own, such as the velocity of a spectrum, a point has a value. */
    private static void probe(Point at, Scale scale, Map<Quantity, Reading> into) {
        if (!scale.plane()) {
            scale.across()
                    .zero()
                    .ifPresent(zero -> into.put(
                            Quantity.AT_ACROSS,
                            Reading.of(
                                    (at.column() - zero) * scale.across().perPixel(),
                                    scale.across().unit())));
            scale.down()
                    .zero()
                    .ifPresent(zero -> into.put(
                            Quantity.AT_DOWN,
                            Reading.of(
                                    (at.row() - zero) * scale.down().perPixel(),
                                    scale.down().unit())));
        }
    }

    private static void length(Shape shape, Scale scale, Map<Quantity, Reading> into) {
        double columns = shape.point(1).column() - shape.point(0).column();
        double rows = shape.point(1).row() - shape.point(0).row();
        if (scale.plane()) {
            into.put(
                    Quantity.LENGTH,
                    Reading.of(scale.distance(columns, rows), scale.across().unit()));
        } else {
            apart(columns, rows, scale, into);
        }
    }

    private static void apart(double columns, double rows, Scale scale, Map<Quantity, Reading> into) {
        put(Quantity.ACROSS, scale.across(), scale.across().distance(columns), into);
        put(Quantity.DOWN, scale.down(), scale.down().distance(rows), into);
    }

    private static void put(Quantity quantity, Axis axis, double value, Map<Quantity, Reading> into) {
        if (axis.unit() != Unit.NONE) {
            into.put(quantity, Reading.of(value, axis.unit()));
        }
    }

    /** Between the lines from a to b and from c to d. */
    private static Reading angle(Point a, Point b, Point c, Point d, Scale scale, boolean undirected) {
        if (!scale.plane()) {
            return new Reading.None(Cause.AXES_DIFFER);
        }
        double ux = scale.across().perPixel() * (b.column() - a.column());
        double uy = scale.down().perPixel() * (b.row() - a.row());
        double vx = scale.across().perPixel() * (d.column() - c.column());
        double vy = scale.down().perPixel() * (d.row() - c.row());
        if ((ux == 0 && uy == 0) || (vx == 0 && vy == 0)) {
            return new Reading.None(Cause.POINTS_COINCIDE);
        }
        // without the signs, so that it does not matter which line comes first
        double turn = Math.abs(ux * vy - uy * vx);
        double along = ux * vx + uy * vy;
        return Reading.of(Math.toDegrees(Math.atan2(turn, undirected ? Math.abs(along) : along)), Unit.DEGREE);
    }

    private static void region(Shape shape, Scale scale, Map<Quantity, Reading> into) {
        Shape.Box box = shape.box();
        if (!scale.plane()) {
            if (shape.kind() == Shape.Kind.RECTANGLE) {
                apart(box.width(), box.height(), scale, into);
            } else {
                into.put(Quantity.AREA, new Reading.None(Cause.AXES_DIFFER));
            }
            return;
        }
        double width = scale.across().distance(box.width());
        double height = scale.down().distance(box.height());
        double pixel = scale.across().distance(1) * scale.down().distance(1);
        switch (shape.kind()) {
            case RECTANGLE -> sizes(width * height, 2 * (width + height), scale, into);
            case ELLIPSE ->
                sizes(Math.PI / 4 * width * height, Outline.ellipsePerimeter(width / 2, height / 2), scale, into);
            case POLYGON, FREEHAND ->
                sizes(Outline.area(shape.points()) * pixel, Outline.perimeter(shape.points(), scale), scale, into);
            case PROBE, LENGTH, ANGLE, COBB, TEXT, ARROW -> {}
        }
    }

    private static void sizes(double area, double perimeter, Scale scale, Map<Quantity, Reading> into) {
        into.put(Quantity.AREA, Reading.of(area, scale.areaUnit()));
        into.put(Quantity.PERIMETER, Reading.of(perimeter, scale.across().unit()));
    }

    private static void values(Shape shape, Image image, Map<Quantity, Reading> into) {
        Slice pixels = image.pixels().orElse(null);
        if (shape.kind() == Shape.Kind.PROBE) {
            into.put(Quantity.VALUE, value(shape.point(0), image));
        } else if (shape.kind().region() && pixels == null) {
            into.put(Quantity.MEAN, new Reading.None(Cause.NOT_LOADED));
        } else if (shape.kind().region() && pixels != null) {
            PixelSample sample = PixelSample.of(shape, pixels, image.unit());
            into.put(Quantity.MEAN, sample.figure(sample.mean()));
            if (sample.counted() > 0) {
                into.put(Quantity.SD, sample.sd());
                into.put(Quantity.MIN, sample.figure(sample.min()));
                into.put(Quantity.MAX, sample.figure(sample.max()));
                into.put(Quantity.COUNT, Reading.of((double) sample.counted(), Unit.COUNT));
            }
        }
    }

    private static Reading value(Point at, Image image) {
        int column = (int) Math.floor(at.column() + 0.5);
        int row = (int) Math.floor(at.row() + 0.5);
        if (column < 0 || row < 0 || column >= image.columns() || row >= image.rows()) {
            return new Reading.None(Cause.OUTSIDE_IMAGE);
        }
        return image.pixels()
                .map(p -> {
                    double value = PixelSample.value(p, column, row);
                    return Double.isFinite(value)
                            ? Reading.of(value, PixelSample.unit(p, image.unit()))
                            : new Reading.None(Cause.NO_VALUES);
                })
                .orElse(new Reading.None(Cause.NOT_LOADED));
    }
}
