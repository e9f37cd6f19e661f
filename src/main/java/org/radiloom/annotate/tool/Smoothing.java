package org.radiloom.annotate.tool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/** Filters whose sums run along one axis after the other, slice beside slice; voxels as in {@link Mask}. */
final class Smoothing {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;

    private Smoothing() {}

    /** Whether more than half of the up to 27 voxels around each belong to the mask; needs 2 bytes a voxel. */
    static byte[] median(Mask mask) {
        Geometry g = mask.geometry();
        int nx = g.columns();
        int plane = nx * g.rows();
        byte[] nines = new byte[Math.toIntExact(g.voxels())];
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            byte[] slice = new byte[plane];
            mask.copySlice(k, slice);
            byte[] threes = slice.clone();
            for (int from = 0; from < plane; from += nx) {
                add(threes, from + 1, slice, from, nx - 1);
                add(threes, from, slice, from + 1, nx - 1);
            }
            System.arraycopy(threes, 0, nines, k * plane, plane);
            add(nines, k * plane + nx, threes, 0, plane - nx);
            add(nines, k * plane, threes, nx, plane - nx);
        });
        byte[] out = new byte[nines.length];
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            byte[] sum = new byte[plane];
            int from = k * plane;
            int deep = 0;
            for (int other = Math.max(0, k - 1); other <= Math.min(g.slices() - 1, k + 1); other++) {
                add(sum, 0, nines, other * plane, plane);
                deep++;
            }
            for (int j = 0; j < g.rows(); j++) {
                int counted = deep * present(j, g.rows());
                int row = j * nx;
                above(sum, row, 3 * counted / 2, out, from + row, nx);
                for (int i = 0; i < nx; i += Math.max(1, nx - 1)) {
                    out[from + row + i] = (byte) (2 * sum[row + i] > present(i, nx) * counted ? 1 : 0);
                }
            }
        });
        return out;
    }

    /** How many of a place and its two neighbours are there. */
    private static int present(int at, int length) {
        return 1 + (at > 0 ? 1 : 0) + (at + 1 < length ? 1 : 0);
    }

    /** Says of each sum whether it is more than {@code most}, eight at a time: bit 7 of a byte shows it, as sums are 27 at most. */
    private static void above(byte[] sum, int first, int most, byte[] out, int at, int count) {
        long lift = (127 - most) * ONES;
        int n = 0;
        for (; n + 8 <= count; n += 8) {
            EIGHT.set(out, at + n, ((long) EIGHT.get(sum, first + n) + lift) >>> 7 & ONES);
        }
        for (; n < count; n++) {
            out[at + n] = (byte) (sum[first + n] > most ? 1 : 0);
        }
    }

    /** Adds bytes eight at a time; no sum is larger than 27, so that none spills into the next. */
    private static void add(byte[] to, int at, byte[] from, int first, int count) {
        int n = 0;
        for (; n + 8 <= count; n += 8) {
            EIGHT.set(to, at + n, (long) EIGHT.get(to, at + n) + (long) EIGHT.get(from, first + n));
        }
        for (; n < count; n++) {
            to[at + n] += from[first + n];
        }
    }

    /** Whether a Gaussian mean is above a half; what lies beyond the grid counts as its edge. Needs 5 bytes a voxel. */
    static byte[] gaussian(Mask mask, double sigmaMm) {
        Geometry g = mask.geometry();
        int nx = g.columns();
        int plane = nx * g.rows();
        float[] alongRows = weights(sigmaMm / g.columnSpacingMm());
        float[] alongColumns = weights(sigmaMm / g.rowSpacingMm());
        float[] alongSlices = weights(sigmaMm / g.sliceSpacingMm());
        float[] flat = new float[Math.toIntExact(g.voxels())];
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            byte[] slice = new byte[plane];
            mask.copySlice(k, slice);
            float[] rows = rows(slice, nx, alongRows);
            int radius = alongColumns.length / 2;
            for (int j = 0; j < g.rows(); j++) {
                for (int d = -radius; d <= radius; d++) {
                    int there = Math.clamp(j + d, 0, g.rows() - 1);
                    add(flat, k * plane + j * nx, rows, there * nx, nx, alongColumns[d + radius]);
                }
            }
        });
        byte[] out = new byte[flat.length];
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            int radius = alongSlices.length / 2;
            float[] row = new float[nx];
            for (int j = 0; j < g.rows(); j++) {
                Arrays.fill(row, 0);
                for (int d = -radius; d <= radius; d++) {
                    int there = Math.clamp(k + d, 0, g.slices() - 1);
                    add(row, 0, flat, there * plane + j * nx, nx, alongSlices[d + radius]);
                }
                int from = k * plane + j * nx;
                for (int i = 0; i < nx; i++) {
                    out[from + i] = (byte) (row[i] > 0.5f ? 1 : 0);
                }
            }
        });
        return out;
    }

    /** Each row of a slice blurred. */
    private static float[] rows(byte[] slice, int nx, float[] weights) {
        int radius = weights.length / 2;
        float[] out = new float[slice.length];
        float[] padded = new float[nx + 2 * radius];
        for (int from = 0; from < slice.length; from += nx) {
            for (int n = 0; n < padded.length; n++) {
                padded[n] = slice[from + Math.clamp(n - radius, 0, nx - 1)];
            }
            for (int d = 0; d < weights.length; d++) {
                add(out, from, padded, d, nx, weights[d]);
            }
        }
        return out;
    }

    private static void add(float[] to, int at, float[] from, int first, int count, float weight) {
        for (int n = 0; n < count; n++) {
            to[at + n] += weight * from[first + n];
        }
    }

    private static float[] weights(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] weights = new float[2 * radius + 1];
        double sum = 0;
        for (int d = -radius; d <= radius; d++) {
            sum += Math.exp(-d * d / (2 * sigma * sigma));
        }
        for (int d = -radius; d <= radius; d++) {
            weights[d + radius] = (float) (Math.exp(-d * d / (2 * sigma * sigma)) / sum);
        }
        return weights;
    }
}
