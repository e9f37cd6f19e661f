package org.radiloom.infer;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/** Probabilities from a patient-aligned working grid back to the grid of the source, by linear interpolation. */
final class GridReturn {
    private GridReturn() {}

    /** Interpolates at the centre of every source voxel; outside the working grid the probability falls to 0. */
    static float[] toSource(float[] probabilities, Geometry grid, Geometry source) {
        float[] result = new float[Math.toIntExact(source.voxels())];
        Vec3 step = grid.toIndex(source.toPatient(1, 0, 0)).minus(grid.toIndex(source.toPatient(0, 0, 0)));
        int at = 0;
        for (int k = 0; k < source.slices(); k++) {
            for (int j = 0; j < source.rows(); j++) {
                Vec3 start = grid.toIndex(source.toPatient(0, j, k));
                for (int i = 0; i < source.columns(); i++) {
                    result[at++] = (float) trilinear(
                            probabilities,
                            grid,
                            start.x() + i * step.x(),
                            start.y() + i * step.y(),
                            start.z() + i * step.z());
                }
            }
        }
        return result;
    }

    private static double trilinear(float[] p, Geometry g, double x, double y, double z) {
        // the last source slices may lie past the last working slice: they repeat it
        double deep = Math.clamp(z, 0, g.slices() - 1);
        if (x <= -1 || y <= -1 || x >= g.columns() || y >= g.rows() || Math.abs(z - deep) >= 1) {
            return 0;
        }
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        int k = (int) deep;
        double fx = x - i;
        double fy = y - j;
        double fz = deep - k;
        double low = bilinear(p, g, i, j, k, fx, fy);
        return fz == 0 ? low : low + fz * (bilinear(p, g, i, j, k + 1, fx, fy) - low);
    }

    private static double bilinear(float[] p, Geometry g, int i, int j, int k, double fx, double fy) {
        double top = (1 - fx) * value(p, g, i, j, k) + fx * value(p, g, i + 1, j, k);
        double bottom = (1 - fx) * value(p, g, i, j + 1, k) + fx * value(p, g, i + 1, j + 1, k);
        return (1 - fy) * top + fy * bottom;
    }

    private static float value(float[] p, Geometry g, int i, int j, int k) {
        return i < 0 || j < 0 || i >= g.columns() || j >= g.rows() ? 0 : p[i + g.columns() * (j + g.rows() * k)];
    }
}
