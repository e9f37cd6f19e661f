package org.radiloom.infer;

/**
 * What a picture segmenter says of one frame, at the frame's size.
 *
 * @param columns of the frame
 * @param rows of the frame
 * @param probabilities 0 to 1, row by row; shared, not copied
 * @param inside 1 where the probability reaches the card's threshold, row by row, before any cleaning; shared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FrameOutline(int columns, int rows, float[] probabilities, byte[] inside) {
    public FrameOutline {
        if (probabilities.length != columns * rows || inside.length != columns * rows) {
            throw new IllegalArgumentException(
                    probabilities.length + " and " + inside.length + " values for " + columns + " x " + rows);
        }
    }
}
