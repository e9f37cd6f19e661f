package org.radiloom.dicom.codec;

/**
 * Turns decoded bit patterns into a frame.
 *
 * <p>A coding says how many bits a sample has; whether the pattern is read as two's complement is the data set's word,
 * also where the stream disagrees (encoders have written signed CT values as unsigned patterns).
 */
final class Samples {
    private Samples() {}

    /**
     * A frame of {@code precision}-bit patterns, sign-extended in place if the data set calls them signed.
     *
     * @param samples {@code byte[]} up to 8 bits, {@code short[]} up to 16, {@code int[]} beyond; upper bits zero
     */
    static RawFrame frame(FrameDescriptor frame, int precision, String photometric, Object samples) {
        if (frame.signed()) {
            switch (samples) {
                case byte[] b -> {
                    int shift = 32 - precision;
                    for (int i = 0; precision < 8 && i < b.length; i++) {
                        b[i] = (byte) (b[i] << shift >> shift);
                    }
                }
                case short[] s -> {
                    int shift = 32 - precision;
                    for (int i = 0; precision < 16 && i < s.length; i++) {
                        s[i] = (short) (s[i] << shift >> shift);
                    }
                }
                case int[] n -> {
                    int shift = 32 - precision;
                    for (int i = 0; i < n.length; i++) {
                        n[i] = n[i] << shift >> shift;
                    }
                }
                default -> throw new IllegalArgumentException("samples in " + samples.getClass());
            }
        }
        return new RawFrame(
                frame.rows(), frame.columns(), frame.samples(), precision, frame.signed(), photometric, samples);
    }
}
