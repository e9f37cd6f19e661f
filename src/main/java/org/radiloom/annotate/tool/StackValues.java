package org.radiloom.annotate.tool;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;

/** The values of a stack voxel by voxel, as far as its slices are in memory. For one stroke, on one thread. */
final class StackValues {
    private final ImageStack stack;
    private final @Nullable GreySlice[] slices;

    StackValues(ImageStack stack) {
        this.stack = stack;
        this.slices = new GreySlice[stack.slices()];
    }

    /** The value in the unit of the stack; NaN where the slice is not in memory or not grey. */
    float at(int i, int j, int k) {
        GreySlice slice = slice(k);
        return slice == null ? Float.NaN : slice.valueAt(i, j);
    }

    /** A slice; null where it is not in memory or not grey. */
    @Nullable
    GreySlice slice(int k) {
        GreySlice slice = slices[k];
        if (slice == null) {
            slice = stack.ifLoaded(k)
                    .filter(GreySlice.class::isInstance)
                    .map(GreySlice.class::cast)
                    .orElse(null);
            slices[k] = slice;
        }
        return slice;
    }
}
