package org.radiloom.imaging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The runs of equal voxels along the rows of a mask, in order; found eight voxels at a time. */
final class Runs {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;

    /** First voxel of each run and the one after its last, as indices into the whole volume. */
    int[] start = new int[1024];

    int[] end = new int[1024];
    int count;
    /** Runs of row r (= j + rows * k) are those from {@code rowFirst[r]} up to but not including {@code rowFirst[r + 1]}. */
    final int[] rowFirst;

    final int columns;
    final int rows;
    final int slices;

    /** Finds the runs of voxels that belong to the mask, or, with {@code inside} false, of those that do not. */
    Runs(Mask mask, boolean inside) {
        Geometry g = mask.geometry();
        columns = g.columns();
        rows = g.rows();
        slices = g.slices();
        rowFirst = new int[rows * slices + 1];
        byte[] v = mask.voxels;
        for (int r = 0; r < rows * slices; r++) {
            rowFirst[r] = count;
            int stop = (r + 1) * columns;
            int at = next(v, r * columns, stop, inside);
            while (at < stop) {
                int over = next(v, at + 1, stop, !inside);
                add(at, over);
                at = next(v, over, stop, inside);
            }
        }
        rowFirst[rows * slices] = count;
    }

    private void add(int from, int to) {
        if (count == start.length) {
            start = Arrays.copyOf(start, 2 * count);
            end = Arrays.copyOf(end, 2 * count);
        }
        start[count] = from;
        end[count++] = to;
    }

    /** First index from {@code at} on, before {@code stop}, whose voxel is set (or clear); {@code stop} if none. */
    static int next(byte[] v, int at, int stop, boolean set) {
        long skip = set ? 0 : ONES;
        while (at + 8 <= stop) {
            long differs = (long) WORD.get(v, at) ^ skip;
            if (differs != 0) {
                return at + (Long.numberOfTrailingZeros(differs) >> 3);
            }
            at += 8;
        }
        byte other = (byte) (set ? 0 : 1);
        while (at < stop && v[at] == other) {
            at++;
        }
        return at;
    }
}
