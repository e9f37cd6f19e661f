package org.radiloom.annotate.tool;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * What an operation made of a mask: which voxels it added and which it took away. Applied to labels that have changed meanwhile it
 * leaves alone everything that it did not change itself.
 *
 * @param added by slice, index column + columns * row
 * @param taken by slice, index column + columns * row
 */
public record MaskChange(Map<Integer, BitSet> added, Map<Integer, BitSet> taken) {
    /** The difference of two masks on one grid. */
    public static MaskChange between(Mask before, Mask after) {
        Geometry g = before.geometry();
        Map<Integer, BitSet> added = new TreeMap<>();
        Map<Integer, BitSet> taken = new TreeMap<>();
        byte[] was = new byte[g.columns() * g.rows()];
        byte[] is = new byte[was.length];
        for (int k = 0; k < g.slices(); k++) {
            before.copySlice(k, was);
            after.copySlice(k, is);
            for (int at = 0; at < was.length; at++) {
                if (was[at] != is[at]) {
                    (is[at] != 0 ? added : taken)
                            .computeIfAbsent(k, key -> new BitSet())
                            .set(at);
                }
            }
        }
        return new MaskChange(added, taken);
    }

    public boolean isEmpty() {
        return added.isEmpty() && taken.isEmpty();
    }

    /**
     * Makes the change.
     *
     * @param label of the mask
     * @param other label that gives voxels away besides empty ones, 0 for none: what other segments hold stays theirs
     */
    public void apply(Canvas canvas, int label, int other) {
        int columns = canvas.geometry().columns();
        taken.forEach((k, voxels) -> voxels.stream().forEach(at -> {
            if (canvas.label(at % columns, at / columns, k) == label) {
                canvas.set(at % columns, at / columns, k, 0);
            }
        }));
        added.forEach((k, voxels) -> voxels.stream().forEach(at -> {
            int now = canvas.label(at % columns, at / columns, k);
            if (now == 0 || now == other) {
                canvas.set(at % columns, at / columns, k, label);
            }
        }));
    }
}
