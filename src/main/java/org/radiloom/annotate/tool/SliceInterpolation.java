package org.radiloom.annotate.tool;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelMap;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * Fills the slices between those that have been drawn, by shape: the signed distance to the outline is interpolated from one drawn
 * slice to the next, and what comes out positive is inside. The shapes are laid over each other by their centres of mass first,
 * which move evenly from one to the other. Source: Raya and Udupa, Shape-based interpolation of multidimensional objects, IEEE
 * TMI 9 (1990), 32-42.
 */
public final class SliceInterpolation {
    private SliceInterpolation() {}

    /**
     * The slices that interpolation would fill: those without the label between slices with it.
     *
     * @return inside or not, row by row, by slice
     */
    public static NavigableMap<Integer, boolean[]> preview(LabelMap map, int label) {
        Geometry g = map.geometry();
        NavigableMap<Integer, boolean[]> between = new TreeMap<>();
        byte[] slice = new byte[map.sliceSize()];
        byte[] before = new byte[map.sliceSize()];
        int last = -1;
        for (int k = 0; k < g.slices(); k++) {
            if (map.isEmpty(k)) {
                continue;
            }
            map.copySlice(k, slice);
            if (!holds(slice, label)) {
                continue;
            }
            if (last >= 0 && k > last + 1) {
                Drawn from = Drawn.of(before, label, g.crop(0, 0, last, g.columns(), g.rows(), 1));
                Drawn to = Drawn.of(slice, label, g.crop(0, 0, k, g.columns(), g.rows(), 1));
                for (int m = last + 1; m < k; m++) {
                    between.put(m, Drawn.between(from, to, (m - last) / (double) (k - last)));
                }
            }
            last = k;
            System.arraycopy(slice, 0, before, 0, slice.length);
        }
        return between;
    }

    private static boolean holds(byte[] slice, int label) {
        for (byte each : slice) {
            if (each == (byte) label) {
                return true;
            }
        }
        return false;
    }

    /** Paints what {@link #preview} shows, where no other label is. */
    public static void apply(Canvas canvas, Map<Integer, boolean[]> preview, int label) {
        int columns = canvas.geometry().columns();
        preview.forEach((k, inside) -> {
            for (int at = 0; at < inside.length; at++) {
                if (inside[at] && canvas.label(at % columns, at / columns, k) == 0) {
                    canvas.set(at % columns, at / columns, k, label);
                }
            }
        });
    }

    /**
     * The outline of a label in one slice.
     *
     * @param distance to the nearest voxel of the other side in mm, positive inside, row by row
     * @param column of the centre of mass
     * @param row of the centre of mass
     */
    private record Drawn(Plane distance, double column, double row) {
        static Drawn of(byte[] slice, int label, Geometry oneSlice) {
            int columns = oneSlice.columns();
            byte[] inside = new byte[slice.length];
            long count = 0;
            double column = 0;
            double row = 0;
            for (int at = 0; at < slice.length; at++) {
                if ((slice[at] & 0xFF) == label) {
                    inside[at] = 1;
                    count++;
                    column += at % columns;
                    int line = at / columns;
                    row += line;
                }
            }
            Mask mask = Mask.of(oneSlice, inside);
            float[] distance = DistanceTransform.toBackground(mask);
            float[] outside = DistanceTransform.toMask(mask);
            for (int at = 0; at < distance.length; at++) {
                distance[at] -= outside[at];
            }
            return new Drawn(new Plane(distance, columns), column / count, row / count);
        }

        static boolean[] between(Drawn a, Drawn b, double part) {
            double column = (1 - part) * a.column + part * b.column;
            double row = (1 - part) * a.row + part * b.row;
            int columns = a.distance.columns;
            boolean[] inside = new boolean[a.distance.values.length];
            for (int at = 0; at < inside.length; at++) {
                double i = at % columns - column;
                int line = at / columns;
                double j = line - row;
                inside[at] = (1 - part) * a.distance.at(a.column + i, a.row + j)
                                + part * b.distance.at(b.column + i, b.row + j)
                        > 0;
            }
            return inside;
        }
    }

    /** Values between which is interpolated; beyond the edge they are as there. */
    private static final class Plane {
        private final float[] values;
        private final int columns;
        private final int rows;

        Plane(float[] values, int columns) {
            this.values = values;
            this.columns = columns;
            this.rows = values.length / columns;
        }

        double at(double column, double row) {
            double i = Math.clamp(column, 0, columns - 1);
            double j = Math.clamp(row, 0, rows - 1);
            int i0 = Math.min((int) i, Math.max(0, columns - 2));
            int j0 = Math.min((int) j, Math.max(0, rows - 2));
            int i1 = Math.min(columns - 1, i0 + 1);
            int j1 = Math.min(rows - 1, j0 + 1);
            double x = i - i0;
            double y = j - j0;
            return (1 - y) * ((1 - x) * values[i0 + columns * j0] + x * values[i1 + columns * j0])
                    + y * ((1 - x) * values[i0 + columns * j1] + x * values[i1 + columns * j1]);
        }
    }
}
