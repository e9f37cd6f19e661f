package org.radiloom.annotate.tool;

import java.util.Arrays;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

/**
 * Gives every voxel of a box the label of the seed that is nearest to it, where a way is long if the values along it change. Seeds
 * are what has been painted, with at least two labels; one of them may stand for what is to stay empty. Source: Zhu, Kolesov, Gao,
 * Kikinis and Tannenbaum, An effective interactive medical image segmentation method using fast GrowCut, MICCAI 2014 workshop.
 */
public final class GrowFromSeeds {
    /** What a step costs besides the change of value, so that a seed reaches as far as another in flat regions. */
    private static final int STEP = 1;

    private GrowFromSeeds() {}

    /**
     * Part of a grid.
     *
     * @param i first column
     * @param j first row
     * @param k first slice
     */
    public record Box(int i, int j, int k, int columns, int rows, int slices) {
        /** The part of the grid around what has been painted, with a margin; the whole grid if nothing has. */
        public static Box around(Canvas canvas, int margin) {
            return around(canvas.geometry(), canvas::copySlice, margin);
        }

        /** The part of the grid around all labels, with a margin; the whole grid if there is none. */
        public static Box around(LabelMap map, int margin) {
            return around(map.geometry(), map::copySlice, margin);
        }

        private static Box around(Geometry g, Labels labels, int margin) {
            int[] low = {g.columns(), g.rows(), g.slices()};
            int[] high = {-1, -1, -1};
            byte[] slice = new byte[g.columns() * g.rows()];
            for (int k = 0; k < g.slices(); k++) {
                labels.copySlice(k, slice);
                for (int at = 0; at < slice.length; at++) {
                    if (slice[at] != 0) {
                        int[] p = {at % g.columns(), at / g.columns(), k};
                        for (int axis = 0; axis < 3; axis++) {
                            low[axis] = Math.min(low[axis], p[axis]);
                            high[axis] = Math.max(high[axis], p[axis]);
                        }
                    }
                }
            }
            if (high[0] < 0) {
                return new Box(0, 0, 0, g.columns(), g.rows(), g.slices());
            }
            int i = Math.max(0, low[0] - margin);
            int j = Math.max(0, low[1] - margin);
            int k = Math.max(0, low[2] - margin);
            return new Box(
                    i,
                    j,
                    k,
                    Math.min(g.columns(), high[0] + margin + 1) - i,
                    Math.min(g.rows(), high[1] + margin + 1) - j,
                    Math.min(g.slices(), high[2] + margin + 1) - k);
        }
    }

    /** Labels slice by slice. */
    private interface Labels {
        void copySlice(int k, byte[] into);
    }

    /**
     * Fills the box.
     *
     * @param stack values; slices that are not in memory are read
     * @param empty label whose voxels are erased afterwards, 0 for none
     * @throws Problem if a slice cannot be read
     */
    public static void fill(Canvas canvas, ImageStack stack, Box box, int empty) throws Problem {
        byte[] label = grown(canvas.geometry(), canvas::copySlice, stack, box, Progress.NONE);
        int plane = box.columns() * box.rows();
        for (int at = 0; at < label.length; at++) {
            int found = label[at] & 0xFF;
            canvas.set(
                    box.i() + at % box.columns(),
                    box.j() + at / box.columns() % box.rows(),
                    box.k() + at / plane,
                    found == empty ? 0 : found);
        }
    }

    /**
     * The labels that the voxels of the box would get.
     *
     * @param stack values; slices that are not in memory are read
     * @return column by column, row by row, slice by slice of the box, unsigned
     * @throws Problem if a slice cannot be read
     */
    public static byte[] labels(LabelMap seeds, ImageStack stack, Box box, Progress progress) throws Problem {
        return grown(seeds.geometry(), seeds::copySlice, stack, box, progress);
    }

    private static byte[] grown(Geometry g, Labels seeds, ImageStack stack, Box box, Progress progress) throws Problem {
        int plane = box.columns() * box.rows();
        int n = plane * box.slices();
        float[] values = values(stack, box, progress);
        int[] distance = new int[n];
        byte[] label = new byte[n];
        Arrays.fill(distance, Integer.MAX_VALUE);
        var queue = new IntHeap();
        byte[] slice = new byte[g.columns() * g.rows()];
        for (int at = 0; at < n; at++) {
            if (at % plane == 0) {
                seeds.copySlice(box.k() + at / plane, slice);
            }
            byte seed = slice[box.i() + at % box.columns() + g.columns() * (box.j() + at / box.columns() % box.rows())];
            if (seed != 0) {
                label[at] = seed;
                distance[at] = 0;
                queue.add(0, at);
            }
        }
        float scale = 1000 / Math.max(1e-6f, range(values));
        int[] steps = {1, box.columns(), plane};
        int[] sizes = {box.columns(), box.rows(), box.slices()};
        for (int count = 0; !queue.isEmpty(); count++) {
            if ((count & 0xFFFF) == 0) {
                progress.check();
            }
            int at = queue.poll();
            if (queue.key() > distance[at]) {
                continue;
            }
            for (int axis = 0; axis < 3; axis++) {
                int place = at / steps[axis] % sizes[axis];
                for (int d = -1; d <= 1; d += 2) {
                    if (place + d < 0 || place + d >= sizes[axis]) {
                        continue;
                    }
                    int next = at + d * steps[axis];
                    int further = distance[at] + STEP + (int) (scale * Math.abs(values[next] - values[at]));
                    if (further < distance[next]) {
                        distance[next] = further;
                        label[next] = label[at];
                        queue.add(further, next);
                    }
                }
            }
        }
        return label;
    }

    private static float[] values(ImageStack stack, Box box, Progress progress) throws Problem {
        float[] values = new float[box.columns() * box.rows() * box.slices()];
        int at = 0;
        for (int k = box.k(); k < box.k() + box.slices(); k++) {
            progress.check();
            Slice slice = stack.slice(k);
            for (int j = box.j(); j < box.j() + box.rows(); j++) {
                for (int i = box.i(); i < box.i() + box.columns(); i++) {
                    values[at++] = slice instanceof GreySlice grey ? grey.valueAt(i, j) : 0;
                }
            }
        }
        return values;
    }

    private static float range(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return high - low;
    }
}
