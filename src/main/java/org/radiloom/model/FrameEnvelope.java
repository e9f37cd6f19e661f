package org.radiloom.model;

/**
 * The ultrasound frames that a model was made for.
 *
 * @param minColumns narrower frames are refused
 * @param minRows lower frames are refused
 * @param maxColour largest share of coloured pixels inside the region, as colour Doppler leaves them
 */
public record FrameEnvelope(int minColumns, int minRows, double maxColour) {
    public FrameEnvelope {
        if (minColumns < 1 || minRows < 1 || !(maxColour >= 0)) {
            throw new IllegalArgumentException(minColumns + " x " + minRows + ", colour " + maxColour);
        }
    }

    /** A usual abdominal frame. */
    public static FrameEnvelope abdominal() {
        return new FrameEnvelope(300, 240, 0.01);
    }
}
