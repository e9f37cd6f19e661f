package org.radiloom.imaging.plane;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;

/** Rows and columns of the slices of a grid, taken from the images behind it. */
interface VoxelLines {
    Geometry geometry();

    /** How the images that slice {@code k} is made of are numbered: the first of them, and how many follow. */
    Sources sources(int k);

    /** Images {@code first} to {@code last}. */
    record Sources(int first, int last) {}

    /**
     * Writes row or column {@code at} of slice {@code k} into {@code line}.
     *
     * @param images of the whole stack; those not in memory are null
     * @param asStored before the transform of the images
     * @param outside what lies beside the images
     * @return false where an image that is needed is not in memory; {@code line} is then without meaning
     */
    boolean copy(
            boolean row, int at, int k, @Nullable GreySlice[] images, boolean asStored, float outside, float[] line);
}
