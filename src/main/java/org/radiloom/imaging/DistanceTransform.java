package org.radiloom.imaging;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact Euclidean distances in millimetres on a grid of uneven spacing.
 *
 * <p>Distances are between voxel centres; the axes of the grid are taken to be perpendicular. One axis after the other:
 * the lower envelope of parabolas. Source: Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions",
 * Theory of Computing 8, 2012. Memory: the result only (4 bytes a voxel) and a few lines.
 */
public final class DistanceTransform {
    /** Lines that are worked on together, so that a cache line is read once. */
    private static final int BLOCK = 16;

    private DistanceTransform() {}

    /**
     * Distance of every voxel to the nearest voxel of the mask: 0 inside, positive infinity everywhere if it is empty.
     *
     * @return index i + columns * (j + rows * k)
     */
    public static float[] toMask(Mask mask) {
        return of(mask, (byte) 1, Double.POSITIVE_INFINITY);
    }

    /** The same up to {@code mm}, positive infinity beyond; the less of the grid is near the mask, the less time it takes. */
    public static float[] toMask(Mask mask, double mm) {
        return of(mask, (byte) 1, mm);
    }

    /** Distance of every voxel to the nearest voxel outside the mask: 0 outside. Nothing lies beyond the grid. */
    public static float[] toBackground(Mask mask) {
        return of(mask, (byte) 0, Double.POSITIVE_INFINITY);
    }

    /** The same up to {@code mm}, positive infinity beyond. */
    public static float[] toBackground(Mask mask, double mm) {
        return of(mask, (byte) 0, mm);
    }

    private static float[] of(Mask mask, byte feature, double limitMm) {
        // squares are rounded on the way; what is cut off must be too far for certain
        float far = (float) (limitMm * limitMm * (1 + 1e-5));
        Geometry g = mask.geometry();
        int plane = g.columns() * g.rows();
        float[] d = new float[Math.toIntExact(g.voxels())];
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            alongRows(mask.voxels, feature, g, k, far, d);
            Envelope columns = new Envelope(g.rows(), g.rowSpacingMm(), far);
            for (int i = 0; i < g.columns(); i += BLOCK) {
                columns.block(d, k * plane + i, g.columns(), Math.min(BLOCK, g.columns() - i), g.slices() == 1);
            }
        });
        if (g.slices() > 1) {
            IntStream.range(0, g.rows()).parallel().forEach(j -> {
                Envelope stack = new Envelope(g.slices(), g.sliceSpacingMm(), far);
                for (int i = 0; i < g.columns(); i += BLOCK) {
                    stack.block(d, j * g.columns() + i, plane, Math.min(BLOCK, g.columns() - i), true);
                }
            });
        }
        return d;
    }

    /** Squared distance to the nearest feature in the same row. */
    private static void alongRows(byte[] voxels, byte feature, Geometry g, int k, float far, float[] d) {
        int columns = g.columns();
        double h = g.columnSpacingMm();
        for (int row = k * g.rows(); row < (k + 1) * g.rows(); row++) {
            int from = row * columns;
            int to = from + columns;
            int last = -1;
            for (int at = from; at < to; at++) {
                if (voxels[at] == feature) {
                    int middle = last < 0 ? from : (last + at + 1) / 2;
                    if (last >= 0) {
                        rise(d, last, middle, last, h, far);
                    }
                    rise(d, middle, at, at, h, far);
                    d[at] = 0;
                    last = at;
                }
            }
            if (last < 0) {
                Arrays.fill(d, from, to, Float.POSITIVE_INFINITY);
            } else {
                rise(d, last, to, last, h, far);
            }
        }
    }

    private static void rise(float[] d, int from, int to, int feature, double h, float far) {
        for (int at = from; at < to; at++) {
            double mm = h * (at - feature);
            d[at] = near((float) (mm * mm), far);
        }
    }

    private static float near(float squared, float far) {
        return squared <= far ? squared : Float.POSITIVE_INFINITY;
    }

    /** One-dimensional pass over lines of {@code length} samples {@code h} mm apart; reused line after line. */
    private static final class Envelope {
        private final int length;
        private final float far;
        private final double h2;
        private final double[] inverse;
        private final float[] lines;
        private final int[] vertex;
        private final double[] height;
        private final double[] begin;

        Envelope(int length, double h, float far) {
            this.length = length;
            this.far = far;
            this.h2 = h * h;
            this.lines = new float[BLOCK * length];
            this.vertex = new int[length];
            this.height = new double[length];
            this.begin = new double[length + 1];
            this.inverse = new double[length];
            for (int n = 1; n < length; n++) {
                inverse[n] = 1 / (2 * h2 * n);
            }
        }

        /** Replaces {@code count} neighbouring lines that start at {@code from} by their envelopes. */
        void block(float[] d, int from, int stride, int count, boolean last) {
            float least = Float.POSITIVE_INFINITY;
            for (int q = 0; q < length; q++) {
                int at = from + q * stride;
                for (int c = 0; c < count; c++) {
                    lines[c * length + q] = d[at + c];
                    least = Math.min(least, d[at + c]);
                }
            }
            if (least == Float.POSITIVE_INFINITY) {
                return;
            }
            for (int c = 0; c < count; c++) {
                line(c * length);
            }
            if (last) {
                for (int n = 0; n < count * length; n++) {
                    lines[n] = (float) Math.sqrt(lines[n]);
                }
            }
            for (int q = 0; q < length; q++) {
                int at = from + q * stride;
                for (int c = 0; c < count; c++) {
                    d[at + c] = lines[c * length + q];
                }
            }
        }

        private void line(int from) {
            int top = -1;
            // the topmost parabola in locals: its vertex, its height there plus h²q², and where it begins to rule
            int v = 0;
            double tall = 0;
            double start = 0;
            for (int q = 0; q < length; q++) {
                float f = lines[from + q];
                if (f == Float.POSITIVE_INFINITY) {
                    continue;
                }
                double mine = f + h2 * q * q;
                double meet = Double.NEGATIVE_INFINITY;
                while (top >= 0) {
                    meet = (mine - tall) * inverse[q - v];
                    if (meet > start) {
                        break;
                    }
                    meet = Double.NEGATIVE_INFINITY;
                    if (--top >= 0) {
                        v = vertex[top];
                        tall = height[top];
                        start = begin[top];
                    }
                }
                // a parabola that only rules beyond the end is never seen
                if (meet < length) {
                    top++;
                    vertex[top] = v = q;
                    height[top] = tall = mine;
                    begin[top] = start = meet;
                }
            }
            if (top >= 0) {
                fill(from, top);
            }
        }

        /** Each parabola rules from its begin to the next one's. */
        private void fill(int from, int top) {
            int q = 0;
            for (int n = 0; n <= top; n++) {
                int until = n == top ? length : (int) Math.min(length, Math.max(q, Math.ceil(begin[n + 1])));
                int v = vertex[n];
                double low = height[n] - h2 * v * v;
                for (; q < until; q++) {
                    double steps = q - v;
                    lines[from + q] = near((float) (low + h2 * steps * steps), far);
                }
            }
        }
    }
}
