package org.radiloom.infer;

import org.radiloom.imaging.Geometry;

/** Fills background that cannot reach the border of its slice (through 4-neighbours). */
final class SliceHoles {
    private SliceHoles() {}

    static void fill(byte[] voxels, Geometry grid) {
        int columns = grid.columns();
        int rows = grid.rows();
        byte[] outside = new byte[columns * rows];
        int[] queue = new int[columns * rows];
        for (int k = 0; k < grid.slices(); k++) {
            int base = k * columns * rows;
            java.util.Arrays.fill(outside, (byte) 0);
            int size = 0;
            for (int at = 0; at < columns * rows; at++) {
                int i = at % columns;
                int j = at / columns;
                if ((i == 0 || j == 0 || i == columns - 1 || j == rows - 1) && voxels[base + at] == 0) {
                    outside[at] = 1;
                    queue[size++] = at;
                }
            }
            for (int next = 0; next < size; next++) {
                int at = queue[next];
                int i = at % columns;
                size = reach(voxels, outside, queue, size, base, at - 1, i > 0);
                size = reach(voxels, outside, queue, size, base, at + 1, i < columns - 1);
                size = reach(voxels, outside, queue, size, base, at - columns, at >= columns);
                size = reach(voxels, outside, queue, size, base, at + columns, at < columns * (rows - 1));
            }
            for (int at = 0; at < columns * rows; at++) {
                if (outside[at] == 0) {
                    voxels[base + at] = 1;
                }
            }
        }
    }

    private static int reach(byte[] voxels, byte[] outside, int[] queue, int size, int base, int at, boolean inSlice) {
        if (!inSlice || outside[at] != 0 || voxels[base + at] != 0) {
            return size;
        }
        outside[at] = 1;
        queue[size] = at;
        return size + 1;
    }
}
