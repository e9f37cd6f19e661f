package org.radiloom.annotate.tool;

import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;

/**
 * A round brush. Between two positions of the pointer it paints the whole way, however fast the pointer was: the disc swept along
 * the line, not stamps along it. Round in millimetres, also where voxels are not square.
 *
 * @param radiusMm above 0; a brush smaller than a voxel paints the one it is on
 * @param ball whether it also reaches into the neighbouring planes
 * @param label that it paints, 0 to erase
 * @param reach which voxels it may change
 */
public record Brush(double radiusMm, boolean ball, int label, Reach reach) {
    public Brush {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("radius " + radiusMm);
        }
    }

    /** Paints from one point of a plane to another; the same point twice is a dab. */
    public void stroke(Canvas canvas, EditPlane plane, double x1, double y1, double x2, double y2) {
        Geometry g = canvas.geometry();
        sweep(g, plane, new double[] {x1, y1, x2, y2}, (on, y, from, to) -> paint(canvas, on, y, from, to));
    }

    /** Takes the voxels that a stroke covers, a part of a row of a plane at a time; some may come twice. */
    interface Spans {
        /**
         * @param from first voxel, on the grid
         * @param to last voxel, on the grid
         */
        void span(EditPlane plane, int y, int from, int to);
    }

    /** What a stroke covers on the grid, whatever it may change there. */
    void sweep(Geometry g, EditPlane plane, double[] line, Spans spans) {
        if (!ball) {
            sweep(g, plane, line, radiusMm, spans);
            return;
        }
        double acrossMm = plane.acrossMm(g);
        int most = (int) (radiusMm / acrossMm);
        for (int d = -most; d <= most; d++) {
            int index = plane.index() + d;
            double left = radiusMm * radiusMm - d * acrossMm * d * acrossMm;
            if (index >= 0 && index < plane.count(g) && left >= 0) {
                sweep(g, new EditPlane(plane.axis(), index), line, Math.sqrt(left), spans);
            }
        }
    }

    private static void sweep(Geometry g, EditPlane plane, double[] line, double radius, Spans spans) {
        double dx = plane.xMm(g);
        double dy = plane.yMm(g);
        double ax = line[0] * dx;
        double ay = line[1] * dy;
        double bx = line[2] * dx;
        double by = line[3] * dy;
        int top = Math.max(0, (int) Math.ceil((Math.min(ay, by) - radius) / dy));
        int bottom = Math.min(plane.height(g) - 1, (int) Math.floor((Math.max(ay, by) + radius) / dy));
        for (int y = top; y <= bottom; y++) {
            double from = Double.POSITIVE_INFINITY;
            double to = Double.NEGATIVE_INFINITY;
            double py = y * dy;
            // where the row crosses the two end discs
            for (double[] end : new double[][] {{ax, ay}, {bx, by}}) {
                double rest = radius * radius - (py - end[1]) * (py - end[1]);
                if (rest >= 0) {
                    from = Math.min(from, end[0] - Math.sqrt(rest));
                    to = Math.max(to, end[0] + Math.sqrt(rest));
                }
            }
            // and the two long edges of the band between them
            double length = Math.hypot(bx - ax, by - ay);
            if (length > 0) {
                double nx = -(by - ay) / length * radius;
                double ny = (bx - ax) / length * radius;
                double[][] corners = {{ax + nx, ay + ny}, {bx + nx, by + ny}, {bx - nx, by - ny}, {ax - nx, ay - ny}};
                for (int n = 0; n < 4; n++) {
                    double[] p = corners[n];
                    double[] q = corners[(n + 1) % 4];
                    if ((p[1] <= py && q[1] >= py) || (q[1] <= py && p[1] >= py)) {
                        double x = p[1] == q[1] ? p[0] : p[0] + (py - p[1]) / (q[1] - p[1]) * (q[0] - p[0]);
                        from = Math.min(from, x);
                        to = Math.max(to, x);
                    }
                }
            }
            clipped(g, plane, y, (int) Math.ceil(from / dx), (int) Math.floor(to / dx), spans);
        }
        thread(g, plane, line, spans);
    }

    /** The voxels on the way itself: a brush that is finer than they are would pass between their centres. */
    static void thread(Geometry g, EditPlane plane, double[] line, Spans spans) {
        double across = line[2] - line[0];
        double down = line[3] - line[1];
        int steps = Math.max(1, (int) Math.ceil(Math.max(Math.abs(across), Math.abs(down))));
        for (int n = 0; n <= steps; n++) {
            int x = (int) Math.rint(line[0] + across * n / steps);
            clipped(g, plane, (int) Math.rint(line[1] + down * n / steps), x, x, spans);
        }
    }

    private static void clipped(Geometry g, EditPlane plane, int y, int from, int to, Spans spans) {
        int left = Math.max(0, from);
        int right = Math.min(plane.width(g) - 1, to);
        if (y >= 0 && y < plane.height(g) && left <= right) {
            spans.span(plane, y, left, right);
        }
    }

    private void paint(Canvas canvas, EditPlane plane, int y, int from, int to) {
        if (reach.equals(Reach.EVERYWHERE) && plane.axis() != EditPlane.Axis.COLUMN) {
            canvas.setRow(from, to + 1, plane.j(from, y), plane.k(from, y), label);
            return;
        }
        for (int x = from; x <= to; x++) {
            if (reach.allows(plane.i(x, y), plane.j(x, y), plane.k(x, y))) {
                plane.set(canvas, x, y, label);
            }
        }
    }
}
