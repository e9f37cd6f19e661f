package org.radiloom.ui.view;

import java.util.BitSet;

/**
 * Slices that the ruler marks although no mask lies in them.
 *
 * @param slices not to be changed any more
 * @param rgb colour of the marks, 0xRRGGBB
 */
public record SliceMarks(BitSet slices, int rgb) {
    /** No marks. */
    public static final SliceMarks NONE = new SliceMarks(new BitSet(), 0);
}
