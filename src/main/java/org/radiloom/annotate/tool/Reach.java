package org.radiloom.annotate.tool;

import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;

/** Which voxels a tool may change. */
public interface Reach {
    /** All of them. */
    Reach EVERYWHERE = (i, j, k) -> true;

    boolean allows(int i, int j, int k);

    /**
     * Voxels whose value lies in a range, both ends included; those of slices that are not in memory are out of reach.
     *
     * @param low in the unit of the stack
     */
    static Reach values(ImageStack stack, double low, double high) {
        return (i, j, k) -> stack.ifLoaded(k)
                .filter(GreySlice.class::isInstance)
                .map(GreySlice.class::cast)
                .map(s -> {
                    float v = s.valueAt(i, j);
                    return v >= low && v <= high;
                })
                .orElse(false);
    }

    /** What both allow. */
    default Reach and(Reach other) {
        return (i, j, k) -> allows(i, j, k) && other.allows(i, j, k);
    }
}
