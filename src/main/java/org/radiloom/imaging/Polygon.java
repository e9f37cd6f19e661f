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

    /**
     * The same with as few points as keep the line within a distance of every point (Ramer 1972; Douglas and Peucker
     * 1973), at least three.
     *
     * @param most largest distance of a point that goes from the new line, pixels
     */
    public Polygon thinned(double most) {
        int n = points.size();
        if (n <= 3) {
            return this;
        }
        int far = 0;
        for (int k = 1; k < n; k++) {
            far = distance(0, k) > distance(0, far) ? k : far;
        }
        boolean[] kept = new boolean[n + 1];
        kept[0] = true;
        kept[far] = true;
        keep(0, far, most, kept);
        keep(far, n, most, kept);
        List<Point> few = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            if (kept[k]) {
                few.add(points.get(k));
            }
        }
        return few.size() < 3 ? this : new Polygon(few);
    }

    private double distance(int a, int b) {
        return points.get(a).distanceTo(points.get(b).column(), points.get(b).row());
    }

    /** Marks the points between two that are needed; index n is point 0 again. */
    private void keep(int from, int to, double most, boolean[] kept) {
        int worst = -1;
        double distance = most;
        for (int k = from + 1; k < to; k++) {
            double d = offLine(points.get(k), points.get(from), points.get(to % points.size()));
            if (d > distance) {
                distance = d;
                worst = k;
            }
        }
        if (worst >= 0) {
            kept[worst] = true;
            keep(from, worst, most, kept);
            keep(worst, to, most, kept);
        }
    }

    private static double offLine(Point p, Point a, Point b) {
        double x = b.column() - a.column();
        double y = b.row() - a.row();
        double length2 = x * x + y * y;
        double along = length2 == 0 ? 0 : ((p.column() - a.column()) * x + (p.row() - a.row()) * y) / length2;
        double t = Math.clamp(along, 0, 1);
        return p.distanceTo(a.column() + t * x, a.row() + t * y);
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
