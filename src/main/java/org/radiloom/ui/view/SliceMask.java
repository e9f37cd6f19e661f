package org.radiloom.ui.view;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/** A structure, slice by slice of the stack that is shown. */
public interface SliceMask {
    int columns();

    int rows();

    /** Copies slice {@code k} (0 or 1, row by row) into {@code into}; takes milliseconds at most. */
    void copySlice(int k, byte[] into);

    /** A mask on the grid of the stack. */
    static SliceMask of(Mask mask) {
        Geometry grid = mask.geometry();
        return new SliceMask() {
            @Override
            public int columns() {
                return grid.columns();
            }

            @Override
            public int rows() {
                return grid.rows();
            }

            @Override
            public void copySlice(int k, byte[] into) {
                mask.copySlice(k, into);
            }
        };
    }
}
