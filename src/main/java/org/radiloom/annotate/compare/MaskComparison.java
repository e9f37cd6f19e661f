package org.radiloom.annotate.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;

/**
 * Two masks on one grid: A, which counts as the reference where one is needed, and B.
 *
 * <p>What does not exist is empty, never a number that looks like a result: no overlap of two empty masks, no distance from an
 * empty one, no share of nothing.
 *
 * @param grid of both
 * @param overlap voxel counts: {@code tp} in both, {@code fn} only in A, {@code fp} only in B
 * @param surfaces distances between the borders, see {@link SurfaceMetrics}; empty unless both masks have voxels
 * @param slices one for every slice of the grid, in their order
 */
public record MaskComparison(
        Geometry grid, OverlapMetrics overlap, Optional<SurfaceMetrics> surfaces, List<SliceDifference> slices) {
    public MaskComparison {
        slices = List.copyOf(slices);
    }

    /**
     * Compares two masks.
     *
     * @throws IllegalArgumentException if their grids differ
     */
    public static MaskComparison of(Mask a, Mask b) {
        Geometry grid = a.geometry();
        if (!grid.equals(b.geometry())) {
            throw new IllegalArgumentException("masks on different grids: " + grid + ", " + b.geometry());
        }
        byte[] inA = new byte[grid.columns() * grid.rows()];
        byte[] inB = new byte[inA.length];
        List<SliceDifference> slices = new ArrayList<>();
        long both = 0;
        long onlyA = 0;
        long onlyB = 0;
        for (int k = 0; k < grid.slices(); k++) {
            a.copySlice(k, inA);
            b.copySlice(k, inB);
            SliceDifference slice = slice(k, inA, inB);
            both += slice.both();
            onlyA += slice.onlyA();
            onlyB += slice.onlyB();
            slices.add(slice);
        }
        var overlap = new OverlapMetrics(both, onlyB, onlyA, grid.voxels() - both - onlyA - onlyB);
        return new MaskComparison(grid, overlap, SurfaceMetrics.between(a, b), slices);
    }

    private static SliceDifference slice(int k, byte[] inA, byte[] inB) {
        int ofA = 0;
        int ofB = 0;
        int both = 0;
        for (int at = 0; at < inA.length; at++) {
            ofA += inA[at];
            ofB += inB[at];
            both += inA[at] & inB[at];
        }
        return new SliceDifference(k, both, ofA - both, ofB - both);
    }

    /** Which of the masks have voxels. */
    public Presence presence() {
        if (overlap.referenceEmpty()) {
            return overlap.predictionEmpty() ? Presence.NEITHER : Presence.ONLY_B;
        }
        return overlap.predictionEmpty() ? Presence.ONLY_A : Presence.BOTH;
    }

    /** Sørensen-Dice, 0 to 1; empty of two empty masks. */
    public OptionalDouble dice() {
        return presence() == Presence.NEITHER ? OptionalDouble.empty() : OptionalDouble.of(overlap.dice());
    }

    /** Jaccard index, 0 to 1; empty of two empty masks. */
    public OptionalDouble iou() {
        return presence() == Presence.NEITHER ? OptionalDouble.empty() : OptionalDouble.of(overlap.iou());
    }

    /** Voxels of A. */
    public long voxelsA() {
        return overlap.tp() + overlap.fn();
    }

    /** Voxels of B. */
    public long voxelsB() {
        return overlap.tp() + overlap.fp();
    }

    public double volumeACm3() {
        return voxelsA() * grid.voxelVolumeMm3() / 1000;
    }

    public double volumeBCm3() {
        return voxelsB() * grid.voxelVolumeMm3() / 1000;
    }

    /** Volume of B less that of A: positive where B is larger. */
    public double volumeDifferenceCm3() {
        return (voxelsB() - voxelsA()) * grid.voxelVolumeMm3() / 1000;
    }

    /** The difference in volume as a share of A, percent, with its sign; empty if A is. */
    public OptionalDouble volumeDifferencePercent() {
        return voxelsA() == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * (voxelsB() - voxelsA()) / voxelsA());
    }

    /** The slices where the masks differ, the worst first; those that differ by as much in their order. */
    public List<SliceDifference> byDisagreement() {
        return slices.stream()
                .filter(slice -> slice.voxels() > 0)
                .sorted(Comparator.comparingInt(SliceDifference::voxels)
                        .reversed()
                        .thenComparingInt(SliceDifference::slice))
                .toList();
    }
}
