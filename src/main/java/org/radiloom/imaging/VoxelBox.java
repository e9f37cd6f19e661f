package org.radiloom.imaging;

import java.util.Optional;

/**
 * A part of a grid, as ranges of indices: what lies beyond the voxels of a mask need not be looked at.
 *
 * @param i0 first column
 * @param j0 first row
 * @param k0 first slice
 * @param columns how many, at least 1
 * @param rows how many, at least 1
 * @param slices how many, at least 1
 */
public record VoxelBox(int i0, int j0, int k0, int columns, int rows, int slices) {
    public VoxelBox {
        if (columns < 1 || rows < 1 || slices < 1) {
            throw new IllegalArgumentException("size " + columns + "x" + rows + "x" + slices);
        }
    }

    /** The smallest part of the grid that holds the whole mask; empty if the mask is. */
    public static Optional<VoxelBox> around(Mask mask) {
        Geometry g = mask.geometry();
        int i0 = g.columns();
        int i1 = -1;
        int j0 = g.rows();
        int j1 = -1;
        int k0 = g.slices();
        int k1 = -1;
        for (int row = 0; row < g.rows() * g.slices(); row++) {
            int from = row * g.columns();
            int to = from + g.columns();
            int first = Runs.next(mask.voxels, from, to, true);
            if (first == to) {
                continue;
            }
            int last = to - 1;
            while (mask.voxels[last] == 0) {
                last--;
            }
            i0 = Math.min(i0, first - from);
            i1 = Math.max(i1, last - from);
            j0 = Math.min(j0, row % g.rows());
            j1 = Math.max(j1, row % g.rows());
            k0 = Math.min(k0, row / g.rows());
            k1 = row / g.rows();
        }
        return i1 < 0 ? Optional.empty() : Optional.of(between(i0, j0, k0, i1, j1, k1));
    }

    private static VoxelBox between(int i0, int j0, int k0, int i1, int j1, int k1) {
        return new VoxelBox(i0, j0, k0, i1 - i0 + 1, j1 - j0 + 1, k1 - k0 + 1);
    }

    /** The smallest part that holds both. */
    public VoxelBox and(VoxelBox o) {
        return between(
                Math.min(i0, o.i0),
                Math.min(j0, o.j0),
                Math.min(k0, o.k0),
                Math.max(i0 + columns, o.i0 + o.columns) - 1,
                Math.max(j0 + rows, o.j0 + o.rows) - 1,
                Math.max(k0 + slices, o.k0 + o.slices) - 1);
    }

    /** The part with everything in it that is up to {@code mm}, and one voxel, away along an axis; it ends where the grid does. */
    public VoxelBox grown(double mm, Geometry grid) {
        int i = 1 + (int) Math.min(grid.columns(), mm / grid.columnSpacingMm());
        int j = 1 + (int) Math.min(grid.rows(), mm / grid.rowSpacingMm());
        int k = 1 + (int) Math.min(grid.slices(), mm / grid.sliceSpacingMm());
        return between(
                Math.max(0, i0 - i),
                Math.max(0, j0 - j),
                Math.max(0, k0 - k),
                Math.min(grid.columns(), i0 + columns + i) - 1,
                Math.min(grid.rows(), j0 + rows + j) - 1,
                Math.min(grid.slices(), k0 + slices + k) - 1);
    }

    /** What of a mask lies here, on a grid of its own. */
    public Mask of(Mask mask) {
        Geometry g = mask.geometry();
        if (columns == g.columns() && rows == g.rows() && slices == g.slices()) {
            return mask;
        }
        byte[] part = new byte[columns * rows * slices];
        for (int row = 0; row < rows * slices; row++) {
            System.arraycopy(mask.voxels, start(row, g), part, row * columns, columns);
        }
        return Mask.of(g.crop(i0, j0, k0, columns, rows, slices), part);
    }

    /** A mask on {@code grid} that is {@code part} here and empty elsewhere. */
    public Mask put(Mask part, Geometry grid) {
        if (part.voxels.length == grid.voxels()) {
            return part;
        }
        byte[] whole = new byte[Math.toIntExact(grid.voxels())];
        for (int row = 0; row < rows * slices; row++) {
            System.arraycopy(part.voxels, row * columns, whole, start(row, grid), columns);
        }
        return Mask.of(grid, whole);
    }

    private int start(int row, Geometry grid) {
        return i0 + grid.columns() * (j0 + row % rows + grid.rows() * (k0 + row / rows));
    }
}
