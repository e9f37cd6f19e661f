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
        if (!ball) {
            sweep(canvas, plane, new double[] {x1, y1, x2, y2}, radiusMm);
            return;
        }
        double acrossMm =
                switch (plane.axis()) {
                    case SLICE -> g.sliceSpacingMm();
                    case ROW -> g.rowSpacingMm();
                    case COLUMN -> g.columnSpacingMm();
                };
        int planes =
                switch (plane.axis()) {
                    case SLICE -> g.slices();
                    case ROW -> g.rows();
                    case COLUMN -> g.columns();
                };
        int most = (int) (radiusMm / acrossMm);
        for (int d = -most; d <= most; d++) {
            int index = plane.index() + d;
            double left = radiusMm * radiusMm - d * acrossMm * d * acrossMm;
            if (index >= 0 && index < planes && left >= 0) {
                sweep(canvas, new EditPlane(plane.axis(), index), new double[] {x1, y1, x2, y2}, Math.sqrt(left));
            }
        }
    }

    private void sweep(Canvas canvas, EditPlane plane, double[] line, double radius) {
        Geometry g = canvas.geometry();
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
            paint(canvas, plane, y, (int) Math.ceil(from / dx), (int) Math.floor(to / dx));
        }
        thread(canvas, plane, line);
    }

    /** The voxels on the way itself: a brush that is finer than they are would pass between their centres. */
    private void thread(Canvas canvas, EditPlane plane, double[] line) {
        double across = line[2] - line[0];
        double down = line[3] - line[1];
        int steps = Math.max(1, (int) Math.ceil(Math.max(Math.abs(across), Math.abs(down))));
        for (int n = 0; n <= steps; n++) {
            int x = (int) Math.rint(line[0] + across * n / steps);
            paint(canvas, plane, (int) Math.rint(line[1] + down * n / steps), x, x);
        }
    }

    private void paint(Canvas canvas, EditPlane plane, int y, int from, int to) {
        Geometry g = canvas.geometry();
        if (y < 0 || y >= plane.height(g)) {
            return;
        }
        for (int x = Math.max(0, from); x <= Math.min(plane.width(g) - 1, to); x++) {
            if (reach.allows(plane.i(x, y), plane.j(x, y), plane.k(x, y))) {
                plane.set(canvas, x, y, label);
            }
        }
    }
}
