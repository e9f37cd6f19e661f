package org.radiloom.ui.view;

import java.util.Optional;

/**
 * How long the scale bar is.
 *
 * @param mm length in the patient: 1, 2 or 5 times a power of ten
 * @param pixels length on screen
 */
public record ScaleBar(double mm, double pixels) {
    /** The longest round length that fits in {@code mostPixels}; empty when nothing may be measured. */
    public static Optional<ScaleBar> fitting(Optional<Double> pixelsPerMm, double mostPixels) {
        return pixelsPerMm.map(scale -> {
            double most = mostPixels / scale;
            double power = Math.pow(10, Math.floor(Math.log10(most)));
            double mm = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
            return new ScaleBar(mm, mm * scale);
        });
    }
}
