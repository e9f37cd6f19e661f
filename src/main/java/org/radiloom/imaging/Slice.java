package org.radiloom.imaging;

import java.util.Optional;

/** One image plane, read-only. Index order is (column, row), origin top left. */
public sealed interface Slice permits GreySlice, ColourSlice {
    int columns();

    int rows();

    /** Memory held by the pixels, for the bounded cache. */
    long bytes();

    /** What the file draws over the plane, of the same size; empty where it draws nothing. */
    Optional<LabelOverlay> graphics();

    /** The same pixels with what their file draws over them. */
    Slice under(LabelOverlay drawn);

    /** A copy with columns and rows exchanged. */
    Slice transposed();
}
