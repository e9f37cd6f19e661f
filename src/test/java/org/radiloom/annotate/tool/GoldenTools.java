package org.radiloom.annotate.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelMap;
import org.radiloom.fixtures.MandiblePhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;

/** Every tool as {@code golden-masks.py} has it, by the name that it has there: each leaves a mask of label 1. */
final class GoldenTools {
    private static final Geometry GRID = MandiblePhantom.GRID;
    private static final List<double[]> LINE = List.of(
            new double[] {5.3, 4.2},
            new double[] {40.4, 2.6},
            new double[] {20.7, 15.3},
            new double[] {33.1, 17.8},
            new double[] {12.2, 18.6});

    private final MandiblePhantom phantom = MandiblePhantom.make();
    private final Map<String, Consumer<Canvas>> empty = new LinkedHashMap<>();
    private final Map<String, Consumer<Canvas>> onBone = new LinkedHashMap<>();

    /** A stroke on a plane, from one point to another. */
    record Stroke(EditPlane plane, double x1, double y1, double x2, double y2) {
        static Stroke on(EditPlane.Axis axis) {
            return switch (axis) {
                case SLICE -> new Stroke(new EditPlane(axis, 8), 9.3, 20.2, 20.6, 13.4);
                case ROW -> new Stroke(new EditPlane(axis, 14), 14.2, 5.4, 30.7, 11.1);
                case COLUMN -> new Stroke(new EditPlane(axis, 8), 15.3, 4.2, 27.9, 13.6);
            };
        }
    }

    GoldenTools() {
        for (EditPlane.Axis axis : EditPlane.Axis.values()) {
            onPlane(axis.name().toLowerCase(Locale.ROOT), Stroke.on(axis));
        }
        empty.put("grow", c -> RegionGrow.grow(c, 14, 14, 8, 1, Reach.values(phantom.stack(), 500, 2000), 100_000));
        empty.put("interpolation", this::interpolate);
        empty.put("seeds", this::seeds);
        onBone.put("phantom", c -> {});
        onBone.put("holes in slices", c -> LabelOperations.fillHolesInSlices(c, 1));
        onBone.put("holes", c -> LabelOperations.fillHoles(c, 1));
        onBone.put("largest", c -> LabelOperations.keepLargest(c, 1));
        onBone.put("islands below 20", c -> LabelOperations.removeIslands(c, 1, 20));
        onBone.put("islands below 30", c -> LabelOperations.removeIslands(c, 1, 30));
        whole("median", MaskOperations::median);
        whole("margin 3.15", m -> MaskOperations.grow(m, 3.15));
        whole("margin -1.7", m -> MaskOperations.shrink(m, 1.7));
        whole("open 1.7", m -> MaskOperations.open(m, 1.7));
        whole("close 1.7", m -> MaskOperations.close(m, 1.7));
        whole("gaussian 1.2", m -> MaskOperations.gaussian(m, 1.2));
        Mask other = block();
        whole("union", m -> MaskOperations.union(m, other));
        whole("intersection", m -> MaskOperations.both(m, other));
        whole("minus", m -> MaskOperations.minus(m, other));
    }

    private void onPlane(String axis, Stroke s) {
        Reach bright = Reach.values(phantom.stack(), 500, 905);
        empty.put("brush " + axis, c -> stroke(c, s, new Brush(5.3, false, 1, Reach.EVERYWHERE)));
        onBone.put("eraser " + axis, c -> stroke(c, s, new Brush(5.3, false, 0, Reach.EVERYWHERE)));
        empty.put("ball " + axis, c -> stroke(c, s, new Brush(5.3, true, 1, Reach.EVERYWHERE)));
        empty.put("threshold " + axis, c -> stroke(c, s, new Brush(5.3, true, 1, bright)));
        empty.put("edges disc " + axis, c -> edges(c, s, false));
        empty.put("edges ball " + axis, c -> edges(c, s, true));
        empty.put("lasso " + axis, c -> AreaFill.fill(c, s.plane, LINE, 1, Reach.EVERYWHERE));
        Reach bone = Reach.values(phantom.stack(), 500, 2000);
        int x = (int) Math.rint(s.x2);
        int y = (int) Math.rint(s.y2);
        empty.put("grow " + axis, c -> RegionGrow.grow(c, s.plane, x, y, 1, bone, 100_000));
        int index = s.plane.axis() == EditPlane.Axis.COLUMN ? 22 : s.plane.index();
        onBone.put("holes on " + axis, c -> LabelOperations.fillHoles(c, new EditPlane(s.plane.axis(), index), 1));
    }

    private static void stroke(Canvas canvas, Stroke s, Brush brush) {
        brush.stroke(canvas, s.plane, s.x1, s.y1, s.x2, s.y2);
    }

    private void edges(Canvas canvas, Stroke s, boolean ball) {
        var brush = new Brush(5.3, ball, 1, Reach.EVERYWHERE);
        EdgeBrush.at(brush, phantom.stack(), GRID, s.plane, s.x1, s.y1, EdgeBrush.USUAL_SENSITIVITY)
                .stroke(canvas, s.plane, s.x1, s.y1, s.x2, s.y2);
    }

    private void whole(String name, UnaryOperator<Mask> operation) {
        onBone.put(name, c -> MaskOperations.put(c, operation.apply(LabelOperations.mask(c, 1)), 1));
    }

    private static Mask block() {
        byte[] voxels = new byte[(int) GRID.voxels()];
        for (int at = 0; at < voxels.length; at++) {
            int k = at / (GRID.columns() * GRID.rows());
            boolean inside = Math.abs(at % 48 - 10) <= 6 && Math.abs(at / 48 % 40 - 20) <= 7 && k >= 6 && k <= 12;
            voxels[at] = (byte) (inside ? 1 : 0);
        }
        return Mask.of(GRID, voxels);
    }

    /** Three slices drawn, and those between them as a preview shows them. */
    private void interpolate(Canvas canvas) {
        for (int k : new int[] {3, 9, 16}) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    int d = 9 * (i - 22) * (i - 22) + 16 * (j - 26) * (j - 26);
                    if (phantom.bone().contains(i, j, k) || (k == 3 && d < 300)) {
                        canvas.set(i, j, k, 1);
                    }
                }
            }
        }
        var drawn = LabelMap.of(GRID, slices(canvas));
        SliceInterpolation.apply(canvas, SliceInterpolation.preview(drawn, 1), 1);
    }

    private static byte[][] slices(Canvas canvas) {
        byte[][] slices = new byte[GRID.slices()][GRID.columns() * GRID.rows()];
        for (int k = 0; k < slices.length; k++) {
            canvas.copySlice(k, slices[k]);
        }
        return slices;
    }

    private void seeds(Canvas canvas) {
        canvas.set(14, 14, 8, 1);
        canvas.set(36, 20, 5, 1);
        for (int[] p : new int[][] {{22, 30, 8}, {2, 2, 2}, {20, 20, 18}, {44, 36, 9}}) {
            canvas.set(p[0], p[1], p[2], 3);
        }
        try {
            GrowFromSeeds.fill(canvas, phantom.stack(), new GrowFromSeeds.Box(0, 0, 0, 48, 40, 20), 3);
        } catch (Problem e) {
            throw new AssertionError(e);
        }
    }

    MandiblePhantom phantom() {
        return phantom;
    }

    /** Tools that begin on an empty map. */
    Map<String, Consumer<Canvas>> empty() {
        return empty;
    }

    /** Tools that begin with the bone as label 1. */
    Map<String, Consumer<Canvas>> onBone() {
        return onBone;
    }
}
