package org.radiloom.imaging;

/** A colour plane: one packed 0xRRGGBB per pixel, row by row. */
public final class ColourSlice implements Slice {
    private final int columns;
    private final int rows;
    final int[] rgb;

    private ColourSlice(int[] rgb, int columns, int rows) {
        if (rgb.length != columns * rows) {
            throw new IllegalArgumentException(rgb.length + " pixels for " + columns + "x" + rows);
        }
        this.rgb = rgb;
        this.columns = columns;
        this.rows = rows;
    }

    /** Takes ownership of {@code rgb} (packed 0xRRGGBB, row by row); the caller must not write to it afterwards. */
    public static ColourSlice of(int[] rgb, int columns, int rows) {
        return new ColourSlice(rgb, columns, rows);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return 4L * rgb.length;
    }

    /** Packed 0xRRGGBB. */
    public int rgbAt(int column, int row) {
        return rgb[row * columns + column];
    }
}
