package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.sr.ContentValue.Graphic;
import org.radiloom.dicom.sr.Region;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.measure.Shape;

/** Shapes as reports draw them: in the patient where the images have a place, else on the image. */
final class Outlines {
    /** Reports count from the corner of the first pixel, shapes from its centre (PS3.3, C.18.6.1.2). */
    private static final double CORNER = 0.5;

    private final ReportedSeries series;
    private final int slice;

    Outlines(ReportedSeries series, int slice) {
        this.series = series;
        this.slice = slice;
    }

    /** The lines of a shape: two of the angle between two lines, else one. */
    List<Region> of(Shape shape) {
        return switch (shape.kind()) {
            case PROBE -> List.of(region(Graphic.POINT, shape.points()));
            case LENGTH, ANGLE -> List.of(region(Graphic.POLYLINE, shape.points()));
            case COBB ->
                List.of(
                        region(Graphic.POLYLINE, shape.points().subList(0, 2)),
                        region(Graphic.POLYLINE, shape.points().subList(2, 4)));
            case RECTANGLE -> List.of(closed(corners(shape.box())));
            case ELLIPSE -> List.of(region(Graphic.ELLIPSE, axes(shape.box())));
            case POLYGON, FREEHAND -> List.of(closed(shape.points()));
            case TEXT, ARROW -> List.of();
        };
    }

    private static List<Point> corners(Shape.Box box) {
        return List.of(
                new Point(box.left(), box.top()),
                new Point(box.right(), box.top()),
                new Point(box.right(), box.bottom()),
                new Point(box.left(), box.bottom()));
    }

    /** Both ends of the long axis, then those of the short one. */
    private List<Point> axes(Shape.Box box) {
        double column = (box.left() + box.right()) / 2;
        double row = (box.top() + box.bottom()) / 2;
        List<Point> across = List.of(new Point(box.left(), row), new Point(box.right(), row));
        List<Point> down = List.of(new Point(column, box.top()), new Point(column, box.bottom()));
        List<Point> axes = new ArrayList<>(length(across) >= length(down) ? across : down);
        axes.addAll(length(across) >= length(down) ? down : across);
        return axes;
    }

    private double length(List<Point> line) {
        Optional<ReportedSeries.Place> place = series.place();
        Point a = line.getFirst();
        Point b = line.getLast();
        return place.isPresent()
                ? place.get().at(a, slice).minus(place.get().at(b, slice)).length()
                : Math.hypot(a.column() - b.column(), a.row() - b.row());
    }

    private Region closed(List<Point> points) {
        List<Point> all = new ArrayList<>(points);
        if (!points.getFirst().equals(points.getLast())) {
            all.add(points.getFirst());
        }
        // on images a closed line is one that ends where it began
        return region(series.place().isPresent() ? Graphic.POLYGON : Graphic.POLYLINE, all);
    }

    private Region region(Graphic graphic, List<Point> points) {
        Optional<ReportedSeries.Place> place = series.place();
        if (place.isPresent()) {
            List<Vec3> there =
                    points.stream().map(p -> place.get().at(p, slice)).toList();
            return Region.InPatient.of(graphic, there, place.get().frameOfReferenceUid());
        }
        return Region.OnImage.of(
                graphic,
                points.stream()
                        .map(p -> new Point(p.column() + CORNER, p.row() + CORNER))
                        .toList(),
                series.image(slice));
    }
}
