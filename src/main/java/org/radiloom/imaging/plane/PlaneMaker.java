package org.radiloom.imaging.plane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;

/**
 * Makes one plane, line by line of the grid. Planes across the images go image by image and take all columns of a slab from
 * one image before the next, since neighbouring columns share cache lines.
 */
final class PlaneMaker {
    private final VoxelLines lines;
    private final Geometry grid;
    private final PlaneAxes axes;
    private final @Nullable GreySlice[] images;
    private final GreySlice kind;
    private final boolean asStored;
    private final int columns;
    private final int rows;

    /**
     * @param kind how numbers are kept, if {@code asStored}
     * @param asStored all images keep 16-bit numbers with one meaning
     */
    PlaneMaker(VoxelLines lines, PlaneAxes axes, @Nullable GreySlice[] images, GreySlice kind, boolean asStored) {
        this.lines = lines;
        this.grid = lines.geometry();
        this.axes = axes;
        this.images = images;
        this.kind = kind;
        this.asStored = asStored;
        this.columns = axes.size(0);
        this.rows = axes.size(1);
    }

    /**
     * @param reach planes on either side that are made into one with plane {@code k}
     * @param black the value where there is nothing
     */
    GreySlice make(int k, int reach, Slab.Projection projection, double black) {
        float nothing = asStored ? kind.storedNear(black) : (float) black;
        short[] stored = new short[asStored ? columns * rows : 0];
        float[] values = new float[asStored ? 0 : columns * rows];
        // lines run along the grid's columns, or its rows where the plane cuts across the columns
        int across = axes.axis[2];
        int along = across == 0 ? 1 : 0;
        int other = across == 2 ? 1 : 2;
        int alongPlane = axes.axis[0] == along ? 0 : 1;
        int otherPlane = 1 - alongPlane;
        int length = axes.size(alongPlane);
        int step = (alongPlane == 0 ? 1 : columns) * (axes.backwards[alongPlane] ? -1 : 1);
        int middle = axes.turned(2, k);
        int from = Math.max(0, middle - reach);
        int to = Math.min(axes.size(2) - 1, middle + reach);
        float[] line = new float[length];
        float[] sum = new float[length];
        int count = other == 1 ? grid.rows() : grid.slices();
        for (int m = 0; m < count; m++) {
            boolean whole = true;
            for (int n = from; n <= to && whole; n++) {
                float[] into = n == from ? sum : line;
                whole = switch (across) {
                    case 0 -> lines.copy(false, n, m, images, asStored, nothing, into);
                    case 1 -> lines.copy(true, n, m, images, asStored, nothing, into);
                    default -> lines.copy(true, m, n, images, asStored, nothing, into);
                };
                if (n > from && whole) {
                    add(projection, line, sum);
                }
            }
            if (!whole) {
                Arrays.fill(sum, nothing);
            } else if (projection == Slab.Projection.MEAN && to > from) {
                float part = 1f / (to - from + 1);
                for (int x = 0; x < length; x++) {
                    sum[x] *= part;
                }
            }
            int start = (otherPlane == 1 ? columns : 1) * axes.turned(otherPlane, m)
                    + (alongPlane == 0 ? 1 : columns) * axes.turned(alongPlane, 0);
            if (asStored) {
                for (int x = 0, at = start; x < length; x++, at += step) {
                    stored[at] = (short) Math.round(sum[x]);
                }
            } else {
                for (int x = 0, at = start; x < length; x++, at += step) {
                    values[at] = sum[x];
                }
            }
        }
        return asStored ? kind.alike(stored, columns, rows) : GreySlice.ofValues(values, columns, rows);
    }

    private static void add(Slab.Projection projection, float[] line, float[] sum) {
        switch (projection) {
            case MAXIMUM -> {
                for (int x = 0; x < sum.length; x++) {
                    sum[x] = Math.max(sum[x], line[x]);
                }
            }
            case MINIMUM -> {
                for (int x = 0; x < sum.length; x++) {
                    sum[x] = Math.min(sum[x], line[x]);
                }
            }
            case MEAN -> {
                for (int x = 0; x < sum.length; x++) {
                    sum[x] += line[x];
                }
            }
        }
    }
}
