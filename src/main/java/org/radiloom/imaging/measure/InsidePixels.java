package org.radiloom.imaging.measure;

import java.util.Arrays;
import java.util.List;
import org.radiloom.imaging.Polygon.Point;

/**
 * The pixels of an image that lie inside a shape: those whose centre does. Outlines that cross themselves follow the
 * even-odd rule. A centre on a straight line belongs to the shape on its right and lower side, so that shapes which
 * share a line share no pixel; a centre on an ellipse belongs to it.
 */
final class InsidePixels {
    /** Pixels {@code from} to {@code to - 1} of a row. */
    interface Span {
        void pixels(int row, int from, int to);
    }

    private InsidePixels() {}

    /** Calls {@code each} for every stretch of pixels inside, row by row. */
    static void of(Shape shape, int columns, int rows, Span each) {
        switch (shape.kind()) {
            case RECTANGLE -> polygon(corners(shape.box()), columns, rows, each);
            case POLYGON, FREEHAND -> polygon(shape.points(), columns, rows, each);
            case ELLIPSE -> ellipse(shape.box(), columns, rows, each);
            case PROBE, LENGTH, ANGLE, COBB, TEXT, ARROW -> {}
        }
    }

    static List<Point> corners(Shape.Box b) {
        return List.of(
                new Point(b.left(), b.top()),
                new Point(b.right(), b.top()),
                new Point(b.right(), b.bottom()),
                new Point(b.left(), b.bottom()));
    }

    private static int first(double coordinate) {
        return (int) Math.ceil(Math.clamp(coordinate, -1, 1 << 30));
    }

    private static void polygon(List<Point> points, int columns, int rows, Span each) {
        Shape.Box box = new Shape(Shape.Kind.POLYGON, points).box();
        double[] crossings = new double[points.size()];
        int end = Math.min(rows, first(box.bottom()));
        for (int row = Math.max(0, first(box.top())); row < end; row++) {
            int n = 0;
            for (int p = 0; p < points.size(); p++) {
                Point a = points.get(p);
                Point b = points.get((p + 1) % points.size());
                if (a.row() > row != b.row() > row) {
                    crossings[n++] = a.column() + (row - a.row()) / (b.row() - a.row()) * (b.column() - a.column());
                }
            }
            Arrays.sort(crossings, 0, n);
            for (int pair = 0; pair + 1 < n; pair += 2) {
                span(row, first(crossings[pair]), first(crossings[pair + 1]), columns, each);
            }
        }
    }

    private static void ellipse(Shape.Box box, int columns, int rows, Span each) {
        double rx = box.width() / 2;
        double ry = box.height() / 2;
        if (!(rx > 0 && ry > 0)) {
            return;
        }
        double middle = (box.top() + box.bottom()) / 2;
        double centre = (box.left() + box.right()) / 2;
        int end = Math.min(rows, first(Math.nextUp(box.bottom())));
        for (int row = Math.max(0, first(box.top())); row < end; row++) {
            double y = (row - middle) / ry;
            double half = rx * Math.sqrt(Math.max(0, 1 - y * y));
            span(row, first(centre - half), first(Math.nextUp(centre + half)), columns, each);
        }
    }

    private static void span(int row, int from, int to, int columns, Span each) {
        int start = Math.max(0, from);
        int end = Math.min(columns, to);
        if (start < end) {
            each.pixels(row, start, end);
        }
    }
}
