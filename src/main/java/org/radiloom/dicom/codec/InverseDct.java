package org.radiloom.dicom.codec;

/**
 * The inverse DCT of 8 x 8 blocks in 32-bit fixed point.
 *
 * <p>Rotations after Loeffler, Ligtenberg and Moschytz 1989 (Practical fast 1-D DCT algorithms with 11
 * multiplications), constants with 13 fractional bits, one extra bit kept between the passes: the arithmetic on which
 * the common decoders agree to the last bit for 12-bit images.
 */
final class InverseDct {
    private static final int FRACTION = 13;
    private static final int KEPT = 1;

    private InverseDct() {}

    /** Writes the samples (0 to 4095) of {@code block}, which is overwritten, to {@code out} from {@code at} on. */
    static void twelveBit(int[] block, short[] out, int at, int stride) {
        for (int x = 0; x < 8; x++) {
            pass(block, x, 8, FRACTION - KEPT);
        }
        for (int y = 0; y < 8; y++) {
            pass(block, 8 * y, 1, FRACTION + KEPT + 3);
            int to = at + y * stride;
            for (int x = 0; x < 8; x++) {
                out[to + x] = (short) Math.clamp(block[8 * y + x] + 2048L, 0, 4095);
            }
        }
    }

    private static void pass(int[] b, int at, int step, int shift) {
        int even = (b[at + 2 * step] + b[at + 6 * step]) * 4433;
        int e2 = even - b[at + 6 * step] * 15137;
        int e3 = even + b[at + 2 * step] * 6270;
        int e0 = b[at] + b[at + 4 * step] << FRACTION;
        int e1 = b[at] - b[at + 4 * step] << FRACTION;
        int p = b[at + 7 * step];
        int q = b[at + 5 * step];
        int r = b[at + 3 * step];
        int s = b[at + step];
        int turn = (p + r + q + s) * 9633;
        int pr = turn - (p + r) * 16069;
        int qs = turn - (q + s) * 3196;
        int ps = (p + s) * -7373;
        int qr = (q + r) * -20995;
        int o0 = p * 2446 + ps + pr;
        int o1 = q * 16819 + qr + qs;
        int o2 = r * 25172 + qr + pr;
        int o3 = s * 12299 + ps + qs;
        int half = 1 << shift - 1;
        b[at] = e0 + e3 + o3 + half >> shift;
        b[at + 7 * step] = e0 + e3 - o3 + half >> shift;
        b[at + step] = e1 + e2 + o2 + half >> shift;
        b[at + 6 * step] = e1 + e2 - o2 + half >> shift;
        b[at + 2 * step] = e1 - e2 + o1 + half >> shift;
        b[at + 5 * step] = e1 - e2 - o1 + half >> shift;
        b[at + 3 * step] = e0 - e3 + o0 + half >> shift;
        b[at + 4 * step] = e0 - e3 - o0 + half >> shift;
    }
}
