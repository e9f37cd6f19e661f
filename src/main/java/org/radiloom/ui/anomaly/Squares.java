package org.radiloom.ui.anomaly;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Squares of numbers as images, on scales that are the same for every picture. */
final class Squares {
    /** A difference of this share of the grey range, or more, has the full colour. */
    static final double FULL_DIFFERENCE = 0.5;

    /** Orange and blue are told apart by readers with any colour vision. */
    private static final int BRIGHTER = 0xFFA94D;

    private static final int DARKER = 0x4DA6FF;

    private Squares() {}

    /** @param values 0 black to 1 white, {@code side * side} */
    static WritableImage grey(float[] values, int side) {
        int[] argb = new int[values.length];
        for (int at = 0; at < argb.length; at++) {
            argb[at] = 0xFF000000 | 0x010101 * (int) Math.clamp(Math.round(255 * values[at]), 0, 255);
        }
        return image(argb, side);
    }

    /** Where the picture is brighter than drawn, and where it is darker; black where both are alike. */
    static WritableImage difference(float[] seen, float[] drawn, int side) {
        int[] argb = new int[seen.length];
        for (int at = 0; at < argb.length; at++) {
            argb[at] = differenceArgb(seen[at] - drawn[at]);
        }
        return image(argb, side);
    }

    /** @param difference seen less drawn, as a share of the grey range */
    static int differenceArgb(double difference) {
        int full = difference > 0 ? BRIGHTER : DARKER;
        double part = Math.min(1, Math.abs(difference) / FULL_DIFFERENCE);
        return 0xFF000000
                | (int) Math.round(part * (full >> 16 & 255)) << 16
                | (int) Math.round(part * (full >> 8 & 255)) << 8
                | (int) Math.round(part * (full & 255));
    }

    private static WritableImage image(int[] argb, int side) {
        var image = new WritableImage(side, side);
        image.getPixelWriter().setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
        return image;
    }
}
