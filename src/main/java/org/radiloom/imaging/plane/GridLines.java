package org.radiloom.imaging.plane;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;

/** Images that lie on a grid already. */
record GridLines(Geometry geometry) implements VoxelLines {
    @Override
    public Sources sources(int k) {
        return new Sources(k, k);
    }

    @Override
    public boolean copy(
            boolean row, int at, int k, @Nullable GreySlice[] images, boolean asStored, float outside, float[] line) {
        GreySlice image = images[k];
        if (image == null) {
            return false;
        }
        if (row) {
            image.copyRow(at, asStored, line);
        } else {
            image.copyColumn(at, asStored, line);
        }
        return true;
    }
}
