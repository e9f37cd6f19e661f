package org.radiloom.imaging;

/**
 * A linear window: which values become black and which white.
 *
 * <p>Source: DICOM PS3.3 C.11.2.1.3.2 (LINEAR_EXACT): grey = (value - centre) / width + 0.5, clamped to [0, 1].
 *
 * @param centre value shown as mid-grey, in the stack's unit
 * @param width distance between black and white, greater than 0
 */
public record Window(double centre, double width) {
    public Window {
        if (!(width > 0) || !Double.isFinite(width) || !Double.isFinite(centre)) {
            throw new IllegalArgumentException("window centre " + centre + " width " + width);
        }
    }

    /** The window whose ends are {@code black} and {@code white}. */
    public static Window between(double black, double white) {
        return new Window((black + white) / 2, Math.max(1e-6, white - black));
    }

    /** Brightness of a value, 0 (black) to 1 (white). */
    public double brightness(double value) {
        return Math.clamp((value - centre) / width + 0.5, 0, 1);
    }
}
