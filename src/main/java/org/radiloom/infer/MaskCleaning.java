package org.radiloom.infer;

import org.radiloom.imaging.Components;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.HoleFill;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.model.PostProcessing;

/** From a probability map to a mask: threshold, pieces that are plausible, holes filled. */
final class MaskCleaning {
    /** Pieces beyond this rank are specks in all but name; each one looked at costs a pass over the volume. */
    private static final int LOOKED_AT = 40;

    private final Geometry grid;
    private final PostProcessing rules;

    MaskCleaning(Geometry grid, PostProcessing rules) {
        this.grid = grid;
        this.rules = rules;
    }

    /** @param probabilities 0 to 1 on the grid, index i + columns * (j + rows * k) */
    Mask mask(float[] probabilities) {
        byte[] voxels = new byte[probabilities.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (probabilities[at] >= rules.threshold() ? 1 : 0);
        }
        Mask plausible = plausible(Components.of(Mask.of(grid, voxels), Neighbours.TWENTY_SIX));
        return rules.fillHoles() ? HoleFill.slices(plausible) : plausible;
    }

    /** Keeps the pieces that are large beside the largest one, and smaller ones near those; drops specks. */
    private Mask plausible(Components pieces) {
        if (pieces.count() == 0) {
            return pieces.largest();
        }
        long least = (long) Math.ceil(rules.minComponentMm3() / grid.voxelVolumeMm3());
        long large = (long) Math.ceil(rules.minShareOfLargest() * pieces.size(0));
        Mask kept = pieces.atLeast(Math.max(1, Math.max(least, large)));
        int looked = Math.min(pieces.count(), LOOKED_AT);
        byte[] result = kept.toArray();
        float[] distance = null;
        for (int n = 0; n < looked && pieces.size(n) >= least; n++) {
            if (pieces.size(n) < large) {
                distance = distance == null ? DistanceTransform.toMask(kept) : distance;
                addIfNear(pieces.part(n).toArray(), distance, result);
            }
        }
        return Mask.of(grid, result);
    }

    private void addIfNear(byte[] piece, float[] distance, byte[] result) {
        boolean near = false;
        for (int at = 0; at < piece.length && !near; at++) {
            near = piece[at] != 0 && distance[at] <= rules.nearMm();
        }
        for (int at = 0; at < piece.length && near; at++) {
            result[at] |= piece[at];
        }
    }
}
