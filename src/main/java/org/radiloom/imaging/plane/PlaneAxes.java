package org.radiloom.imaging.plane;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/** Which axes of a grid the columns, rows and slices of a plane run along, and which of them backwards. */
final class PlaneAxes {
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final Geometry grid;
    /** Axis of the grid (0 columns, 1 rows, 2 slices) for columns, rows and slices of the plane. */
    final int[] axis = new int[3];

    final boolean[] backwards = new boolean[3];

    PlaneAxes(Geometry grid, Plane plane) {
        this.grid = grid;
        Vec3[] steps = {grid.columnStep(), grid.rowStep(), grid.sliceStep()};
        double best = -1;
        int[] nearest = ORDERS[0];
        for (int[] order : ORDERS) {
            double fit = 0;
            for (int p = 0; p < 3; p++) {
                fit += Math.abs(part(steps[order[p]].unit(), p));
            }
            if (fit > best + 1e-9) {
                best = fit;
                nearest = order;
            }
        }
        for (int a = 0; a < 3; a++) {
            int patient = plane.axis(a);
            axis[a] = nearest[patient];
            backwards[a] = plane.against(a) != (part(steps[axis[a]], patient) < 0);
        }
    }

    private static double part(Vec3 v, int axis) {
        return axis == 0 ? v.x() : axis == 1 ? v.y() : v.z();
    }

    boolean nothingToDo() {
        for (int a = 0; a < 3; a++) {
            if (axis[a] != a || backwards[a]) {
                return false;
            }
        }
        return true;
    }

    int size(int a) {
        return axis[a] == 0 ? grid.columns() : axis[a] == 1 ? grid.rows() : grid.slices();
    }

    /** The index on the grid of index {@code at} along axis {@code a} of the plane, or the other way round. */
    int turned(int a, int at) {
        return backwards[a] ? size(a) - 1 - at : at;
    }

    Geometry geometry() {
        Vec3[] steps = {grid.columnStep(), grid.rowStep(), grid.sliceStep()};
        Vec3 origin = grid.origin();
        Vec3[] turned = new Vec3[3];
        for (int a = 0; a < 3; a++) {
            Vec3 step = steps[axis[a]];
            turned[a] = backwards[a] ? step.times(-1) : step;
            origin = backwards[a] ? origin.plus(step.times(size(a) - 1)) : origin;
        }
        return new Geometry(size(0), size(1), size(2), origin, turned[0], turned[1], turned[2]);
    }
}
