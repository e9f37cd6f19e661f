package org.radiloom.imaging;

/** One image plane, read-only. Index order is (column, row), origin top left. */
public sealed interface Slice permits GreySlice, ColourSlice {
    int columns();

    int rows();

    /** Memory held by the pixels, for the bounded cache. */
    long bytes();

    /** A copy with columns and rows exchanged. */
    Slice transposed();
}
