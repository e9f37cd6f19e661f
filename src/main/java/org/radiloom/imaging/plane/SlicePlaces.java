package org.radiloom.imaging.plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/**
 * Parallel slices that do not lie on a grid: at uneven distances, or pushed along themselves as by a tilted gantry.
 *
 * @param right direction of growing column, length 1
 * @param down direction of growing row, length 1
 * @param columnMm distance of columns
 * @param rowMm distance of rows
 * @param first centre of the first pixel of each slice, mm LPS; ordered across the slices, at least two
 */
public record SlicePlaces(
        int columns, int rows, Vec3 right, Vec3 down, double columnMm, double rowMm, List<Vec3> first) {
    private static final int MOST_SLICES = 8192;

    public SlicePlaces {
        first = List.copyOf(first);
        if (first.size() < 2) {
            throw new IllegalArgumentException(first.size() + " slices");
        }
    }

    /** The slices of a grid, which may be sheared. */
    public static SlicePlaces of(Geometry g) {
        Vec3 right = g.columnStep().unit();
        Vec3 down = g.rowStep().unit();
        List<Vec3> first = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            first.add(g.toPatient(0, 0, k));
        }
        return new SlicePlaces(g.columns(), g.rows(), right, down, g.columnSpacingMm(), g.rowSpacingMm(), first);
    }

    /** Direction across the slices, from the first to the last; length 1. */
    Vec3 normal() {
        Vec3 across = right.cross(down).unit();
        return first.get(first.size() - 1).minus(first.get(0)).dot(across) < 0 ? across.times(-1) : across;
    }

    /** Distance of slice {@code k} from the first one across the slices, mm. */
    double height(int k) {
        return first.get(k).minus(first.get(0)).dot(normal());
    }

    /** Pixels of an even grid that slice {@code k} is moved by: to the right, then downwards. */
    double[] shift(int k, Geometry even) {
        Vec3 by = first.get(k).minus(even.origin());
        return new double[] {by.dot(right) / columnMm, by.dot(down) / rowMm};
    }

    /** The even, upright grid around all slices, as fine as they usually are. */
    public Geometry even() {
        double[] gaps = new double[first.size() - 1];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = height(k + 1) - height(k);
        }
        Arrays.sort(gaps);
        double step = gaps[gaps.length / 2];
        double whole = height(first.size() - 1);
        if (!(step > 0) || whole / step > MOST_SLICES) {
            throw new IllegalArgumentException("slices at " + step + " mm over " + whole + " mm");
        }
        int slices = (int) Math.round(whole / step) + 1;
        double leftmost = first.stream().mapToDouble(p -> p.dot(right)).min().orElse(0);
        double rightmost = first.stream().mapToDouble(p -> p.dot(right)).max().orElse(0);
        double top = first.stream().mapToDouble(p -> p.dot(down)).min().orElse(0);
        double bottom = first.stream().mapToDouble(p -> p.dot(down)).max().orElse(0);
        Vec3 start = first.get(0);
        Vec3 origin = start.plus(right.times(leftmost - start.dot(right))).plus(down.times(top - start.dot(down)));
        return new Geometry(
                columns + (int) Math.ceil((rightmost - leftmost) / columnMm - 1e-6),
                rows + (int) Math.ceil((bottom - top) / rowMm - 1e-6),
                slices,
                origin,
                right.times(columnMm),
                down.times(rowMm),
                normal().times(whole / (slices - 1)));
    }
}
