package org.radiloom.imaging;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * Samples a grey volume on another grid by trilinear interpolation.
 *
 * <p>An index names the centre of its voxel on both grids. Up to half a voxel beyond the outermost centres the edge value
 * is repeated; further out lies the "outside" value. Grids whose axes are parallel (also if reversed) take a separable
 * path that needs only the neighbouring source slices; any other pair is sampled point by point. Safe for use from
 * several threads.
 */
public final class Resampler {
    private static final double PARALLEL = 1e-3;

    private interface Planes {
        GreySlice plane(int k) throws Problem;
    }

    private final Geometry source;
    private final Planes planes;
    private final boolean smooth;

    private Resampler(Geometry source, Planes planes, boolean smooth) {
        this.source = source;
        this.planes = planes;
        this.smooth = smooth;
    }

    /**
     * Samples a stack; its slices are asked for when they are needed.
     *
     * @throws Problem if the stack has no place in the patient
     */
    public static Resampler of(ImageStack stack) throws Problem {
        Geometry source = stack.geometry()
                .orElseThrow(() -> Problem.input(
                        "image.place",
                        "The images have no voxel sizes, so they cannot be brought to another grid.",
                        "Open the original study instead of exported pictures."));
        return new Resampler(source, k -> grey(stack.slice(k)), false);
    }

    /** Samples a volume of floats (index i + columns * (j + rows * k)); the values are copied. */
    public static Resampler of(Geometry source, float[] voxels) {
        VolumeStack stack = VolumeStack.ofFloats(source, voxels, ValueUnit.RAW);
        return new Resampler(source, stack::slice, false);
    }

    private static GreySlice grey(Slice slice) throws Problem {
        return switch (slice) {
            case GreySlice g -> g;
            case ColourSlice c ->
                throw Problem.input(
                        "image.colour", "Colour images have no single value to sample.", "Choose a grey series.");
        };
    }

    /**
     * The same, but averaging (with a triangle as wide as two target steps) along axes where the target is coarser than
     * the source, so that fine detail does not alias. Only between parallel grids; elsewhere it is plain trilinear.
     */
    public Resampler smoothed() {
        return new Resampler(source, planes, true);
    }

    /**
     * The whole target, sampled on all cores.
     *
     * @return values at the centres of the target's voxels, index i + columns * (j + rows * k)
     */
    public float[] onto(Geometry target, float outside) throws Problem {
        int n = target.columns() * target.rows();
        float[] into = new float[Math.toIntExact(target.voxels())];
        AtomicReference<@Nullable Problem> failed = new AtomicReference<>();
        IntStream.range(0, target.slices()).parallel().forEach(k -> {
            try {
                if (failed.get() == null) {
                    slice(target, k, outside, into, k * n);
                }
            } catch (Problem problem) {
                failed.set(problem);
            }
        });
        Problem problem = failed.get();
        if (problem != null) {
            throw problem;
        }
        return into;
    }

    /** Slice {@code k} of the target, row by row into {@code into} from {@code offset} on. */
    public void slice(Geometry target, int k, float outside, float[] into, int offset) throws Problem {
        Vec3 o = source.toIndex(target.origin());
        Vec3 u = direction(target.columnStep());
        Vec3 v = direction(target.rowStep());
        Vec3 w = direction(target.sliceStep());
        boolean parallel = small(u.y(), u.z(), target.columns())
                && small(v.x(), v.z(), target.rows())
                && small(w.x(), w.y(), target.slices());
        if (parallel) {
            AxisTaps xs = AxisTaps.of(target.columns(), source.columns(), u.x(), o.x(), smooth);
            AxisTaps ys = AxisTaps.of(target.rows(), source.rows(), v.y(), o.y(), smooth);
            // one target slice only: its position is the shift, the scale only sets the width of the smoothing
            double z = w.z() * k + o.z();
            AxisTaps zs = AxisTaps.of(1, source.slices(), w.z(), z, smooth);
            separable(xs, ys, zs, outside, into, offset);
        } else {
            oblique(target, o.plus(w.times(k)), u, v, outside, into, offset);
        }
    }

