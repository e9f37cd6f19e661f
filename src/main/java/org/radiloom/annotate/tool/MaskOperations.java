package org.radiloom.annotate.tool;

import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * What can be done to a whole structure at once. Margins are balls in millimetres, whatever the spacing of the grid; nothing lies
 * beyond the grid.
 */
public final class MaskOperations {
    private MaskOperations() {}

    /** What lies within {@code mm} of the mask. */
    public static Mask grow(Mask mask, double mm) {
        float[] distance = DistanceTransform.toMask(mask);
        byte[] out = new byte[distance.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = (byte) (distance[at] <= mm ? 1 : 0);
        }
        return Mask.of(mask.geometry(), out);
    }

    /** What lies more than {@code mm} from everything outside. */
    public static Mask shrink(Mask mask, double mm) {
        float[] distance = DistanceTransform.toBackground(mask);
        byte[] out = new byte[distance.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = (byte) (distance[at] > mm ? 1 : 0);
        }
        return Mask.of(mask.geometry(), out);
    }

    /** Takes away what is thinner than two radii. */
    public static Mask open(Mask mask, double mm) {
        return grow(shrink(mask, mm), mm);
    }

    /** Fills gaps that are narrower than two radii. */
    public static Mask close(Mask mask, double mm) {
        return shrink(grow(mask, mm), mm);
    }

    /** What most of the 27 voxels around each are; at the edge of the grid, of those that are there. */
    public static Mask median(Mask mask) {
        Geometry g = mask.geometry();
        byte[] in = mask.toArray();
        int[] sum = new int[in.length];
        int[] counted = new int[in.length];
        for (int at = 0; at < in.length; at++) {
            sum[at] = in[at];
            counted[at] = 1;
        }
        int[] size = {g.columns(), g.rows(), g.slices()};
        int step = 1;
        for (int length : size) {
            sum = threes(sum, length, step);
            counted = threes(counted, length, step);
            step *= length;
        }
        byte[] out = new byte[in.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = (byte) (2 * sum[at] > counted[at] ? 1 : 0);
        }
        return Mask.of(g, out);
    }

    /** The sum of each voxel and its two neighbours along an axis. */
    private static int[] threes(int[] in, int length, int step) {
        int[] out = in.clone();
        for (int at = 0; at < in.length; at++) {
            int place = at / step % length;
            out[at] += (place > 0 ? in[at - step] : 0) + (place + 1 < length ? in[at + step] : 0);
        }
        return out;
    }

    /** What is inside after blurring with a Gaussian of {@code sigmaMm}: rounds edges and keeps the volume about the same. */
    public static Mask gaussian(Mask mask, double sigmaMm) {
        Geometry g = mask.geometry();
        byte[] in = mask.toArray();
        float[] values = new float[in.length];
        for (int at = 0; at < in.length; at++) {
            values[at] = in[at];
        }
        double[] spacing = {g.columnSpacingMm(), g.rowSpacingMm(), g.sliceSpacingMm()};
        int[] size = {g.columns(), g.rows(), g.slices()};
        int step = 1;
        for (int axis = 0; axis < 3; axis++) {
            values = blur(values, size[axis], step, sigmaMm / spacing[axis]);
            step *= size[axis];
        }
        byte[] out = new byte[in.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = (byte) (values[at] > 0.5f ? 1 : 0);
        }
        return Mask.of(g, out);
    }

    /** Blurs along one axis; what lies beyond the grid counts as its edge. */
    private static float[] blur(float[] in, int length, int step, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] weights = new float[2 * radius + 1];
        double sum = 0;
        for (int d = -radius; d <= radius; d++) {
            sum += Math.exp(-d * d / (2 * sigma * sigma));
        }
        for (int d = -radius; d <= radius; d++) {
            weights[d + radius] = (float) (Math.exp(-d * d / (2 * sigma * sigma)) / sum);
        }
        float[] out = new float[in.length];
        for (int at = 0; at < in.length; at++) {
            int place = at / step % length;
            float value = 0;
            for (int d = -radius; d <= radius; d++) {
                int there = Math.clamp((long) place + d, 0, length - 1);
                value += weights[d + radius] * in[at + (there - place) * step];
            }
            out[at] = value;
        }
        return out;
    }

    /** What is in either. */
    public static Mask union(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] |= other[at];
        }
        return Mask.of(a.geometry(), out);
    }

    /** What is in both. */
    public static Mask both(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] &= other[at];
        }
        return Mask.of(a.geometry(), out);
    }

    /** What is in the first and not in the second. */
    public static Mask minus(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] &= (byte) (1 - other[at]);
        }
        return Mask.of(a.geometry(), out);
    }

    /** Makes the voxels of a label those of a mask on the same grid; other labels give way where it grows, unless locked. */
    public static void put(Canvas canvas, Mask mask, int label) {
        Geometry g = canvas.geometry();
        byte[] inside = new byte[g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            mask.copySlice(k, inside);
            for (int at = 0; at < inside.length; at++) {
                int i = at % g.columns();
                int j = at / g.columns();
                boolean has = canvas.label(i, j, k) == label;
                if (has != (inside[at] != 0)) {
                    canvas.set(i, j, k, has ? 0 : label);
                }
            }
        }
    }
}
