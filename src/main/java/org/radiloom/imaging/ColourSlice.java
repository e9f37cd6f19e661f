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

    @Override
    public ColourSlice transposed() {
        return new ColourSlice(Transposition.of(rgb, columns, rows), rows, columns);
    }

    /** Packed 0xRRGGBB. */
    public int rgbAt(int column, int row) {
        return rgb[row * columns + column];
    }

    /** ITU-R BT.601 luminance, whole numbers from 0 to 255. */
    public GreySlice luminance() {
        float[] values = new float[rgb.length];
        for (int at = 0; at < values.length; at++) {
            int c = rgb[at];
            values[at] = Math.round(0.299f * (c >> 16 & 255) + 0.587f * (c >> 8 & 255) + 0.114f * (c & 255));
        }
        return GreySlice.ofValues(values, columns, rows);
    }
}
