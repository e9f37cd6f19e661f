package org.radiloom.dicom.seg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;

/** The label map that frames are put into, one after the other; what comes later wins, and what it covers is counted. */
final class VoxelLabels {
    /** Instead of a label: pixels are labels themselves. */
    static final int AS_IT_IS = 0;

    private final Geometry grid;
    private final byte[] @Nullable [] slices;
    private final long[] covered = new long[256];
    private final long[] outside = new long[256];
    private long inside;
    private byte[] nothing = new byte[0];

    VoxelLabels(Geometry grid) {
        this.grid = grid;
        this.slices = new byte[grid.slices()][];
    }

    byte[] @Nullable [] slices() {
        return slices;
    }

    /** Voxels of a label that a later one has taken. */
    long covered(int label) {
        return covered[label];
    }

    /** Voxels of a label that lie beyond the grid. */
    long outside(int label) {
        return outside[label];
    }

    /** Whether any voxel has been put on the grid. */
    boolean any() {
        return inside > 0;
    }

    /** Whether voxels were there, all of them beyond the grid. */
    boolean allOutside() {
        return inside == 0 && Arrays.stream(outside).sum() > 0;
    }

    /**
     * Puts a frame.
     *
     * @param pixels 0 for none; taken over
     * @param label of all other pixels (which are 1 then), or {@link #AS_IT_IS}
     */
    void put(byte[] pixels, int label, int columns, PixelPath path) {
        if (nothing.length != pixels.length) {
            nothing = new byte[pixels.length];
        }
        int k = path.start().k();
        boolean whole = path.wholeSlice() && columns == grid.columns() && pixels.length == columns * grid.rows();
        if (!whole || k < 0 || k >= slices.length) {
            walk(pixels, label, columns, path);
            return;
        }
        int first = Arrays.mismatch(pixels, nothing);
        if (first < 0) {
            return;
        }
        inside++;
        byte[] slice = slices[k];
        if (slice == null && label <= 1) {
            slices[k] = pixels;
            return;
        }
        if (slice == null) {
            slice = new byte[pixels.length];
            slices[k] = slice;
        }
        merge(pixels, first, label, slice);
    }

    /** Goes from voxel to voxel where there are labels, and over the long stretches where there are none. */
    private void merge(byte[] pixels, int first, int label, byte[] slice) {
        int length = pixels.length;
        for (int at = first; at < length; at++) {
            if (pixels[at] == 0) {
                int gap = Arrays.mismatch(pixels, at, length, nothing, at, length);
                if (gap < 0) {
                    return;
                }
                at += gap;
            }
            set(slice, at, label == AS_IT_IS ? pixels[at] : (byte) label);
        }
    }

    private void walk(byte[] pixels, int label, int columns, PixelPath path) {
        PixelPath.Step start = path.start();
        PixelPath.Step across = path.across();
        PixelPath.Step down = path.down();
        for (int y = 0, at = 0; at < pixels.length; y++) {
            int i = start.i() + y * down.i();
            int j = start.j() + y * down.j();
            int k = start.k() + y * down.k();
            for (int x = 0; x < columns; x++, at++) {
                if (pixels[at] != 0) {
                    put(i, j, k, label == AS_IT_IS ? pixels[at] : (byte) label);
                }
                i += across.i();
                j += across.j();
                k += across.k();
            }
        }
    }

    private void put(int i, int j, int k, byte label) {
        if (i < 0 || j < 0 || k < 0 || i >= grid.columns() || j >= grid.rows() || k >= slices.length) {
            outside[label & 0xFF]++;
            return;
        }
        inside++;
        byte[] slice = slices[k];
        if (slice == null) {
            slice = new byte[grid.columns() * grid.rows()];
            slices[k] = slice;
        }
        set(slice, i + grid.columns() * j, label);
    }

    private void set(byte[] slice, int at, byte label) {
        byte before = slice[at];
        if (before != 0 && before != label) {
            covered[before & 0xFF]++;
        }
        slice[at] = label;
    }
}
