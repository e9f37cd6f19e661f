package org.radiloom.annotate.compare;

/**
 * How much two masks agree in one slice, in voxels.
 *
 * @param slice index, 0 is the first
 * @param both in both masks
 * @param onlyA in the first mask alone
 * @param onlyB in the second mask alone
 */
public record SliceDifference(int slice, int both, int onlyA, int onlyB) {
    /** Voxels that belong to exactly one of the masks: the symmetric difference. */
    public int voxels() {
        return onlyA + onlyB;
    }
}
