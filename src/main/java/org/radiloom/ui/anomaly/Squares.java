package org.radiloom.ui.anomaly;

import java.util.function.DoubleToIntFunction;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.GradeExplanation.Plane;
import org.radiloom.ui.evidence.PlanePainter;

/** Squares of numbers as images of any size, on scales that are the same for every picture. */
final class Squares {
    /** A difference of this share of the grey range, or more, has the full colour. */
    static final double FULL_DIFFERENCE = 0.5;

    /** Orange and blue are told apart by readers with any colour vision. */
    private static final int BRIGHTER = 0xFFA94D;

    private static final int DARKER = 0x4DA6FF;

    private Squares() {}

    /**
     * Numbers between those of the square are interpolated, not colours; a scaled image would fade at its edges.
     *
     * @param values {@code side * side}
     * @param colour of a value, opaque 0xAARRGGBB
     * @param size of the image, pixels
     */
    static WritableImage image(float[] values, int side, DoubleToIntFunction colour, int size) {
        var plane = new Plane(values, side, side, 0, 0, side, side, 0, 1);
        int[] argb = new int[size * size];
        PlanePainter.values(plane, colour).paint(ViewTransform.fit(side, side, 1, 1, size, size), argb, size, size);
        var image = new WritableImage(size, size);
        image.getPixelWriter().setPixels(0, 0, size, size, PixelFormat.getIntArgbInstance(), argb, 0, size);
        return image;
    }

    /** @param value 0 black to 1 white */
    static int greyArgb(double value) {
        return 0xFF000000 | 0x010101 * (int) Math.clamp(Math.round(255 * value), 0, 255);
    }

    /** Where a picture is brighter than drawn, and where it is darker; 0 where both are alike. */
    static float[] difference(float[] seen, float[] drawn) {
        float[] apart = new float[seen.length];
        for (int at = 0; at < apart.length; at++) {
            apart[at] = seen[at] - drawn[at];
        }
        return apart;
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
}
