package org.radiloom.dicom.codec;

import java.util.Arrays;

/**
 * The arithmetic decoder of JPEG 2000, and the raw bits that take its place in bypassed passes. Source: ISO/IEC 15444-1,
 * annex C and D.6.
 */
final class MqDecoder {
    /** Qe, next state after the likely symbol, after the unlikely one, and whether the sense turns (table C.2). */
    private static final int[] TABLE = {
        0x5601, 1, 1, 1, 0x3401, 2, 6, 0, 0x1801, 3, 9, 0, 0x0AC1, 4, 12, 0, 0x0521, 5, 29, 0, 0x0221, 38, 33, 0,
        0x5601, 7, 6, 1, 0x5401, 8, 14, 0, 0x4801, 9, 14, 0, 0x3801, 10, 14, 0, 0x3001, 11, 17, 0, 0x2401, 12, 18, 0,
        0x1C01, 13, 20, 0, 0x1601, 29, 21, 0, 0x5601, 15, 14, 1, 0x5401, 16, 14, 0, 0x5101, 17, 15, 0, 0x4801, 18, 16,
        0, 0x3801, 19, 17, 0, 0x3401, 20, 18, 0, 0x3001, 21, 19, 0, 0x2801, 22, 19, 0, 0x2401, 23, 20, 0, 0x2201, 24,
        21, 0, 0x1C01, 25, 22, 0, 0x1801, 26, 23, 0, 0x1601, 27, 24, 0, 0x1401, 28, 25, 0, 0x1201, 29, 26, 0, 0x1101,
        30, 27, 0, 0x0AC1, 31, 28, 0, 0x09C1, 32, 29, 0, 0x08A1, 33, 30, 0, 0x0521, 34, 31, 0, 0x0441, 35, 32, 0,
        0x02A1, 36, 33, 0, 0x0221, 37, 34, 0, 0x0141, 38, 35, 0, 0x0111, 39, 36, 0, 0x0085, 40, 37, 0, 0x0049, 41, 38,
        0, 0x0025, 42, 39, 0, 0x0015, 43, 40, 0, 0x0009, 44, 41, 0, 0x0005, 45, 42, 0, 0x0001, 45, 43, 0, 0x5601, 46,
        46, 0
    };

    static final int CONTEXTS = 19;
    static final int RUN = 17;
    static final int UNIFORM = 18;

    /**
     * By state * 2 + likely symbol: that symbol in bit 31, Qe below it, then the next entry after the unlikely and after
     * the likely symbol, a byte each. A context holds its whole entry, which saves a look-up for most decisions.
     */
    private static final int[] NEXT = next();

    private final int[] contexts = new int[CONTEXTS];
    private byte[] bytes = {};
    private int at;
    private int interval;
    private int code;
    private int shifts;

    private static int[] next() {
        int[] next = new int[94];
        for (int state = 0; state < 47; state++) {
            for (int likely = 0; likely < 2; likely++) {
                int mps = 2 * TABLE[4 * state + 1] + likely;
                int lps = 2 * TABLE[4 * state + 2] + (likely ^ TABLE[4 * state + 3]);
                next[2 * state + likely] = likely << 31 | TABLE[4 * state] << 16 | lps << 8 | mps;
            }
        }
        return next;
    }

    /** Puts all contexts into their first states (table D.7). */
    void resetContexts() {
        Arrays.fill(contexts, NEXT[0]);
        contexts[0] = NEXT[2 * 4];
        contexts[RUN] = NEXT[2 * 3];
        contexts[UNIFORM] = NEXT[2 * 46];
    }

    /** Starts on {@code length} bytes from {@code start} on; two bytes 0xFF must follow them. */
    void start(byte[] data, int start) {
        bytes = data;
        at = start;
        code = (data[start] & 0xFF) << 16;
        byteIn();
        code <<= 7;
        shifts -= 7;
        interval = 0x8000;
    }

    private void byteIn() {
        int next = bytes[at + 1] & 0xFF;
        if (bytes[at] == -1) {
            if (next > 0x8F) {
                code += 0xFF00;
                shifts = 8;
                return;
            }
            code += next << 9;
            shifts = 7;
        } else {
            code += next << 8;
            shifts = 8;
        }
        at++;
    }

    /** The next decision in a context. */
    int decide(int context) {
        int entry = contexts[context];
        int qe = entry >>> 16 & 0x7FFF;
        int a = interval - qe;
        int c = code;
        if (c >>> 16 >= qe) {
            c -= qe << 16;
            if ((a & 0x8000) != 0) {
                interval = a;
                code = c;
                return entry >>> 31;
            }
            boolean swap = a < qe;
            contexts[context] = NEXT[swap ? entry >> 8 & 0xFF : entry & 0xFF];
            renormalise(a, c);
            return swap ? ~entry >>> 31 : entry >>> 31;
        }
        boolean swap = a < qe;
        contexts[context] = NEXT[swap ? entry & 0xFF : entry >> 8 & 0xFF];
        renormalise(qe, c);
        return swap ? entry >>> 31 : ~entry >>> 31;
    }

    private void renormalise(int a, int c) {
        int left = Integer.numberOfLeadingZeros(a) - 16;
        interval = a << left;
        code = c;
        while (left > shifts) {
            code <<= shifts;
            left -= shifts;
            shifts = 0;
            byteIn();
        }
        code <<= left;
        shifts -= left;
    }

    /** Starts on raw bits. */
    void startRaw(byte[] data, int start) {
        bytes = data;
        at = start;
        code = 0;
        shifts = 0;
    }

    /** The next raw bit; after a byte 0xFF the next one has seven bits. */
    int raw() {
        if (shifts == 0) {
            boolean stuffed = code == 0xFF;
            code = bytes[at] & 0xFF;
            if (at < bytes.length - 1) {
                at++;
            }
            shifts = stuffed ? 7 : 8;
        }
        return code >> --shifts & 1;
    }
}
