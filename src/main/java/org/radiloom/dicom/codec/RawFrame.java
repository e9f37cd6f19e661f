package org.radiloom.dicom.codec;

/**
 * The stored samples of one frame, pixel-interleaved (R G B R G B ...), before any rescale or colour conversion.
 *
 * <p>Samples sit in the narrowest array that holds them: {@code byte[]} up to 8 bits, {@code short[]} up to 16,
 * {@code int[]} up to 32. {@code signed} says how to read the top bit. The array is owned by the frame's receiver.
 *
 * @param data {@code byte[]}, {@code short[]} or {@code int[]} of length rows * columns * samples
 * @param photometric the photometric interpretation of these samples; a codec that has undone a colour transform
 *     (JPEG 2000 with RCT) says RGB here
 */
public record RawFrame(
        int rows, int columns, int samples, int bitsStored, boolean signed, String photometric, Object data) {
    public RawFrame {
        int n =
                switch (data) {
                    case byte[] b -> b.length;
                    case short[] s -> s.length;
                    case int[] i -> i.length;
                    default -> throw new IllegalArgumentException("samples in " + data.getClass());
                };
        if (n != rows * columns * samples) {
            throw new IllegalArgumentException(n + " samples for " + rows + "x" + columns + "x" + samples);
        }
    }

    /** Sample {@code at} (pixel * samples + channel) as a number. */
    public int sample(int at) {
        return switch (data) {
            case byte[] b -> signed ? b[at] : b[at] & 0xFF;
            case short[] s -> signed ? s[at] : s[at] & 0xFFFF;
            case int[] i -> i[at];
            default -> throw new IllegalStateException();
        };
    }
}
