package org.radiloom.metric;

import java.util.Arrays;
import java.util.Optional;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.FaceNeighbours;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VoxelBox;

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
        Optional<VoxelBox> ofA = VoxelBox.around(a);
        Optional<VoxelBox> ofB = VoxelBox.around(b);
        if (ofA.isEmpty() || ofB.isEmpty()) {
            return Optional.empty();
        }
        // nothing outside the box of both can be nearest to anything
        VoxelBox box = ofA.get().and(ofB.get());
        boolean volume = a.geometry().slices() > 1;
        Mask surfaceA = FaceNeighbours.border(box.of(a), volume);
        Mask surfaceB = FaceNeighbours.border(box.of(b), volume);
        double[] fromA = distances(surfaceA, surfaceB);
        double[] fromB = distances(surfaceB, surfaceA);
        double sum = Arrays.stream(fromA).sum() + Arrays.stream(fromB).sum();
        return Optional.of(new SurfaceMetrics(
                Math.max(Percentile.of(fromA, 95), Percentile.of(fromB, 95)), sum / (fromA.length + fromB.length)));
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
