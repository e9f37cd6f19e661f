package org.radiloom.imaging;

import java.util.List;

/**
 * Labels laid over an image plane of the same size: label 0 is clear, every other label has a colour.
 *
 * <p>Immutable.
 */
public final class LabelOverlay {
    final byte[] labels;
    private final int columns;
    private final int rows;
    final int[] rgb;
    private final float opacity;
    private final boolean outlined;

    private LabelOverlay(byte[] labels, int columns, int rows, int[] rgb, float opacity, boolean outlined) {
        if (labels.length != columns * rows) {
            throw new IllegalArgumentException(labels.length + " labels for " + columns + "x" + rows);
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity " + opacity);
        }
        this.labels = labels;
        this.columns = columns;
        this.rows = rows;
        this.rgb = rgb;
        this.opacity = opacity;
        this.outlined = outlined;
    }

    /**
     * Takes ownership of {@code labels} (row by row, read as 0 to 255); the caller must not write to it afterwards.
     *
     * @param colours 0xRRGGBB of label 1, 2, ...; labels beyond the last repeat the last; at least one
     * @param opacity of the filled area, 0 (clear) to 1
     * @param outlined whether the borders are drawn, at full opacity
     */
    public static LabelOverlay of(
            byte[] labels, int columns, int rows, List<Integer> colours, float opacity, boolean outlined) {
        int[] rgb = new int[256];
        for (int label = 1; label < 256; label++) {
            rgb[label] = colours.get(Math.min(label, colours.size()) - 1) & 0xFFFFFF;
        }
        return new LabelOverlay(labels, columns, rows, rgb, opacity, outlined);
    }

    /** Slice {@code k} of a mask in one colour. */
    public static LabelOverlay of(Mask mask, int k, int rgb, float opacity, boolean outlined) {
        Geometry g = mask.geometry();
        byte[] labels = new byte[g.columns() * g.rows()];
        mask.copySlice(k, labels);
        return of(labels, g.columns(), g.rows(), List.of(rgb), opacity, outlined);
    }

    /** The same labels at another opacity; shares the labels, so it costs nothing. */
    public LabelOverlay withOpacity(float opacity) {
        return new LabelOverlay(labels, columns, rows, rgb, opacity, outlined);
    }

    /** The same labels with columns and rows exchanged. */
    LabelOverlay transposed() {
        byte[] turned = Transposition.of(labels, columns, rows);
        return new LabelOverlay(turned, rows, columns, rgb, opacity, outlined);
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public float opacity() {
        return opacity;
    }

    public boolean outlined() {
        return outlined;
    }
}
