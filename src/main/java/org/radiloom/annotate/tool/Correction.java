package org.radiloom.annotate.tool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;

/** What a person changed in one slice, and what the slice looks like inside the result and around it. */
final class Correction {
    private final int slice;
    /** 1 where something was added, -1 where something was taken away, falling to 0 with distance; row by row. */
    private final float[] says;

    private final @Nullable Sample sample;

    /**
     * Values of the image.
     *
     * @param inside of the voxels inside
     * @param around of those outside that lie near
     */
    record Sample(float[] inside, float[] around) {}

    private Correction(int slice, float[] says, @Nullable Sample sample) {
        this.slice = slice;
        this.says = says;
        this.sample = sample;
    }

    static Correction of(int slice, boolean[] before, boolean[] after, Geometry oneSlice, @Nullable GreySlice grey) {
        float[] added = near(after, before, oneSlice);
        float[] taken = near(before, after, oneSlice);
        for (int at = 0; at < added.length; at++) {
            added[at] -= taken[at];
        }
        return new Correction(slice, added, grey == null ? null : sample(after, oneSlice, grey));
    }

    /** How near each voxel is to those that one has and the other has not: 1 there, 0 from {@link Propagation#nearMm} on. */
    private static float[] near(boolean[] has, boolean[] hasNot, Geometry oneSlice) {
        byte[] only = new byte[has.length];
        boolean any = false;
        for (int at = 0; at < only.length; at++) {
            only[at] = (byte) (has[at] && !hasNot[at] ? 1 : 0);
            any |= only[at] != 0;
        }
        if (!any) {
            return new float[has.length];
        }
        float[] near = DistanceTransform.toMask(Mask.of(oneSlice, only));
        for (int at = 0; at < near.length; at++) {
            near[at] = (float) Math.max(0, 1 - near[at] / Propagation.nearMm());
        }
        return near;
    }

    private static @Nullable Sample sample(boolean[] inside, Geometry oneSlice, GreySlice grey) {
        byte[] voxels = new byte[inside.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (inside[at] ? 1 : 0);
        }
        float[] distance = DistanceTransform.toMask(Mask.of(oneSlice, voxels));
        float[] in = new float[voxels.length];
        float[] around = new float[voxels.length];
        int ins = 0;
        int arounds = 0;
        for (int at = 0; at < voxels.length; at++) {
            float value = grey.valueAt(at % oneSlice.columns(), at / oneSlice.columns());
            if (inside[at]) {
                in[ins++] = value;
            } else if (distance[at] < Propagation.nearMm()) {
                around[arounds++] = value;
            }
        }
        return ins == 0 || arounds == 0 ? null : new Sample(Arrays.copyOf(in, ins), Arrays.copyOf(around, arounds));
    }

    int slice() {
        return slice;
    }

    /** For a voxel at this place of other slices: -1 for outside to 1 for inside, 0 far from what was corrected. */
    float says(int at) {
        return says[at];
    }

    @Nullable
    Sample sample() {
        return sample;
    }
}
