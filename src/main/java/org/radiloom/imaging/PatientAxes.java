package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turning a volume's axes, without interpolation, so that columns run most nearly to the patient's left, rows to the back
 * and slices to the head: the way axial images are looked at.
 */
final class PatientAxes {
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final Geometry from;
    /** For each new axis the old one, and whether it runs backwards. */
    private final int[] axis;

    private final boolean[] reversed = new boolean[3];

    PatientAxes(Geometry from) {
        this.from = from;
        Vec3[] steps = {from.columnStep(), from.rowStep(), from.sliceStep()};
        double best = -1;
        int[] chosen = ORDERS[0];
        for (int[] order : ORDERS) {
            double fit = Math.abs(steps[order[0]].unit().x())
                    + Math.abs(steps[order[1]].unit().y())
                    + Math.abs(steps[order[2]].unit().z());
            if (fit > best + 1e-9) {
                best = fit;
                chosen = order;
            }
        }
        axis = chosen;
        reversed[0] = steps[axis[0]].x() < 0;
        reversed[1] = steps[axis[1]].y() < 0;
        reversed[2] = steps[axis[2]].z() < 0;
    }

    boolean nothingToDo() {
        return axis == ORDERS[0] && !reversed[0] && !reversed[1] && !reversed[2];
    }

    Geometry geometry() {
        int[] size = {from.columns(), from.rows(), from.slices()};
        Vec3[] steps = {from.columnStep(), from.rowStep(), from.sliceStep()};
        Vec3 origin = from.origin();
        Vec3[] turned = new Vec3[3];
        for (int a = 0; a < 3; a++) {
            Vec3 step = steps[axis[a]];
            turned[a] = reversed[a] ? step.times(-1) : step;
            origin = reversed[a] ? origin.plus(step.times(size[axis[a]] - 1)) : origin;
        }
        return new Geometry(size[axis[0]], size[axis[1]], size[axis[2]], origin, turned[0], turned[1], turned[2]);
    }

    /** The slices in the new order; numbers stay 16 bits wide where all slices share one transform. */
    List<GreySlice> turn(List<GreySlice> slices) {
        Geometry to = geometry();
        GreySlice first = slices.get(0);
        boolean shorts = slices.stream().allMatch(s -> s.sharesTransform(first));
        List<GreySlice> turned = new ArrayList<>();
        int n = to.columns() * to.rows();
        for (int k = 0; k < to.slices(); k++) {
            short @Nullable [] stored = shorts ? new short[n] : null;
            float[] values = shorts ? new float[0] : new float[n];
            for (int j = 0; j < to.rows(); j++) {
                for (int i = 0; i < to.columns(); i++) {
                    int x = old(0, i, j, k, from.columns());
                    int y = old(1, i, j, k, from.rows());
                    GreySlice s = slices.get(old(2, i, j, k, from.slices()));
                    short[] source = s.stored;
                    if (stored != null && source != null) {
                        stored[j * to.columns() + i] = source[y * from.columns() + x];
                    } else {
                        values[j * to.columns() + i] = s.valueAt(x, y);
                    }
                }
            }
            turned.add(
                    stored != null
                            ? GreySlice.ofStored(
                                    stored, first.signed, first.slope, first.intercept, to.columns(), to.rows())
                            : GreySlice.ofValues(values, to.columns(), to.rows()));
        }
        return turned;
    }

    private int old(int oldAxis, int i, int j, int k, int size) {
        int a = axis[0] == oldAxis ? 0 : axis[1] == oldAxis ? 1 : 2;
        int at = a == 0 ? i : a == 1 ? j : k;
        return reversed[a] ? size - 1 - at : at;
    }
}
