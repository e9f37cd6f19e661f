package org.radiloom.ui.measure;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.ViewTransform.ViewPoint;
import org.radiloom.imaging.measure.Shape;

/** Shapes as lines on screen, where their handles are, and what moving a handle does. */
final class ShapePaths {
    private static final double TICK = 5;
    private static final double HEAD = 11;
    private static final double CROSS = 7;
    /** A line by hand has more points than anyone would move one by one. */
    private static final int MOST_HANDLES = 40;

    private ShapePaths() {}

    /** Lines of a kind through points, also while some are lacking. */
    static List<PathElement> of(Shape.Kind kind, List<Point> points, ViewTransform place, boolean complete) {
        List<ViewPoint> at =
                points.stream().map(p -> place.toView(p.column(), p.row())).toList();
        List<PathElement> path = new ArrayList<>();
        switch (kind) {
            case PROBE -> cross(path, at.getFirst());
            case TEXT -> {}
            case LENGTH -> length(path, at);
            case ARROW -> arrow(path, at);
            case ANGLE -> line(path, at, false);
            case COBB -> {
                line(path, at.subList(0, Math.min(2, at.size())), false);
                line(path, at.subList(Math.min(2, at.size()), at.size()), false);
            }
            case RECTANGLE -> rectangle(path, at);
            case ELLIPSE -> ellipse(path, at);
            case POLYGON, FREEHAND -> line(path, at, complete);
        }
        return path;
    }

    private static void line(List<PathElement> path, List<ViewPoint> at, boolean closed) {
        for (int n = 0; n < at.size(); n++) {
            ViewPoint p = at.get(n);
            path.add(n == 0 ? new MoveTo(p.x(), p.y()) : new LineTo(p.x(), p.y()));
        }
        if (closed && !at.isEmpty()) {
            path.add(new ClosePath());
        }
    }

    private static void cross(List<PathElement> path, ViewPoint p) {
        for (int side : new int[] {-1, 1}) {
            path.add(new MoveTo(p.x() + side * 2, p.y()));
            path.add(new LineTo(p.x() + side * CROSS, p.y()));
            path.add(new MoveTo(p.x(), p.y() + side * 2));
            path.add(new LineTo(p.x(), p.y() + side * CROSS));
        }
    }

    /** With a short tick across each end, so that it is seen where it ends. */
    private static void length(List<PathElement> path, List<ViewPoint> at) {
        line(path, at, false);
        ViewPoint a = at.getFirst();
        ViewPoint b = at.getLast();
        double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
        if (length < 1) {
            return;
        }
        double x = -(b.y() - a.y()) / length * TICK;
        double y = (b.x() - a.x()) / length * TICK;
        for (ViewPoint end : List.of(a, b)) {
            path.add(new MoveTo(end.x() - x, end.y() - y));
            path.add(new LineTo(end.x() + x, end.y() + y));
        }
    }

    private static void arrow(List<PathElement> path, List<ViewPoint> at) {
        line(path, at, false);
        ViewPoint tip = at.getLast();
        double way =
                Math.atan2(tip.y() - at.getFirst().y(), tip.x() - at.getFirst().x());
        for (double side : new double[] {0.45, -0.45}) {
            path.add(new MoveTo(tip.x() - HEAD * Math.cos(way + side), tip.y() - HEAD * Math.sin(way + side)));
            path.add(new LineTo(tip.x(), tip.y()));
        }
    }

    private static void rectangle(List<PathElement> path, List<ViewPoint> at) {
        ViewPoint a = at.getFirst();
        ViewPoint b = at.getLast();
        line(path, List.of(a, new ViewPoint(b.x(), a.y()), b, new ViewPoint(a.x(), b.y())), true);
    }

    private static void ellipse(List<PathElement> path, List<ViewPoint> at) {
        ViewPoint a = at.getFirst();
        ViewPoint b = at.getLast();
        double rx = Math.abs(b.x() - a.x()) / 2;
        double ry = Math.abs(b.y() - a.y()) / 2;
        double x = (a.x() + b.x()) / 2;
        double y = (a.y() + b.y()) / 2;
        path.add(new MoveTo(x - rx, y));
        path.add(new ArcTo(rx, ry, 0, x + rx, y, true, true));
        path.add(new ArcTo(rx, ry, 0, x - rx, y, true, true));
        path.add(new ClosePath());
    }

    /** The points that can be dragged: of a box all four corners. */
    static List<Point> handles(Shape shape) {
        return switch (shape.kind()) {
            case RECTANGLE, ELLIPSE -> {
                Point a = shape.point(0);
                Point b = shape.point(1);
                yield List.of(a, new Point(b.column(), a.row()), b, new Point(a.column(), b.row()));
            }
            case POLYGON, FREEHAND -> shape.points().size() > MOST_HANDLES ? List.of() : shape.points();
            case PROBE, LENGTH, ANGLE, COBB, ARROW -> shape.points();
            case TEXT -> List.of();
        };
    }

    /** The shape with one of its handles elsewhere. */
    static Shape withHandle(Shape shape, int handle, Point to) {
        return switch (shape.kind()) {
            case RECTANGLE, ELLIPSE -> {
                Point a = shape.point(0);
                Point b = shape.point(1);
                yield switch (handle) {
                    case 0 -> new Shape(shape.kind(), List.of(to, b));
                    case 1 ->
                        new Shape(
                                shape.kind(),
                                List.of(new Point(a.column(), to.row()), new Point(to.column(), b.row())));
                    case 2 -> new Shape(shape.kind(), List.of(a, to));
                    default ->
                        new Shape(
                                shape.kind(),
                                List.of(new Point(to.column(), a.row()), new Point(b.column(), to.row())));
                };
            }
            case PROBE, LENGTH, ANGLE, COBB, POLYGON, FREEHAND, TEXT, ARROW -> shape.withPoint(handle, to);
        };
    }
}
