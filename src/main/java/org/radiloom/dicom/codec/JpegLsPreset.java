package org.radiloom.dicom.codec;

import org.radiloom.problem.Problem;

/**
 * The numbers that steer one JPEG-LS scan.
 *
 * @param maximum largest sample value (MAXVAL)
 * @param near largest allowed error of a sample (NEAR), 0 for lossless
 * @param t1 first gradient threshold
 * @param reset count at which a context is halved
 */
record JpegLsPreset(int maximum, int near, int t1, int t2, int t3, int reset) {
    /**
     * Fills what the stream leaves at zero with the defaults of ISO/IEC 14495-1, C.2.4.1.1.
     *
     * @throws Problem if the numbers contradict each other
     */
    static JpegLsPreset of(int precision, int near, int maximum, int t1, int t2, int t3, int reset) throws Problem {
        int max = maximum == 0 ? (1 << precision) - 1 : maximum;
        int factor = max >= 128 ? (Math.min(max, 4095) + 128) / 256 : 256 / (max + 1);
        boolean wide = max >= 128;
        int d1 = wide ? factor + 2 + 3 * near : Math.max(2, 3 / factor + 3 * near);
        int d2 = wide ? 4 * factor + 3 + 5 * near : Math.max(3, 7 / factor + 5 * near);
        int d3 = wide ? 17 * factor + 4 + 7 * near : Math.max(4, 21 / factor + 7 * near);
        int a = t1 != 0 ? t1 : clamp(d1, near + 1, max);
        int b = t2 != 0 ? t2 : clamp(d2, a, max);
        int c = t3 != 0 ? t3 : clamp(d3, b, max);
        int r = reset != 0 ? reset : 64;
        if (max >= 1 << precision || near > Math.min(255, max / 2) || a <= near || b < a || c < b || c > max || r < 3) {
            throw CodecProblems.damaged(JpegLsDecoder.CODING, "its coding parameters contradict each other");
        }
        return new JpegLsPreset(max, near, a, b, c, r);
    }

    private static int clamp(int value, int low, int max) {
        return value > max || value < low ? low : value;
    }

    /** Number of values a quantised error can take. */
    int range() {
        return (maximum + 2 * near) / (2 * near + 1) + 1;
    }

    /** Bits of a quantised error. */
    int errorBits() {
        return 32 - Integer.numberOfLeadingZeros(range() - 1);
    }

    /** Longest code word in bits. */
    int limit() {
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(maximum));
        return 2 * (bits + Math.max(8, bits));
    }

    /** Region -4 to 4 of each gradient, index gradient + maximum. */
    byte[] regions() {
        byte[] regions = new byte[2 * maximum + 1];
        for (int d = -maximum; d <= maximum; d++) {
            int size = Math.abs(d);
            int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
            regions[d + maximum] = (byte) (d < 0 ? -region : region);
        }
        return regions;
    }
}
