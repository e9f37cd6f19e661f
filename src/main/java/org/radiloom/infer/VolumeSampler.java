package org.radiloom.infer;

import java.util.Arrays;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Trilinear sampling of a volume onto another grid, a target plane at a time.
 *
 * <p>Grids whose axes are parallel (up to sign) to the source's are sampled separably, reading each source
 * slice once; all others point by point. Targets beyond the outermost source voxels repeat the edge; for oblique grids,
 * targets more than half a voxel outside are {@code outside}.
 */
final class VolumeSampler {
    private VolumeSampler() {}

    /** Where the source's slices come from. */
    interface Planes {
        /** Writes slice {@code k}, row by row. */
        void copy(int k, float[] into) throws Problem;
    }

    /**
     * Samples a whole volume.
     *
     * @param detailMm width of the in-plane averaging; 0 for plain interpolation
     * @param outside value of targets that lie outside an oblique source
     * @return one array per target slice, row by row
     */
    static float[][] sample(Planes planes, Geometry from, Geometry to, double detailMm, float outside) throws Problem {
        return parallel(from, to)
                ? separable(planes, from, to, detailMm)
                : pointwise(planes, from, to, detailMm, outside);
    }

    /** Whether index axes of both grids run along each other, less than a twentieth of a voxel apart everywhere. */
    static boolean parallel(Geometry from, Geometry to) {
        Vec3 o = from.toIndex(to.toPatient(0, 0, 0));
        Vec3 i = from.toIndex(to.toPatient(to.columns(), 0, 0)).minus(o);
        Vec3 j = from.toIndex(to.toPatient(0, to.rows(), 0)).minus(o);
        Vec3 k = from.toIndex(to.toPatient(0, 0, to.slices())).minus(o);
        double drift = Math.abs(i.y())
                + Math.abs(i.z())
                + Math.abs(j.x())
                + Math.abs(j.z())
                + Math.abs(k.x())
                + Math.abs(k.y());
        return drift < 0.05;
    }

    private static float[][] separable(Planes planes, Geometry from, Geometry to, double detailMm) throws Problem {
        Vec3 o = from.toIndex(to.toPatient(0, 0, 0));
        Vec3 one = from.toIndex(to.toPatient(1, 1, 1)).minus(o);
        LinearAxis columns = LinearAxis.of(
                from.columns(), ramp(o.x(), one.x(), to.columns()), width(detailMm, one.x(), from.columnSpacingMm()));
        LinearAxis rows = LinearAxis.of(
                from.rows(), ramp(o.y(), one.y(), to.rows()), width(detailMm, one.y(), from.rowSpacingMm()));
        LinearAxis slices = LinearAxis.of(from.slices(), ramp(o.z(), one.z(), to.slices()), 1);
        float[][] result = new float[to.slices()][to.columns() * to.rows()];
        float[] source = new float[from.columns() * from.rows()];
        float[] resampled = new float[to.columns() * to.rows()];
        boolean[] wanted = new boolean[from.slices()];
        for (int t = 0; t < to.slices(); t++) {
            Arrays.fill(wanted, slices.first(t), slices.first(t) + slices.weights(t).length, true);
        }
        for (int s = 0; s < from.slices(); s++) {
            if (!wanted[s]) {
                continue;
            }
            planes.copy(s, source);
            LinearAxis.resamplePlane(source, from.columns(), columns, rows, resampled, 0);
            for (int t = 0; t < to.slices(); t++) {
                int at = s - slices.first(t);
                float[] w = slices.weights(t);
                if (at >= 0 && at < w.length && w[at] != 0) {
                    add(resampled, w[at], result[t]);
                }
            }
        }
        return result;
    }

    private static void add(float[] plane, float share, float[] into) {
        for (int at = 0; at < plane.length; at++) {
            into[at] += share * plane[at];
        }
    }

    private static double[] ramp(double start, double step, int n) {
        double[] positions = new double[n];
        for (int t = 0; t < n; t++) {
            positions[t] = start + step * t;
        }
        return positions;
    }

    /** Half-width of the averaging in source steps: at least the target step when {@code detailMm} asks for averaging. */
    private static double width(double detailMm, double targetSteps, double sourceMm) {
        return detailMm <= 0 ? 1 : Math.max(Math.abs(targetSteps), detailMm / sourceMm);
    }

    private static float[][] pointwise(Planes planes, Geometry from, Geometry to, double detailMm, float outside)
            throws Problem {
        float[][] source = new float[from.slices()][from.columns() * from.rows()];
        for (int s = 0; s < from.slices(); s++) {
            planes.copy(s, source[s]);
        }
        int taps = detailMm <= 0
                ? 1
                : (int) Math.clamp(Math.ceil(detailMm / Math.min(from.columnSpacingMm(), from.rowSpacingMm())), 1, 6);
        float[][] result = new float[to.slices()][to.columns() * to.rows()];
        for (int k = 0; k < to.slices(); k++) {
            for (int j = 0; j < to.rows(); j++) {
                for (int i = 0; i < to.columns(); i++) {
                    float sum = 0;
                    for (int a = 0; a < taps; a++) {
                        for (int b = 0; b < taps; b++) {
                            double di = taps == 1 ? 0 : ((a + 0.5) / taps - 0.5) * detailMm / to.columnSpacingMm();
                            double dj = taps == 1 ? 0 : ((b + 0.5) / taps - 0.5) * detailMm / to.rowSpacingMm();
                            sum += at(source, from, from.toIndex(to.toPatient(i + di, j + dj, k)), outside);
                        }
                    }
                    result[k][j * to.columns() + i] = sum / (taps * taps);
                }
            }
        }
        return result;
    }

    private static float at(float[][] source, Geometry g, Vec3 index, float outside) {
        if (beyond(index.x(), g.columns()) || beyond(index.y(), g.rows()) || beyond(index.z(), g.slices())) {
            return outside;
        }
        double x = Math.clamp(index.x(), 0, g.columns() - 1);
        double y = Math.clamp(index.y(), 0, g.rows() - 1);
        double z = Math.clamp(index.z(), 0, g.slices() - 1);
        int i = Math.min((int) x, Math.max(0, g.columns() - 2));
        int j = Math.min((int) y, Math.max(0, g.rows() - 2));
        int k = Math.min((int) z, Math.max(0, g.slices() - 2));
        double low = bilinear(source[k], g, i, j, x - i, y - j);
        double high = z == k ? low : bilinear(source[k + 1], g, i, j, x - i, y - j);
        return (float) (low + (z - k) * (high - low));
    }

    private static double bilinear(float[] plane, Geometry g, int i, int j, double fx, double fy) {
        int at = j * g.columns() + i;
        int right = fx == 0 ? 0 : 1;
        int down = fy == 0 ? 0 : g.columns();
        double top = plane[at] + fx * (plane[at + right] - plane[at]);
        double bottom = plane[at + down] + fx * (plane[at + down + right] - plane[at + down]);
        return top + fy * (bottom - top);
    }

    private static boolean beyond(double index, int size) {
        return index < -0.5 || index > size - 0.5;
    }
}
