package org.radiloom.metric;

import java.util.Arrays;
import java.util.Optional;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * How far apart the surfaces of two masks on the same grid are, in mm.
 *
 * <p>The surface of a mask is its voxels with a face neighbour outside (beyond the grid counts as outside); on a grid of
 * one slice only neighbours in the slice count. Distances go between voxel centres, on a grid whose axes are
 * perpendicular.
 *
 * @param hd95Mm larger of the two directed 95th percentiles of nearest-surface distances
 * @param assdMm average of all nearest-surface distances of both directions together
 */
public record SurfaceMetrics(double hd95Mm, double assdMm) {
    /**
     * Compares two masks; empty when one of them or both are, because then no distance exists. Whoever averages must
     * count these cases: leaving them out flatters.
     *
     * @throws IllegalArgumentException if the grids differ
     */
    public static Optional<SurfaceMetrics> between(Mask a, Mask b) {
        if (!a.geometry().equals(b.geometry())) {
            throw new IllegalArgumentException("masks on different grids: " + a.geometry() + ", " + b.geometry());
        }
        byte[] voxelsA = a.toArray();
        byte[] voxelsB = b.toArray();
        Box box = Box.around(a.geometry(), voxelsA, voxelsB);
        if (box.empty()) {
            return Optional.empty();
        }
        // nothing outside the box of both can be nearest to anything
        Mask surfaceA = surface(a.geometry(), voxelsA, box);
        Mask surfaceB = surface(b.geometry(), voxelsB, box);
        if (surfaceA.count() == 0 || surfaceB.count() == 0) {
            return Optional.empty();
        }
        double[] fromA = distances(surfaceA, surfaceB);
        double[] fromB = distances(surfaceB, surfaceA);
        double sum = Arrays.stream(fromA).sum() + Arrays.stream(fromB).sum();
        return Optional.of(new SurfaceMetrics(
                Math.max(Percentile.of(fromA, 95), Percentile.of(fromB, 95)), sum / (fromA.length + fromB.length)));
    }

    /** Index ranges, both ends included. */
    private record Box(int i0, int i1, int j0, int j1, int k0, int k1) {
        static Box around(Geometry g, byte[] a, byte[] b) {
            int i0 = g.columns();
            int i1 = -1;
            int j0 = g.rows();
            int j1 = -1;
            int k0 = g.slices();
            int k1 = -1;
            for (int at = 0; at < a.length; at++) {
                if ((a[at] | b[at]) != 0) {
                    int i = at % g.columns();
                    int j = at / g.columns() % g.rows();
                    int k = at / (g.columns() * g.rows());
                    i0 = Math.min(i0, i);
                    i1 = Math.max(i1, i);
                    j0 = Math.min(j0, j);
                    j1 = Math.max(j1, j);
                    k0 = Math.min(k0, k);
                    k1 = Math.max(k1, k);
                }
            }
            return new Box(i0, i1, j0, j1, k0, k1);
        }

        boolean empty() {
            return i1 < i0;
        }
    }

    private static Mask surface(Geometry g, byte[] v, Box box) {
        Geometry cropped =
                g.crop(box.i0, box.j0, box.k0, box.i1 - box.i0 + 1, box.j1 - box.j0 + 1, box.k1 - box.k0 + 1);
        byte[] surface = new byte[Math.toIntExact(cropped.voxels())];
        int nx = g.columns();
        int plane = nx * g.rows();
        boolean flat = g.slices() == 1;
        int to = 0;
        for (int k = box.k0; k <= box.k1; k++) {
            for (int j = box.j0; j <= box.j1; j++) {
                for (int i = box.i0; i <= box.i1; i++, to++) {
                    int at = i + nx * j + plane * k;
                    boolean inner = i > 0
                            && i < nx - 1
                            && j > 0
                            && j < g.rows() - 1
                            && (flat || k > 0 && k < g.slices() - 1)
                            && v[at - 1] != 0
                            && v[at + 1] != 0
                            && v[at - nx] != 0
                            && v[at + nx] != 0
                            && (flat || v[at - plane] != 0 && v[at + plane] != 0);
                    surface[to] = (byte) (v[at] != 0 && !inner ? 1 : 0);
                }
            }
        }
        return Mask.of(cropped, surface);
    }

    private static double[] distances(Mask from, Mask to) {
        float[] distance = DistanceTransform.toMask(to);
        byte[] on = from.toArray();
        double[] found = new double[Math.toIntExact(from.count())];
        int n = 0;
        for (int at = 0; at < on.length; at++) {
            if (on[at] != 0) {
                found[n++] = distance[at];
            }
        }
        return found;
    }
}
