package org.radiloom.annotate.tool;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;

/**
 * A round brush that keeps to what it was set down on: of the voxels that a {@link Brush} would take, it takes those that hang
 * together with the way of the pointer, whose values are like those under the pointer when it went down, and between which the
 * value does not jump. The same strokes on the same images always give the same.
 *
 * <p>Alike is what lies within a tolerance of the median of the 3 by 3 voxels under the pointer. The tolerance is
 * {@code sensitivity} robust standard deviations (1.4826 times the median deviation from it) of the voxels within three of the
 * pointer, but at least {@value #LEAST} of the range of values under the brush, so that images without noise have one too. A jump
 * is more than the tolerance from one voxel to the next. Single voxels that are left out within what is taken are taken as well:
 * they are noise.
 *
 * <p>For one stroke, on one thread.
 */
public final class EdgeBrush {
    /** Robust standard deviations that are alike, unless one asks for another number. */
    public static final double USUAL_SENSITIVITY = 3;

    private static final double LEAST = 0.1;
    private static final int NEAR = 3;

    /** Of a voxel that the brush covers. */
    private static final byte OTHER = 1;

    private static final byte ALIKE = 2;
    private static final byte TAKEN = 3;

    private final Brush brush;
    private final StackValues values;
    private final double low;
    private final double high;
    private byte[] state = new byte[0];
    private float[] here = new float[0];
    /** For each row of the box the first voxel that is covered, and the one behind the last. */
    private int[] left = new int[0];

    private int[] right = new int[0];

    private EdgeBrush(Brush brush, StackValues values, double low, double high) {
        this.brush = brush;
        this.values = values;
        this.low = low;
        this.high = high;
    }

    /**
     * Sets a brush down.
     *
     * @param brush its size, label and reach
     * @param stack on the grid that is painted; slices that are not in memory are not painted
     * @param sensitivity above 0; the larger, the more is alike
     */
    public static EdgeBrush at(
            Brush brush, ImageStack stack, Geometry g, EditPlane plane, double x, double y, double sensitivity) {
        var values = new StackValues(stack);
        int px = (int) Math.rint(x);
        int py = (int) Math.rint(y);
        double middle = quantile(around(values, g, plane, px, py, 1), 0.5);
        double[] near = around(values, g, plane, px, py, NEAR);
        double spread =
                quantile(Arrays.stream(near).map(v -> Math.abs(v - middle)).toArray(), 0.5);
        var under = DoubleStream.builder();
        new Brush(brush.radiusMm(), false, 0, Reach.EVERYWHERE)
                .sweep(g, plane, new double[] {x, y, x, y}, (on, row, from, to) -> {
                    for (int at = from; at <= to; at++) {
                        under.add(value(values, on, at, row));
                    }
                });
        double[] disc = under.build().toArray();
        double range = quantile(disc, 0.95) - quantile(disc, 0.05);
        double tolerance = Math.max(sensitivity * 1.4826 * spread, LEAST * range);
        return new EdgeBrush(brush, values, middle - tolerance, middle + tolerance);
    }

    private static double[] around(StackValues values, Geometry g, EditPlane plane, int px, int py, int reach) {
        var all = DoubleStream.builder();
        for (int y = Math.max(0, py - reach); y <= Math.min(plane.height(g) - 1, py + reach); y++) {
            for (int x = Math.max(0, px - reach); x <= Math.min(plane.width(g) - 1, px + reach); x++) {
                all.add(value(values, plane, x, y));
            }
        }
        return all.build().toArray();
    }

