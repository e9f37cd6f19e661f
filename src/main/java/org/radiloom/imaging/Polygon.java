package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.List;

/**
 * A closed line in the plane of an image, in index coordinates (a pixel centre is a whole number). Immutable.
 *
 * @param points in order around the region; the last joins the first; fewer than three enclose nothing
 */
public record Polygon(List<Point> points) {
    /** A place in the plane: fractional column and row index. */
    public record Point(double column, double row) {
        /** Distance in pixels. */
        public double distanceTo(double otherColumn, double otherRow) {
            return Math.hypot(column - otherColumn, row - otherRow);
        }
    }

    public Polygon {
        points = List.copyOf(points);
    }

    /** A polygon from coordinates: column, row, column, row, … */
    public static Polygon of(double... coordinates) {
        List<Point> points = new ArrayList<>();
        for (int n = 0; n + 1 < coordinates.length; n += 2) {
            points.add(new Point(coordinates[n], coordinates[n + 1]));
        }
        return new Polygon(points);
    }

    public int size() {
        return points.size();
    }

    /** Area in pixels; by the shoelace formula, so lines that cross themselves count against each other. */
    public double area() {
        double twice = 0;
        for (int n = 0; n < points.size(); n++) {
            Point a = points.get(n);
            Point b = points.get((n + 1) % points.size());
            twice += a.column() * b.row() - b.column() * a.row();
        }
        return Math.abs(twice) / 2;
    }

    /** Whether a point lies inside, by the even-odd rule. */
    public boolean contains(double column, double row) {
        boolean inside = false;
        for (int n = 0; n < points.size(); n++) {
            Point a = points.get(n);
            Point b = points.get((n + 1) % points.size());
            if (a.row() > row != b.row() > row
                    && column < a.column() + (row - a.row()) / (b.row() - a.row()) * (b.column() - a.column())) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** The same with one point elsewhere. */
    public Polygon withMoved(int index, Point to) {
        List<Point> moved = new ArrayList<>(points);
        moved.set(index, to);
        return new Polygon(moved);
    }

    /** The same with another point before {@code index}. */
    public Polygon withInserted(int index, Point point) {
        List<Point> more = new ArrayList<>(points);
        more.add(index, point);
        return new Polygon(more);
    }

    /** The same with one point fewer. */
    public Polygon without(int index) {
        List<Point> fewer = new ArrayList<>(points);
        fewer.remove(index);
        return new Polygon(fewer);
    }

    /** The pixels whose centre lies inside: 1 inside, 0 outside, row by row. */
    public byte[] rasterised(int columns, int rows) {
        byte[] inside = new byte[columns * rows];
        double[] crossings = new double[Math.max(1, points.size())];
        for (int row = 0; row < rows; row++) {
            int n = crossings(row, crossings);
            java.util.Arrays.sort(crossings, 0, n);
            for (int pair = 0; pair + 1 < n; pair += 2) {
                int from = Math.max(0, (int) Math.ceil(crossings[pair]));
                int to = Math.min(columns, (int) Math.ceil(crossings[pair + 1]));
                if (from < to) {
                    java.util.Arrays.fill(inside, row * columns + from, row * columns + to, (byte) 1);
                }
            }
        }
        return inside;
    }

    private int crossings(double row, double[] into) {
        int count = 0;
        for (int n = 0; n < points.size(); n++) {
            Point a = points.get(n);
            Point b = points.get((n + 1) % points.size());
            if (a.row() > row != b.row() > row) {
                into[count++] = a.column() + (row - a.row()) / (b.row() - a.row()) * (b.column() - a.column());
            }
        }
        return count;
    }
}
