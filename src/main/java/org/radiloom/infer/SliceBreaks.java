package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/** How much a mask changes from each slice to the next. */
final class SliceBreaks {
    private final Geometry grid;
    /** Voxels that differ between a slice and the next one; one less than there are slices. */
    private final int[] changed;

    private SliceBreaks(Geometry grid, int[] changed) {
        this.grid = grid;
        this.changed = changed;
    }

    static SliceBreaks of(Mask mask) {
        Geometry grid = mask.geometry();
        int size = grid.columns() * grid.rows();
        int[] changed = new int[grid.slices() - 1];
        byte[] here = new byte[size];
        byte[] next = new byte[size];
        mask.copySlice(0, here);
        for (int k = 0; k < changed.length; k++) {
            mask.copySlice(k + 1, next);
            for (int at = 0; at < size; at++) {
                changed[k] += here[at] ^ next[at];
            }
            byte[] swap = here;
            here = next;
            next = swap;
        }
        return new SliceBreaks(grid, changed);
    }

    /** The mean of what changes towards both neighbours, by distance; of a slice at an end, towards the one it has. */
    private double breakMm(int k) {
        int sides = 0;
        double sum = 0;
        for (int side = Math.max(0, k - 1); side <= Math.min(changed.length - 1, k); side++) {
            sum += changed[side];
            sides++;
        }
        return sides == 0 ? 0 : sum / sides * grid.columnSpacingMm() * grid.rowSpacingMm() / grid.sliceSpacingMm();
    }

    List<SliceCues> andEntropy(IntToDoubleFunction entropyMm2) {
        List<SliceCues> cues = new ArrayList<>();
        for (int k = 0; k < grid.slices(); k++) {
            cues.add(new SliceCues(entropyMm2.applyAsDouble(k), breakMm(k)));
        }
        return List.copyOf(cues);
    }
}
