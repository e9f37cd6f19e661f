package org.radiloom.ui.browse;

/** A small picture of a series: {@link #SIDE} x {@link #SIDE} opaque ARGB pixels, row by row. */
public record Thumbnail(int[] argb) {
    /** Pixels along each side. */
    public static final int SIDE = 56;

    public Thumbnail {
        if (argb.length != SIDE * SIDE) {
            throw new IllegalArgumentException(argb.length + " pixels");
        }
    }
}
