package org.radiloom.imaging;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A colour plane: one packed 0xRRGGBB per pixel, row by row. */
public final class ColourSlice implements Slice {
    private final int columns;
    private final int rows;
    final int[] rgb;
    private final @Nullable LabelOverlay graphics;

    private ColourSlice(int[] rgb, int columns, int rows, @Nullable LabelOverlay graphics) {
        if (rgb.length != columns * rows) {
            throw new IllegalArgumentException(rgb.length + " pixels for " + columns + "x" + rows);
        }
        this.rgb = rgb;
        this.columns = columns;
        this.rows = rows;
        this.graphics = graphics;
    }

    /** Takes ownership of {@code rgb} (packed 0xRRGGBB, row by row); the caller must not write to it afterwards. */
    public static ColourSlice of(int[] rgb, int columns, int rows) {
        return new ColourSlice(rgb, columns, rows, null);
    }

    @Override
    public ColourSlice under(LabelOverlay drawn) {
        return new ColourSlice(rgb, columns, rows, drawn);
    }

    @Override
    public Optional<LabelOverlay> graphics() {
        return Optional.ofNullable(graphics);
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
        return 4L * rgb.length + (graphics == null ? 0 : rgb.length);
    }

    @Override
    public ColourSlice transposed() {
        LabelOverlay turned = graphics == null ? null : graphics.transposed();
        return new ColourSlice(Transposition.of(rgb, columns, rows), rows, columns, turned);
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
