package org.radiloom.imaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The outer line around the pixels of a plane, as a polygon. */
public final class Contour {
    /** East, south, west, north; the region lies to the right of the way. */
    private static final int[] X = {1, 0, -1, 0};

    private static final int[] Y = {0, 1, 0, -1};

    private final byte[] inside;
    private final int columns;
    private final int rows;

    private Contour(byte[] inside, int columns, int rows) {
        this.inside = inside;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The line around the part that holds the first pixel (row by row) and all that shares edges with it; holes are passed
     * over.
     *
     * @param inside 0 outside, row by row
     * @param tolerance how far the line may stray from the pixels' edges, pixels; 0 follows every edge, and then the
     *     polygon encloses exactly these pixels' centres
     * @return in index coordinates; empty if there is no pixel
     */
    public static Optional<Polygon> around(byte[] inside, int columns, int rows, double tolerance) {
        int first = 0;
        while (first < inside.length && inside[first] == 0) {
            first++;
        }
        if (first == inside.length) {
            return Optional.empty();
        }
        List<Polygon.Point> corners = new Contour(inside, columns, rows).corners(first % columns, first / columns);
        return Optional.of(new Polygon(tolerance > 0 ? simplified(corners, tolerance) : corners));
    }

    /** Walks the pixels' edges and notes where the way turns. */
    private List<Polygon.Point> corners(int startX, int startY) {
        List<Polygon.Point> points = new ArrayList<>();
        int x = startX;
        int y = startY;
        int way = 0;
        do {
            int turned = turn(x, y, way);
            if (turned != way || points.isEmpty()) {
                points.add(new Polygon.Point(x - 0.5, y - 0.5));
            }
            way = turned;
            x += X[way];
            y += Y[way];
        } while (x != startX || y != startY || turn(x, y, way) != 0);
        return points;
    }

    /** Where to go on from a corner: right if the pixel ahead on the right is outside, left if both ahead are inside. */
    private int turn(int x, int y, int way) {
        int back = X[way] < 0 || Y[way] < 0 ? 1 : 0;
        boolean along = X[way] != 0;
        int aheadX = along ? x - back : x;
        int aheadY = along ? y : y - back;
        // of the two pixels ahead, which are above and below of the way, or left and right of it
        boolean higher = along ? has(aheadX, y) : has(x, aheadY);
        boolean lower = along ? has(aheadX, y - 1) : has(x - 1, aheadY);
        boolean right = way == 0 || way == 3 ? higher : lower;
        boolean left = way == 0 || way == 3 ? lower : higher;
        if (!right) {
            return (way + 1) % 4;
        }
        return left ? (way + 3) % 4 : way;
    }

    private boolean has(int x, int y) {
        return x >= 0 && y >= 0 && x < columns && y < rows && inside[x + columns * y] != 0;
    }

    /** Source: Douglas, Peucker, Cartographica 10(2), 1973; the line is cut at its first point and the one farthest from it. */
    private static List<Polygon.Point> simplified(List<Polygon.Point> points, double tolerance) {
        int n = points.size();
        int far = 0;
        for (int at = 1; at < n; at++) {
            far = distance(points, at, 0) > distance(points, far, 0) ? at : far;
        }
        boolean[] kept = new boolean[n + 1];
        kept[0] = true;
        kept[far] = true;
        Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {0, far}, new int[] {far, n}));
        while (!open.isEmpty()) {
            int[] part = open.pop();
            int worst = -1;
            double most = tolerance;
            for (int at = part[0] + 1; at < part[1]; at++) {
                double off = offLine(points.get(at), points.get(part[0]), points.get(part[1] % n));
                if (off > most) {
                    most = off;
                    worst = at;
                }
            }
            if (worst >= 0) {
                kept[worst] = true;
                open.push(new int[] {part[0], worst});
                open.push(new int[] {worst, part[1]});
            }
        }
        List<Polygon.Point> few = new ArrayList<>();
        for (int at = 0; at < n; at++) {
            if (kept[at]) {
                few.add(points.get(at));
            }
        }
        return few.size() < 3 ? points : few;
    }

    private static double distance(List<Polygon.Point> points, int a, int b) {
        return points.get(a).distanceTo(points.get(b).column(), points.get(b).row());
    }

    /** Distance of a point from the stretch between two others. */
    private static double offLine(Polygon.Point p, Polygon.Point a, Polygon.Point b) {
        double dx = b.column() - a.column();
        double dy = b.row() - a.row();
        double squared = dx * dx + dy * dy;
        double along = squared > 0
                ? Math.clamp(((p.column() - a.column()) * dx + (p.row() - a.row()) * dy) / squared, 0, 1)
                : 0;
        return p.distanceTo(a.column() + along * dx, a.row() + along * dy);
    }
}