    /** Of the numbers among these; NaN if there is none. */
    private static double quantile(double[] numbers, double part) {
        double[] sorted =
                Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.rint(part * (sorted.length - 1))];
    }

    private static float value(StackValues values, EditPlane plane, int x, int y) {
        return values.at(plane.i(x, y), plane.j(x, y), plane.k(x, y));
    }

    /** Lowest value that is alike. */
    public double low() {
        return low;
    }

    /** Highest value that is alike. */
    public double high() {
        return high;
    }

    /** Paints from one point of a plane to another; the same point twice is a dab. */
    public void stroke(Canvas canvas, EditPlane plane, double x1, double y1, double x2, double y2) {
        Geometry g = canvas.geometry();
        var line = new double[] {x1, y1, x2, y2};
        var box = Box.around(g, brush, plane, line);
        if (box.size() == 0) {
            return;
        }
        room(box);
        brush.sweep(g, plane, line, (on, y, from, to) -> cover(box, on, y, from, to));
        int[] seeds = new int[line.length + (int) (Math.abs(x2 - x1) + Math.abs(y2 - y1))];
        int[] count = new int[1];
        Brush.thread(g, plane, line, (on, y, x, to) -> {
            int at = box.at(on.index(), x, y);
            if (state[at] == ALIKE) {
                seeds[count[0]++] = at;
            }
        });
        var flood = new RunFlood(box.width, box.height, box.planes, left, right, state, ALIKE, here, (high - low) / 2);
        flood.take(seeds, count[0]);
        flood.eachTaken((from, to) -> Arrays.fill(state, from, to, TAKEN));
        flood.eachTaken((from, to) -> paint(canvas, box, plane.axis(), from, isSpeck(box.width, to) ? to + 1 : to));
    }

    /** Looks at a part of a row that the brush covers: all of it lies in one slice, whichever way the plane does. */
    private void cover(Box box, EditPlane on, int y, int from, int to) {
        GreySlice slice = values.slice(on.k(from, y));
        if (slice == null) {
            return;
        }
        int at = box.at(on.index(), from, y);
        int row = at / box.width;
        left[row] = Math.min(left[row], at);
        right[row] = Math.max(right[row], at + to - from + 1);
        Reach reach = brush.reach();
        boolean everywhere = reach.equals(Reach.EVERYWHERE);
        float lowest = (float) low;
        float highest = (float) high;
        for (int x = from; x <= to; x++, at++) {
            if (everywhere || reach.allows(on.i(x, y), on.j(x, y), on.k(x, y))) {
                float v = slice.valueAt(on.i(x, y), on.j(x, y));
                here[at] = v;
                state[at] = v >= lowest && v <= highest ? ALIKE : OTHER;
            }
        }
    }

    private void paint(Canvas canvas, Box box, EditPlane.Axis axis, int from, int to) {
        int row = from / box.width;
        int y = box.y + row % box.height;
        var on = new EditPlane(axis, box.plane + row / box.height);
        int x = box.x + from % box.width;
        if (axis == EditPlane.Axis.COLUMN) {
            for (int n = 0; n < to - from; n++) {
                on.set(canvas, x + n, y, brush.label());
            }
        } else {
            canvas.setRow(x, x + to - from, on.j(x, y), on.k(x, y), brush.label());
        }
    }

    /** Whether a voxel beside a run has been left out with all around it taken. */
    private boolean isSpeck(int width, int at) {
        return (state[at] == OTHER || state[at] == ALIKE)
                && state[at - 1] == TAKEN
                && state[at + 1] == TAKEN
                && state[at - width] == TAKEN
                && state[at + width] == TAKEN;
    }

    /** Memory for a step, used again by the next. */
    private void room(Box box) {
        int size = box.size();
        int rows = box.planes * box.height;
        if (state.length < size) {
            state = new byte[size];
            here = new float[size];
        }
        Arrays.fill(state, 0, size, (byte) 0);
        if (left.length < rows) {
            left = new int[rows];
            right = new int[rows];
        }
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(right, 0);
    }

    /** The part of the grid that a stroke covers, with a border of one voxel on all sides, as planes of rows. */
    private record Box(int plane, int x, int y, int planes, int width, int height) {
        static Box around(Geometry g, Brush brush, EditPlane plane, double[] line) {
            int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
            int[] high = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
            brush.sweep(g, plane, line, (on, y, from, to) -> {
                low[0] = Math.min(low[0], on.index());
                high[0] = Math.max(high[0], on.index());
                low[1] = Math.min(low[1], from);
                high[1] = Math.max(high[1], to);
                low[2] = Math.min(low[2], y);
                high[2] = Math.max(high[2], y);
            });
            if (low[0] > high[0]) {
                return new Box(0, 0, 0, 0, 0, 0);
            }
            return new Box(
                    low[0] - 1,
                    low[1] - 1,
                    low[2] - 1,
                    high[0] - low[0] + 3,
                    high[1] - low[1] + 3,
                    high[2] - low[2] + 3);
        }

        int size() {
            return planes * width * height;
        }

        int at(int index, int column, int row) {
            return column - x + width * (row - y + height * (index - plane));
        }
    }
}
