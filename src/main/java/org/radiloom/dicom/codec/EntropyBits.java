package org.radiloom.dicom.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entropy-coded bits of one stretch between markers, with the stuffed bits taken out beforehand.
 *
 * <p>Decoders keep the bit position in a local variable and look at up to 57 bits at once; that leaves no refill and no
 * branch in their inner loops. Behind the last bit there are zeros; a decoder that runs far beyond meets the end of the
 * array, and compares its position with {@link #end} after each row.
 */
final class EntropyBits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int PADDING = 16;

    private final byte[] in;
    private byte[] clean;
    private long end;
    private int next;

    EntropyBits(byte[] in) {
        this.in = in;
        this.clean = new byte[0];
    }

    /** The bits, first one uppermost in the first byte. */
    byte[] clean() {
        return clean;
    }

    /** Number of bits. */
    long end() {
        return end;
    }

    /** Index in the coded bytes of the marker that ended this stretch, or the length of the data. */
    int next() {
        return next;
    }

    /** At least 57 bits from {@code bit} on, in the upper end of the result. */
    static long peek(byte[] clean, long bit) {
        return (long) LONGS.get(clean, (int) (bit >>> 3)) << (bit & 7);
    }

    /** JPEG: a zero byte follows each 0xFF of the data (ISO/IEC 10918-1, F.1.2.3). */
    void loadJpeg(int from) {
        ensure(from);
        int at = from;
        int to = 0;
        while (at < in.length) {
            int b = in[at];
            if (b == -1) {
                int mark = at + 1 < in.length ? in[at + 1] & 0xFF : 0xD9;
                if (mark != 0) {
                    if (mark != 0xFF) {
                        break;
                    }
                    at++;
                    continue;
                }
                at++;
            }
            clean[to++] = (byte) b;
            at++;
        }
        finish(at, to, 8L * to);
    }

    /** JPEG-LS: after each 0xFF of the data comes one zero bit (ISO/IEC 14495-1, 9.1). */
    void loadJpegLs(int from) {
        ensure(from);
        int at = from;
        int to = 0;
        int held = 0; // bits waiting in the lower end of hold
        int hold = 0;
        while (at < in.length) {
            int b = in[at] & 0xFF;
            boolean stuffed = at > from && in[at - 1] == -1;
            if (b == 0xFF && (at + 1 == in.length || in[at + 1] < 0)) {
                break; // a marker, whose second byte has its upper bit set
            }
            int width = stuffed ? 7 : 8;
            hold = hold << width | b;
            held += width;
            if (held >= 8) {
                held -= 8;
                clean[to++] = (byte) (hold >> held);
            }
            at++;
        }
        long bits = 8L * to + held;
        if (held > 0) {
            clean[to++] = (byte) (hold << 8 - held);
        }
        finish(at, to, bits);
    }

    private void ensure(int from) {
        int size = in.length - from + PADDING;
        if (clean.length < size) {
            clean = new byte[size];
        }
    }

    private void finish(int at, int to, long bits) {
        java.util.Arrays.fill(clean, to, to + PADDING, (byte) 0);
        next = at;
        end = bits;
    }
}
