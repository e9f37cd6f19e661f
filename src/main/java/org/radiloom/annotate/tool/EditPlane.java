package org.radiloom.annotate.tool;

import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;

/**
 * A plane of the grid that is painted on: across its slices, rows or columns. Points on it are (x, y) in voxels, whole numbers
 * are centres: (i, j) across the slices, (i, k) across the rows, (j, k) across the columns.
 *
 * @param index which slice, row or column
 */
public record EditPlane(Axis axis, int index) {
    /** What the plane lies across. */
    public enum Axis {
        SLICE,
        ROW,
        COLUMN
    }

    /** Voxels along x. */
    public int width(Geometry g) {
        return axis == Axis.COLUMN ? g.rows() : g.columns();
    }

    /** Voxels along y. */
    public int height(Geometry g) {
        return axis == Axis.SLICE ? g.rows() : g.slices();
    }

    /** Distance of voxels along x, mm. */
    public double xMm(Geometry g) {
        return axis == Axis.COLUMN ? g.rowSpacingMm() : g.columnSpacingMm();
    }

    /** Distance of voxels along y, mm. */
    public double yMm(Geometry g) {
        return axis == Axis.SLICE ? g.rowSpacingMm() : g.sliceSpacingMm();
    }

    /** How many such planes the grid has. */
    public int count(Geometry g) {
        return switch (axis) {
            case SLICE -> g.slices();
            case ROW -> g.rows();
            case COLUMN -> g.columns();
        };
    }

    /** Distance from one such plane to the next, mm. */
    public double acrossMm(Geometry g) {
        return switch (axis) {
            case SLICE -> g.sliceSpacingMm();
            case ROW -> g.rowSpacingMm();
            case COLUMN -> g.columnSpacingMm();
        };
    }

    /** The column of a point. */
    public int i(int x, int y) {
        return axis == Axis.COLUMN ? index : x;
    }

    /** The row of a point. */
    public int j(int x, int y) {
        return switch (axis) {
            case SLICE -> y;
            case ROW -> index;
            case COLUMN -> x;
        };
    }

    /** The slice of a point. */
    public int k(int x, int y) {
        return axis == Axis.SLICE ? index : y;
    }

    int label(Canvas canvas, int x, int y) {
        return canvas.label(i(x, y), j(x, y), k(x, y));
    }

    void set(Canvas canvas, int x, int y, int label) {
        canvas.set(i(x, y), j(x, y), k(x, y), label);
    }
}
