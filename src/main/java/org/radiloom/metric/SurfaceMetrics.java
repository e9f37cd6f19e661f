package org.radiloom.metric;

import java.util.Arrays;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;

/**
 * How far apart the surfaces of two masks on the same grid are, in mm.
 *
 * <p>The surface of a mask is its voxels with a face neighbour outside (beyond the grid counts as outside); distances go
 * between voxel centres.
 *
 * @param hd95Mm larger of the two directed 95th percentiles of nearest-surface distances
 * @param assdMm average of all nearest-surface distances of both directions together
 */
public record SurfaceMetrics(double hd95Mm, double assdMm) {
    /**
     * Compares two masks; both empty agree perfectly (0, 0); empty when only one of them has a surface, because then no
     * distance exists.
     *
     * @throws IllegalArgumentException if the grids differ
     */
    public static Optional<SurfaceMetrics> between(Mask a, Mask b) {
        if (!a.geometry().equals(b.geometry())) {
            throw new IllegalArgumentException("masks on different grids: " + a.geometry() + ", " + b.geometry());
        }
        Vec3[] surfaceA = surface(a);
        Vec3[] surfaceB = surface(b);
        if (surfaceA.length == 0 && surfaceB.length == 0) {
            return Optional.of(new SurfaceMetrics(0, 0));
        }
        if (surfaceA.length == 0 || surfaceB.length == 0) {
            return Optional.empty();
        }
        double[] fromA = distances(surfaceA, surfaceB);
        double[] fromB = distances(surfaceB, surfaceA);
        double sum = Arrays.stream(fromA).sum() + Arrays.stream(fromB).sum();
        return Optional.of(new SurfaceMetrics(
                Math.max(Percentile.of(fromA, 95), Percentile.of(fromB, 95)), sum / (fromA.length + fromB.length)));
    }

    private static Vec3[] surface(Mask mask) {
        Geometry g = mask.geometry();
        int nx = g.columns();
        int ny = g.rows();
        int nz = g.slices();
        byte[] v = mask.toArray();
        Vec3[] found = new Vec3[64];
        int n = 0;
        int at = 0;
        for (int k = 0; k < nz; k++) {
            for (int j = 0; j < ny; j++) {
                for (int i = 0; i < nx; i++, at++) {
                    if (v[at] == 0) {
                        continue;
                    }
                    boolean inner = i > 0
                            && i < nx - 1
                            && j > 0
                            && j < ny - 1
                            && k > 0
                            && k < nz - 1
                            && v[at - 1] != 0
                            && v[at + 1] != 0
                            && v[at - nx] != 0
                            && v[at + nx] != 0
                            && v[at - nx * ny] != 0
                            && v[at + nx * ny] != 0;
                    if (!inner) {
                        found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
                        found[n++] = g.toPatient(i, j, k);
                    }
                }
            }
        }
        return Arrays.copyOf(found, n);
    }

    private static double[] distances(Vec3[] from, Vec3[] to) {
        return Arrays.stream(from)
                .parallel()
                .mapToDouble(p -> {
                    double best = Double.POSITIVE_INFINITY;
                    for (Vec3 q : to) {
                        double dx = p.x() - q.x();
                        double dy = p.y() - q.y();
                        double dz = p.z() - q.z();
                        best = Math.min(best, dx * dx + dy * dy + dz * dz);
                    }
                    return Math.sqrt(best);
                })
                .toArray();
    }
}
