package org.radiloom.annotate.tool;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;

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
        return values(new StackValues(stack), low, high);
    }

    /**
     * The same with slices from anywhere; each is held as long as this is.
     *
     * @param slice gives slice k; null for one that is out of reach
     */
    static Reach values(int slices, IntFunction<@Nullable Slice> slice, double low, double high) {
        return values(new StackValues(slices, slice), low, high);
    }

    private static Reach values(StackValues values, double low, double high) {
        return (i, j, k) -> {
            // what is not in memory is no number, and no number lies in a range
            float v = values.at(i, j, k);
            return v >= low && v <= high;
        };
    }

    /** What both allow. */
    default Reach and(Reach other) {
        return (i, j, k) -> allows(i, j, k) && other.allows(i, j, k);
    }
}
