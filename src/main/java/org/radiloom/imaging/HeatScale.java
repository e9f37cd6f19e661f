package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Colours of a map of values on a fixed scale: clear below {@code threshold}, from there on the colour of the value's place
 * between {@code low} and {@code high}, see {@link HeatColours}. The scale never depends on the picture, so a value has one
 * colour in all pictures, on the screen and in files.
 *
 * @param low value of the darkest colour
 * @param threshold values below it, and what is no number, are clear
 * @param high value of the lightest colour; larger values have it too
 */
public record HeatScale(double low, double threshold, double high) {
    /** Label 0 of an overlay is clear. */
    private static final int LABELS = 255;

    private static final List<Integer> COLOURS = colours();

    public HeatScale {
        if (!(low < high) || Double.isNaN(threshold)) {
            throw new IllegalArgumentException("from " + low + " over " + threshold + " to " + high);
        }
    }

    /** The same with another threshold, as a reader sets it; the colours of values stay. */
    public HeatScale withThreshold(double other) {
        return new HeatScale(low, other, high);
    }

    /** The numbers that a legend must name: the ends, and the threshold between them. */
    public List<Double> ticks() {
        return List.of(low, threshold, high);
    }

    /** Whether a value has a colour. */
    public boolean shows(double value) {
        return value >= threshold;
    }

    /** The colour of a value, 0xAARRGGBB: 0 if it is clear, else opaque. */
    public int argb(double value) {
        int label = label(value);
        return label == 0 ? 0 : 0xFF000000 | COLOURS.get(label - 1);
    }

    /** The colour that a value would have above the threshold, 0xRRGGBB. */
    public int rgb(double value) {
        return COLOURS.get(step(value) - 1);
    }

    /**
     * A map to be laid over its picture.
     *
     * @param map values, row by row, {@code columns * rows}
     * @param opacity of what is shown, 0 (clear) to 1
     */
    public LabelOverlay overlay(float[] map, int columns, int rows, float opacity) {
        byte[] labels = new byte[map.length];
        for (int at = 0; at < labels.length; at++) {
            labels[at] = (byte) label(map[at]);
        }
        return LabelOverlay.of(labels, columns, rows, COLOURS, opacity, false);
    }

    private int label(double value) {
        return shows(value) ? step(value) : 0;
    }

    /** From 1 to {@link #LABELS}. */
    private int step(double value) {
        double place = Math.clamp((value - low) / (high - low), 0, 1);
        return 1 + (int) Math.round(place * (LABELS - 1));
    }

    private static List<Integer> colours() {
        List<Integer> colours = new ArrayList<>();
        for (int n = 0; n < LABELS; n++) {
            colours.add(HeatColours.rgb(n / (LABELS - 1.0)));
        }
        return List.copyOf(colours);
    }
}
