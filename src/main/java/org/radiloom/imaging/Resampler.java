package org.radiloom.imaging;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * Samples a grey volume on another grid by trilinear interpolation.
 *
 * <p>An index names the centre of its voxel on both grids. The edge value is repeated up to half a voxel beyond the
 * outermost centres, and along parallel grids as far as a target voxel still touches a source voxel's centre; further out
 * lies the "outside" value. Grids whose axes are parallel (also if reversed) take a separable path that needs only the
 * neighbouring source slices; any other pair is sampled point by point. Safe for use from several threads.
 */
public final class Resampler {
    /** Drift, in source voxels over the whole length, below which two axes count as parallel. */
    private static final double PARALLEL = 0.05;

    private static final int MOST_POINTS = 6;

    private interface Planes {
        GreySlice plane(int k) throws Problem;
    }

    private final Geometry source;
    private final Planes planes;
    /** Width in mm that in-plane averaging spans at least; 0 for none. */
    private final double detailMm;

    private Resampler(Geometry source, Planes planes, double detailMm) {
        this.source = source;
        this.planes = planes;
        this.detailMm = detailMm;
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
        return new Resampler(source, k -> grey(stack.slice(k)), 0);
    }

    /** Samples a volume of floats (index i + columns * (j + rows * k)); the values are copied. */
    public static Resampler of(Geometry source, float[] voxels) {
        VolumeStack stack = VolumeStack.ofFloats(source, voxels, ValueUnit.RAW);
        return new Resampler(source, stack::slice, 0);
    }

    /** Samples a mask: 1 inside, 0 outside, shares of a voxel in between. */
    public static Resampler of(Mask mask) {
        Geometry source = mask.geometry();
        return new Resampler(
                source,
                k -> {
                    byte[] bytes = new byte[source.columns() * source.rows()];
                    mask.copySlice(k, bytes);
                    float[] values = new float[bytes.length];
                    for (int at = 0; at < bytes.length; at++) {
                        values[at] = bytes[at];
                    }
                    return GreySlice.ofValues(values, source.columns(), source.rows());
                },
                0);
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
     * The same, but averaging in plane (columns and rows), so that fine detail does not alias: with a triangle whose
     * half-width is {@code detailMm}, or the target's step where that is wider; on turned grids with the mean of points
     * spread over a square of {@code detailMm}.
     */
    public Resampler averaged(double detailMm) {
        return new Resampler(source, planes, detailMm);
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
            AxisTaps xs = inPlane(target.columns(), source.columns(), u.x(), o.x(), source.columnSpacingMm());
            AxisTaps ys = inPlane(target.rows(), source.rows(), v.y(), o.y(), source.rowSpacingMm());
            // one target slice only: its position is the shift
            AxisTaps zs = AxisTaps.of(1, source.slices(), w.z(), w.z() * k + o.z(), 1, margin(w.z()));
            separable(xs, ys, zs, outside, into, offset);
        } else {
            oblique(target, o.plus(w.times(k)), u, v, outside, into, offset);
        }
    }

    private AxisTaps inPlane(int target, int size, double scale, double shift, double spacingMm) {
        double reach = detailMm > 0 ? Math.max(1, Math.max(Math.abs(scale), detailMm / spacingMm)) : 1;
        return AxisTaps.of(target, size, scale, shift, reach, margin(scale));
    }

    /** Half a step of the coarser grid. */
    private static double margin(double scale) {
        return Math.max(1, Math.abs(scale)) / 2;
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
        double finest = Math.min(source.columnSpacingMm(), source.rowSpacingMm());
        int points = (int) Math.clamp(Math.ceil(detailMm / finest), 1, MOST_POINTS);
        Vec3 across = u.times(detailMm / target.columnSpacingMm() / points);
        Vec3 down = v.times(detailMm / target.rowSpacingMm() / points);
        // the first of the points that are averaged
        Vec3 corner = start.plus(across.plus(down).times((1 - points) / 2.0));
        int at = offset;
        for (int j = 0; j < target.rows(); j++) {
            for (int i = 0; i < target.columns(); i++) {
                Vec3 first = corner.plus(v.times(j)).plus(u.times(i));
                double sum = 0;
                for (int b = 0; b < points; b++) {
                    for (int a = 0; a < points; a++) {
                        sum += at(first.plus(across.times(a)).plus(down.times(b)), outside, seen);
                    }
                }
                into[at++] = (float) (sum / (points * points));
            }
        }
    }

    private double at(Vec3 index, float outside, @Nullable GreySlice[] seen) throws Problem {
        double x = AxisTaps.snapped(index.x());
        double y = AxisTaps.snapped(index.y());
        double z = AxisTaps.snapped(index.z());
        boolean in = AxisTaps.inside(x, source.columns(), 0.5)
                && AxisTaps.inside(y, source.rows(), 0.5)
                && AxisTaps.inside(z, source.slices(), 0.5);
        return in ? point(x, y, z, seen) : outside;
    }

    private double point(double x, double y, double z, @Nullable GreySlice[] seen) throws Problem {
        x = Math.clamp(x, 0, source.columns() - 1.0);
        y = Math.clamp(y, 0, source.rows() - 1.0);
        z = Math.clamp(z, 0, source.slices() - 1.0);
        int k = (int) z;
        double low = bilinear(plane(k, seen), x, y);
        double part = z - k;
        return part == 0 ? low : low + part * (bilinear(plane(k + 1, seen), x, y) - low);
    }

    private GreySlice plane(int k, @Nullable GreySlice[] seen) throws Problem {
        GreySlice known = seen[k];
        if (known == null) {
            known = planes.plane(k);
            seen[k] = known;
        }
        return known;
    }

    private static double bilinear(GreySlice s, double x, double y) {
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