    private Vec3 direction(Vec3 step) {
        return source.toIndex(source.origin().plus(step));
    }

    /** Whether a drift off the axis stays far below a voxel over the whole length. */
    private static boolean small(double a, double b, int length) {
        return Math.max(Math.abs(a), Math.abs(b)) * length < PARALLEL;
    }

    private void separable(AxisTaps xs, AxisTaps ys, AxisTaps zs, float outside, float[] into, int offset)
            throws Problem {
        int columns = xs.first().length;
        int rows = ys.first().length;
        if (zs.first()[0] < 0) {
            Arrays.fill(into, offset, offset + columns * rows, outside);
            return;
        }
        GreySlice[] near = new GreySlice[zs.weights()[0].length];
        for (int t = 0; t < near.length; t++) {
            near[t] = planes.plane(zs.first()[0] + t);
        }
        float[] line = new float[source.columns()];
        for (int j = 0; j < rows; j++) {
            int at = offset + j * columns;
            if (ys.first()[j] < 0) {
                Arrays.fill(into, at, at + columns, outside);
                continue;
            }
            Arrays.fill(line, 0);
            float[] wy = ys.weights()[j];
            for (int t = 0; t < near.length; t++) {
                for (int s = 0; s < wy.length; s++) {
                    near[t].addRow(ys.first()[j] + s, zs.weights()[0][t] * wy[s], line);
                }
            }
            sampleLine(xs, line, outside, into, at);
        }
    }

    private static void sampleLine(AxisTaps xs, float[] line, float outside, float[] into, int at) {
        for (int i = 0; i < xs.first().length; i++) {
            float[] wx = xs.weights()[i];
            int from = xs.first()[i];
            float sum = from < 0 ? outside : 0;
            for (int t = 0; t < wx.length; t++) {
                sum += wx[t] * line[from + t];
            }
            into[at + i] = sum;
        }
    }

    private void oblique(Geometry target, Vec3 start, Vec3 u, Vec3 v, float outside, float[] into, int offset)
            throws Problem {
        @Nullable GreySlice[] seen = new GreySlice[source.slices()];
        int at = offset;
        for (int j = 0; j < target.rows(); j++) {
            Vec3 row = start.plus(v.times(j));
            for (int i = 0; i < target.columns(); i++) {
                double x = AxisTaps.snapped(row.x() + u.x() * i);
                double y = AxisTaps.snapped(row.y() + u.y() * i);
                double z = AxisTaps.snapped(row.z() + u.z() * i);
                boolean in = AxisTaps.inside(x, source.columns())
                        && AxisTaps.inside(y, source.rows())
                        && AxisTaps.inside(z, source.slices());
                into[at++] = in ? (float) point(x, y, z, seen) : outside;
            }
        }
    }

    private double point(double x, double y, double z, @Nullable GreySlice[] seen) throws Problem {
        x = Math.clamp(x, 0, source.columns() - 1.0);
        y = Math.clamp(y, 0, source.rows() - 1.0);
        z = Math.clamp(z, 0, source.slices() - 1.0);
        int k = (int) z;
        double low = inPlane(plane(k, seen), x, y);
        double part = z - k;
        return part == 0 ? low : low + part * (inPlane(plane(k + 1, seen), x, y) - low);
    }

    private GreySlice plane(int k, @Nullable GreySlice[] seen) throws Problem {
        GreySlice known = seen[k];
        if (known == null) {
            known = planes.plane(k);
            seen[k] = known;
        }
        return known;
    }

    private static double inPlane(GreySlice s, double x, double y) {
        int i = (int) x;
        int j = (int) y;
        double top = inRow(s, i, x - i, j);
        return y == j ? top : top + (y - j) * (inRow(s, i, x - i, j + 1) - top);
    }

    private static double inRow(GreySlice s, int i, double part, int j) {
        double left = s.valueAt(i, j);
        return part == 0 ? left : left + part * (s.valueAt(i + 1, j) - left);
    }
}
