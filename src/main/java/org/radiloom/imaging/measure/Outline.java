package org.radiloom.imaging.measure;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.radiloom.imaging.Polygon.Point;

/** Length and area of closed lines, in the units of a scale whose axes share one. */
final class Outline {
    private Outline() {}

    static double perimeter(List<Point> points, Scale scale) {
        double sum = 0;
        for (int n = 0; n < points.size(); n++) {
            Point a = points.get(n);
            Point b = points.get((n + 1) % points.size());
            sum += scale.distance(b.column() - a.column(), b.row() - a.row());
        }
        return sum;
    }

    /** Area in pixels by the even-odd rule, so that it fits the pixels inside also where the line crosses itself. */
    static double area(List<Point> points) {
        NavigableSet<Double> levels = crossings(points);
        return levels.isEmpty() ? shoelace(points) : bands(points, levels);
    }

    /** Taken from the first point on, so that it is exact far from the origin. */
    private static double shoelace(List<Point> points) {
        Point o = points.getFirst();
        double twice = 0;
        for (int n = 1; n + 1 < points.size(); n++) {
            Point a = points.get(n);
            Point b = points.get(n + 1);
            twice += (a.column() - o.column()) * (b.row() - o.row()) - (b.column() - o.column()) * (a.row() - o.row());
        }
        return Math.abs(twice) / 2;
    }

    /** The rows at which edges cross that do not follow each other. */
    private static NavigableSet<Double> crossings(List<Point> points) {
        var levels = new TreeSet<Double>();
        int n = points.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 2; j < n; j++) {
                if (i > 0 || j < n - 1) {
                    crossing(points.get(i), points.get(i + 1), points.get(j), points.get((j + 1) % n), levels);
                }
            }
        }
        return levels;
    }

    private static void crossing(Point a, Point b, Point c, Point d, Set<Double> into) {
        double rx = b.column() - a.column();
        double ry = b.row() - a.row();
        double sx = d.column() - c.column();
        double sy = d.row() - c.row();
        double det = rx * sy - ry * sx;
        if (det != 0) {
            double t = ((c.column() - a.column()) * sy - (c.row() - a.row()) * sx) / det;
            double u = ((c.column() - a.column()) * ry - (c.row() - a.row()) * rx) / det;
            if (t > 0 && t < 1 && u > 0 && u < 1) {
                into.add(a.row() + t * ry);
            }
        }
    }

    /** Between rows without corner or crossing, widths change evenly: height times the width in the middle is exact. */
    private static double bands(List<Point> points, NavigableSet<Double> levels) {
        points.forEach(p -> levels.add(p.row()));
        double[] at = levels.stream().mapToDouble(Double::doubleValue).toArray();
        double[] columns = new double[points.size()];
        double area = 0;
        for (int k = 0; k + 1 < at.length; k++) {
            double middle = (at[k] + at[k + 1]) / 2;
            int n = 0;
            for (int p = 0; p < points.size(); p++) {
                Point a = points.get(p);
                Point b = points.get((p + 1) % points.size());
                if (a.row() > middle != b.row() > middle) {
                    columns[n++] = a.column() + (middle - a.row()) / (b.row() - a.row()) * (b.column() - a.column());
                }
            }
            Arrays.sort(columns, 0, n);
            for (int pair = 0; pair + 1 < n; pair += 2) {
                area += (columns[pair + 1] - columns[pair]) * (at[k + 1] - at[k]);
            }
        }
        return area;
    }

    /** Perimeter of an ellipse by the arithmetic-geometric mean; exact to rounding (Abramowitz, Stegun 17.6). */
    static double ellipsePerimeter(double radiusA, double radiusB) {
        double a = Math.max(radiusA, radiusB);
        double b = Math.min(radiusA, radiusB);
        if (b <= 0) {
            return 4 * a;
        }
        double sum = a * a;
        double weight = 0.5;
        double mean = a;
        double root = b;
        double c2 = a * a - b * b;
        for (int n = 0; n < 60; n++) {
            sum -= weight * c2;
            double next = (mean + root) / 2;
            double half = (mean - root) / 2;
            root = Math.sqrt(mean * root);
            mean = next;
            c2 = half * half;
            weight *= 2;
            if (c2 <= 1e-32 * a * a) {
                break;
            }
        }
        return 2 * Math.PI * sum / mean;
    }
}
