package org.radiloom.ui.edit;

import java.util.Optional;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/**
 * Where the slice that a viewport shows lies in the grid of a case: pixels (column, row) of the slice and indices (i, j, k) of
 * the grid, whole numbers are centres. It may be one of the grid's own slices, or a plane across them.
 *
 * @param grid of the case
 * @param columns of the slice shown
 * @param rows of the slice shown
 * @param origin index of pixel (0, 0)
 * @param column step of the index from column to column
 * @param row step of the index from row to row
 */
public record PlanePlace(Geometry grid, int columns, int rows, Vec3 origin, Vec3 column, Vec3 row) {
    /** How far from a plane of the grid its ends may lie, in planes. */
    private static final double ASKEW = 0.5;

    /** A slice of the grid itself. */
    public static PlanePlace own(Geometry grid, int slice) {
        return new PlanePlace(
                grid, grid.columns(), grid.rows(), new Vec3(0, 0, slice), new Vec3(1, 0, 0), new Vec3(0, 1, 0));
    }

    /** A slice of other images of the same patient. */
    public static PlanePlace of(Geometry shown, int slice, Geometry grid) {
        if (shown.equals(grid)) {
            return own(grid, slice);
        }
        Vec3 origin = grid.toIndex(shown.toPatient(0, 0, slice));
        Vec3 column = grid.toIndex(shown.toPatient(1, 0, slice)).minus(origin);
        Vec3 row = grid.toIndex(shown.toPatient(0, 1, slice)).minus(origin);
        return new PlanePlace(grid, shown.columns(), shown.rows(), origin, column, row);
    }

    /** The index under a pixel. */
    public Vec3 index(double atColumn, double atRow) {
        return origin.plus(column.times(atColumn)).plus(row.times(atRow));
    }

    /** Whether this is a slice of the grid, pixel by pixel. */
    public boolean isOwn() {
        return column.equals(new Vec3(1, 0, 0)) && row.equals(new Vec3(0, 1, 0)) && origin.x() == 0 && origin.y() == 0;
    }

    /** The plane of the grid that can be painted on here; empty where the slice is askew in it, or outside. */
    public Optional<EditPlane> plane() {
        for (EditPlane.Axis axis : EditPlane.Axis.values()) {
            double drift = Math.abs(across(axis, column)) * columns + Math.abs(across(axis, row)) * rows;
            double here = across(axis, origin);
            int index = (int) Math.rint(across(axis, index((columns - 1) / 2.0, (rows - 1) / 2.0)));
            if (drift < ASKEW && here > -1 && index >= 0 && index < planes(axis)) {
                return Optional.of(new EditPlane(axis, index));
            }
        }
        return Optional.empty();
    }

    private int planes(EditPlane.Axis axis) {
        return switch (axis) {
            case SLICE -> grid.slices();
            case ROW -> grid.rows();
            case COLUMN -> grid.columns();
        };
    }

    private static double across(EditPlane.Axis axis, Vec3 v) {
        return switch (axis) {
            case SLICE -> v.z();
            case ROW -> v.y();
            case COLUMN -> v.x();
        };
    }

    /** The point (x, y) of {@link #plane} under a pixel. */
    public double[] onPlane(double atColumn, double atRow) {
        return onPlane(index(atColumn, atRow));
    }

    private double[] onPlane(Vec3 index) {
        return switch (plane().orElseThrow().axis()) {
            case SLICE -> new double[] {index.x(), index.y()};
            case ROW -> new double[] {index.x(), index.z()};
            case COLUMN -> new double[] {index.y(), index.z()};
        };
    }

    /** The pixel (column, row) of a point of {@link #plane}; the inverse of {@link #onPlane}. */
    public double[] pixel(double x, double y) {
        double[] zero = onPlane(origin);
        double[] right = minus(onPlane(origin.plus(column)), zero);
        double[] down = minus(onPlane(origin.plus(row)), zero);
        double det = right[0] * down[1] - right[1] * down[0];
        double dx = x - zero[0];
        double dy = y - zero[1];
        return new double[] {(dx * down[1] - dy * down[0]) / det, (dy * right[0] - dx * right[1]) / det};
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1]};
    }

    /** Takes a pixel and the voxel under it. */
    public interface Voxels {
        /** @param at pixel, column + columns * row */
        void take(int at, int i, int j, int k);
    }

    /** Gives every pixel that lies in the grid, with the nearest voxel. */
    public void eachVoxel(Voxels taker) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = (int) Math.rint(origin.x() + column.x() * c + row.x() * r);
                int j = (int) Math.rint(origin.y() + column.y() * c + row.y() * r);
                int k = (int) Math.rint(origin.z() + column.z() * c + row.z() * r);
                if (i >= 0 && j >= 0 && k >= 0 && i < grid.columns() && j < grid.rows() && k < grid.slices()) {
                    taker.take(c + columns * r, i, j, k);
                }
            }
        }
    }
}
