package org.radiloom.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Samples of one bit, least significant bit first, running on from row to row and frame to frame: eight at a time. Source:
 * DICOM PS3.5, section 8.2 and annex D.1.
 */
public final class PackedBits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;
    /** Brings the lowest bits of eight bytes together in the highest byte of the product, first byte lowest. */
    private static final long GATHER = 0x0102040810204080L;

    private static final long[] SPREAD = new long[256];

    static {
        for (int bits = 0; bits < SPREAD.length; bits++) {
            for (int n = 0; n < 8; n++) {
                SPREAD[bits] |= (long) (bits >> n & 1) << (8 * n);
            }
        }
    }

    private PackedBits() {}

    /**
     * Takes samples out of their bits.
     *
     * @param firstBit bit of {@code packed} at which the first sample lies
     * @param into filled with 0 and 1
     */
    public static void unpack(byte[] packed, int firstBit, byte[] into) {
        int shift = firstBit & 7;
        int from = firstBit >>> 3;
        int at = 0;
        for (; at + 8 <= into.length; at += 8, from++) {
            int bits = packed[from] & 0xFF;
            if (shift > 0) {
                bits = (bits >>> shift | packed[from + 1] << (8 - shift)) & 0xFF;
            }
            LONGS.set(into, at, SPREAD[bits]);
        }
        for (; at < into.length; at++) {
            int bit = firstBit + at;
            into[at] = (byte) (packed[bit >>> 3] >> (bit & 7) & 1);
        }
    }

    /**
     * Sets the bits of those samples that have a value.
     *
     * @param samples one byte each
     * @param value 0 to 255
     * @param into gets the bits; other bits stay as they are
     * @param firstBit bit of {@code into} for the first sample
     */
    public static void pack(byte[] samples, int value, byte[] into, long firstBit) {
        long wanted = (value & 0xFF) * EACH;
        int at = 0;
        for (; at + 8 <= samples.length; at += 8) {
            long differing = (long) LONGS.get(samples, at) ^ wanted;
            // the top bit of each byte that does not differ
            long same = ~((differing & LOW_SEVEN) + LOW_SEVEN | differing | LOW_SEVEN);
            int bits = (int) (((same >>> 7) * GATHER) >>> 56);
            if (bits != 0) {
                long bit = firstBit + at;
                int to = (int) (bit >>> 3);
                int shift = (int) (bit & 7);
                into[to] |= (byte) (bits << shift);
                if (shift > 0) {
                    into[to + 1] |= (byte) (bits >>> (8 - shift));
                }
            }
        }
        for (; at < samples.length; at++) {
            if ((samples[at] & 0xFF) == value) {
                long bit = firstBit + at;
                into[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
            }
        }
    }

    /** Marks which values occur in samples of one byte; equal neighbours cost next to nothing. */
    public static void mark(byte[] samples, boolean[] occurs) {
        long last = (samples.length > 0 ? samples[0] & 0xFF : 0) * EACH;
        int at = 0;
        for (; at + 8 <= samples.length; at += 8) {
            long eight = (long) LONGS.get(samples, at);
            if (eight != last) {
                for (int n = at; n < at + 8; n++) {
                    occurs[samples[n] & 0xFF] = true;
                }
                last = (samples[at + 7] & 0xFF) * EACH;
            } else {
                occurs[samples[at] & 0xFF] = true;
            }
        }
        for (; at < samples.length; at++) {
            occurs[samples[at] & 0xFF] = true;
        }
    }
}
