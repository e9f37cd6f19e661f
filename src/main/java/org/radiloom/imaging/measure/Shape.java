package org.radiloom.imaging.measure;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Polygon.Point;

/**
 * What a reader draws on one image: its kind and its points, in index coordinates (a pixel centre is a whole number).
 * Immutable; every coordinate is finite.
 *
 * @param points as many as the kind has
 */
public record Shape(Kind kind, List<Point> points) {
    private static final int MANY = 100_000;

    /** Kinds of shapes and what their points are. */
    public enum Kind {
        /** One point. */
        PROBE(1, 1),
        /** Both ends. */
        LENGTH(2, 2),
        /** End of one arm, vertex, end of the other arm. */
        ANGLE(3, 3),
        /** Both ends of one line, both ends of the other. */
        COBB(4, 4),
        /** Two opposite corners; sides run along rows and columns. */
        RECTANGLE(2, 2),
        /** Two opposite corners of the box around it; axes run along rows and columns. */
        ELLIPSE(2, 2),
        /** Corners in order. */
        POLYGON(3, MANY),
        /** Points of a line drawn by hand, closed from the last to the first. */
        FREEHAND(3, MANY),
        /** Where the words begin. */
        TEXT(1, 1),
        /** Tail, tip. */
        ARROW(2, 2);

        private final int fewest;
        private final int most;

        Kind(int fewest, int most) {
            this.fewest = fewest;
            this.most = most;
        }

        public int fewest() {
            return fewest;
        }

        public int most() {
            return most;
        }

        /** Whether it encloses pixels, so that it has an area and statistics. */
        public boolean region() {
            return switch (this) {
                case RECTANGLE, ELLIPSE, POLYGON, FREEHAND -> true;
                case PROBE, LENGTH, ANGLE, COBB, TEXT, ARROW -> false;
            };
        }

        /** Whether it carries words of the reader and measures nothing. */
        public boolean note() {
            return this == TEXT || this == ARROW;
        }
    }

    public Shape {
        points = List.copyOf(points);
        if (points.size() < kind.fewest || points.size() > kind.most) {
            throw new IllegalArgumentException(points.size() + " points for " + kind);
        }
        for (Point p : points) {
            if (!Double.isFinite(p.column()) || !Double.isFinite(p.row())) {
                throw new IllegalArgumentException("a point at " + p.column() + ", " + p.row());
            }
        }
    }

    /** A shape from coordinates: column, row, column, row, … */
    public static Shape of(Kind kind, double... coordinates) {
        return new Shape(kind, Polygon.of(coordinates).points());
    }

    public Point point(int index) {
        return points.get(index);
    }

    /** The same with one point elsewhere. */
    public Shape withPoint(int index, Point to) {
        List<Point> moved = new ArrayList<>(points);
        moved.set(index, to);
        return new Shape(kind, moved);
    }

    /** The same, shifted by pixels. */
    public Shape movedBy(double columns, double rows) {
        return new Shape(
                kind,
                points.stream()
                        .map(p -> new Point(p.column() + columns, p.row() + rows))
                        .toList());
    }

    /** The box around it. */
    public Box box() {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Point p : points) {
            left = Math.min(left, p.column());
            top = Math.min(top, p.row());
            right = Math.max(right, p.column());
            bottom = Math.max(bottom, p.row());
        }
        return new Box(left, top, right, bottom);
    }

    /** Bounds in index coordinates. */
    public record Box(double left, double top, double right, double bottom) {
        public double width() {
            return right - left;
        }

        public double height() {
            return bottom - top;
        }
    }
}
