package org.radiloom.annotate.tool;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;

/** The values of a stack voxel by voxel, as far as its slices are in memory. For one stroke, on one thread. */
final class StackValues {
    private final IntFunction<@Nullable Slice> source;
    private final @Nullable GreySlice[] slices;

    StackValues(ImageStack stack) {
        this(stack.slices(), k -> stack.ifLoaded(k).orElse(null));
    }

    /** @param source gives slice k; null for one whose values are not to be had */
    StackValues(int slices, IntFunction<@Nullable Slice> source) {
        this.source = source;
        this.slices = new GreySlice[slices];
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
            slice = source.apply(k) instanceof GreySlice grey ? grey : null;
            slices[k] = slice;
        }
        return slice;
    }
}
