package org.radiloom.infer;

import java.util.Optional;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Slice;

/**
 * One picture of an examination as models look at it: greys, and which pixels are coloured.
 *
 * @param columns of the frame
 * @param rows of the frame
 * @param greys stored values or luminance, row by row; shared, not copied
 * @param white value that is shown white
 * @param coloured 1 where red, green and blue clearly differ, row by row; shared, not copied
 * @param colours the picture's own colours; empty for a grey one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(int columns, int rows, float[] greys, float white, byte[] coloured, Optional<ColourSlice> colours) {
    /** JPEG shifts neutral greys by a few steps per channel; colour Doppler differs by far more. */
    private static final int COLOURED_FROM = 30;

    private static final int WHITE = 255;

    public Frame {
        if (greys.length != columns * rows || coloured.length != columns * rows || !(white > 0)) {
            throw new IllegalArgumentException(greys.length + " greys and " + coloured.length + " flags for " + columns
                    + " x " + rows + ", white " + white);
        }
    }

    /**
     * A decoded picture.
     *
     * @param bits of a grey value; colours have 8 per channel
     */
    public static Frame of(Slice slice, int bits) {
        int n = slice.columns() * slice.rows();
        return switch (slice) {
            case GreySlice grey -> {
                float[] values = new float[n];
                grey.copyTo(values, 0);
                yield new Frame(slice.columns(), slice.rows(), values, (1L << bits) - 1, new byte[n], Optional.empty());
            }
            case ColourSlice colour -> {
                float[] values = new float[n];
                colour.luminance().copyTo(values, 0);
                yield new Frame(slice.columns(), slice.rows(), values, WHITE, coloured(colour), Optional.of(colour));
            }
        };
    }

    private static byte[] coloured(ColourSlice slice) {
        byte[] flags = new byte[slice.columns() * slice.rows()];
        for (int at = 0; at < flags.length; at++) {
            int rgb = slice.rgbAt(at % slice.columns(), at / slice.columns());
            int red = rgb >> 16 & 255;
            int green = rgb >> 8 & 255;
            int blue = rgb & 255;
            int spread = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
            flags[at] = (byte) (spread >= COLOURED_FROM ? 1 : 0);
        }
        return flags;
    }

    /** Grey at a pixel, 0 to 1. */
    public float at(int column, int row) {
        return Math.clamp(greys[column + columns * row] / white, 0f, 1f);
    }

    /**
     * Values 0 to {@code white} of one of so many channels, row by row: greys, or red, green or blue.
     *
     * @param channel from 0
     * @param channels 1 or 3; a grey frame has the same in all three
     */
    public float[] plane(int channel, int channels) {
        if (channels == 1 || colours.isEmpty()) {
            return greys;
        }
        ColourSlice slice = colours.get();
        float[] values = new float[columns * rows];
        int shift = 16 - 8 * channel;
        for (int at = 0; at < values.length; at++) {
            values[at] = slice.rgbAt(at % columns, at / columns) >> shift & 255;
        }
        return values;
    }

    /** The same with white and black exchanged, as MONOCHROME1 asks for. */
    public Frame inverted() {
        float[] values = new float[greys.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = white - greys[at];
        }
        return new Frame(columns, rows, values, white, coloured, colours);
    }
}
