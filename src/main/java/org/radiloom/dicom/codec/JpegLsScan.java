package org.radiloom.dicom.codec;

import java.util.Arrays;
import org.radiloom.problem.Problem;

/**
 * The adaptive part of JPEG-LS: contexts, prediction, Golomb codes and runs, row by row.
 *
 * <p>Rows are passed with one extra sample at each end: index 0 repeats the first sample of the row above, index
 * columns + 1 the last one. Names follow ISO/IEC 14495-1, annex A: Ra left, Rb above, Rc above left, Rd above right.
 */
final class JpegLsScan {
    private static final int CONTEXTS = 365;
    /** Order of the run-length codes. */
    private static final int[] ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };
    /** Entries of a context: sum of error sizes, bias, correction, count. */
    private static final int A = 0;

    private static final int B = 1;
    private static final int C = 2;
    private static final int N = 3;

    private final int maximum;
    private final int near;
    private final int step;
    private final int range;
    private final int errorBits;
    private final int limit;
    private final int reset;
    /** Lossless with 2^n sample values: the modulo is a mask. */
    private final boolean masked;

    private final byte[] regions;
    private final int[] contexts = new int[4 * (CONTEXTS + 2)];
    private byte[] clean = {};
    /** Position in the bits. */
    long bit;
    /** Run-length state of the component at work. */
    int run;

    JpegLsScan(JpegLsPreset preset) {
        maximum = preset.maximum();
        near = preset.near();
        step = 2 * near + 1;
        range = preset.range();
        errorBits = preset.errorBits();
        limit = preset.limit();
        reset = preset.reset();
        masked = near == 0 && (maximum & maximum + 1) == 0;
        regions = preset.regions();
    }

    /** Starts over with fresh contexts on other bits. */
    void restart(byte[] bits) {
        clean = bits;
        bit = 0;
        run = 0;
        Arrays.fill(contexts, 0);
        for (int q = 0; q < CONTEXTS + 2; q++) {
            contexts[4 * q + A] = Math.max(2, range + 32 >> 6);
            contexts[4 * q + N] = 1;
        }
    }

    /** Decodes one row of one component. */
    void row(int[] above, int[] row) throws Problem {
        int columns = row.length - 2;
        int rb = above[0];
        int rd = above[1];
        int ra = row[0];
        int q2;
        int q1 = regions[rd - rb + maximum];
        rb = above[0];
        for (int x = 1; x <= columns; x++) {
            int rc = rb;
            rb = rd;
            rd = above[x + 1];
            q2 = q1;
            q1 = regions[rd - rb + maximum];
            int q = 81 * q1 + 9 * q2 + regions[rc - ra + maximum];
            if (q != 0) {
                ra = regular(q, ra, rb, rc);
                row[x] = ra;
                continue;
            }
            int length = runLength(columns + 1 - x);
            Arrays.fill(row, x, x + length, ra);
            x += length;
            if (x <= columns) {
                rb = above[x];
                int error = interruption(Math.abs(ra - rb) <= near ? 1 : 0);
                ra = Math.abs(ra - rb) <= near ? wrap(ra + step * error) : wrap(rb + step * (ra > rb ? -error : error));
                row[x] = ra;
                rd = above[x + 1];
                q1 = regions[rd - rb + maximum];
                lowerRun();
            }
        }
    }

    /** Decodes one row whose components alternate sample by sample. */
    void mixedRow(int[][] above, int[][] row) throws Problem {
        int columns = row[0].length - 2;
        for (int x = 1; x <= columns; x++) {
            boolean flat = true;
            for (int c = 0; c < row.length; c++) {
                flat &= context(above[c], row[c], x) == 0;
            }
            if (!flat) {
                for (int c = 0; c < row.length; c++) {
                    int q = context(above[c], row[c], x);
                    row[c][x] = regular(q, row[c][x - 1], above[c][x], above[c][x - 1]);
                }
                continue;
            }
            int length = runLength(columns + 1 - x);
            for (int[] r : row) {
                Arrays.fill(r, x, x + length, r[x - 1]);
            }
            x += length;
            if (x <= columns) {
                for (int c = 0; c < row.length; c++) {
                    int error = interruption(0);
                    int rb = above[c][x];
                    row[c][x] = wrap(rb + step * (row[c][x - 1] > rb ? -error : error));
                }
                lowerRun();
            }
        }
    }

    private int context(int[] above, int[] row, int x) {
        return 81 * regions[above[x + 1] - above[x] + maximum]
                + 9 * regions[above[x] - above[x - 1] + maximum]
                + regions[above[x - 1] - row[x - 1] + maximum];
    }

    private int regular(int signed, int ra, int rb, int rc) throws Problem {
        int sign = signed >> 31;
        int at = 4 * ((signed ^ sign) - sign);
        int[] contexts = this.contexts;
        int a = contexts[at + A];
        int b = contexts[at + B];
        int c = contexts[at + C];
        int n = contexts[at + N];
        int predicted = Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
        predicted = Math.min(Math.max(predicted + (c ^ sign) - sign, 0), maximum);
        int k = parameter(a, n);
        int coded = golomb(k, limit);
        int error = coded >> 1 ^ -(coded & 1);
        if (k == 0 && near == 0 && 2 * b <= -n) {
            error = ~error;
        }
        b += error * step;
        a += Math.abs(error);
        if (n == reset) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        // the three cases of the bias update, without branches: they are as good as random
        int low = b + n - 1 >> 31;
        int high = -b >> 31;
        b = Math.min(Math.max(b + (n & low) - (n & high), 1 - n), 0);
        c = Math.min(Math.max(c + low - high, -128), 127);
        contexts[at + A] = a;
        contexts[at + B] = b;
        contexts[at + C] = c;
        contexts[at + N] = n;
        int value = predicted + ((error ^ sign) - sign) * step;
        return masked ? value & maximum : wrap(value);
    }

    /** Smallest k with n * 2^k not below a. */
    private static int parameter(int a, int n) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        return n << k < a ? k + 1 : k;
    }

    /** Reads a Golomb code of at most {@code longest} bits. */
    private int golomb(int k, int longest) throws Problem {
        long bits = EntropyBits.peek(clean, bit);
        int zeros = Long.numberOfLeadingZeros(bits);
        int length = zeros + 1 + k;
        int escape = longest - errorBits - 1;
        if (length <= 57 && zeros < escape) {
            bit += length;
            return zeros << k | (int) (bits << zeros << 1 >>> 1 >>> 63 - k);
        }
        return longGolomb(k, escape);
    }

    private int longGolomb(int k, int escape) throws Problem {
        int zeros = 0;
        while (EntropyBits.peek(clean, bit) >= 0) {
            bit++;
            if (++zeros > escape) {
                throw CodecProblems.damaged(JpegLsDecoder.CODING, "a code is too long");
            }
        }
        bit++;
        int width = zeros == escape ? errorBits : k;
        int rest = (int) (EntropyBits.peek(clean, bit) >>> 1 >>> 63 - width);
        bit += width;
        return zeros == escape ? rest + 1 : zeros << k | rest;
    }

    /** Length of a run, at most {@code room}; adapts the run state but for the step down after an interruption. */
    private int runLength(int room) {
        int length = 0;
        while (true) {
            long bits = EntropyBits.peek(clean, bit);
            int order = ORDER[run];
            if (bits >= 0) {
                int rest = (int) (bits >>> 1 >>> 62 - order) & (1 << order) - 1;
                bit += 1 + order;
                return Math.min(length + rest, room);
            }
            bit++;
            int full = 1 << order;
            if (length + full > room) {
                return room;
            }
            length += full;
            run = Math.min(run + 1, 31);
            if (length == room) {
                return room;
            }
        }
    }

    private void lowerRun() {
        run = Math.max(run - 1, 0);
    }

    /** The error of the sample that ends a run; {@code type} 1 if left and above agree. */
    private int interruption(int type) throws Problem {
        int at = 4 * (CONTEXTS + type);
        int a = contexts[at + A];
        int negative = contexts[at + B];
        int n = contexts[at + N];
        int k = parameter(type == 0 ? a : a + (n >> 1), n);
        int coded = golomb(k, limit - ORDER[run] - 1);
        int sum = coded + type;
        int map = sum & 1;
        int size = sum + map >> 1;
        boolean usual = k != 0 || 2 * negative >= n;
        int error = usual == (map == 1) ? -size : size;
        if (error < 0) {
            negative++;
        }
        a += coded + 1 - type >> 1;
        if (n == reset) {
            a >>= 1;
            negative >>= 1;
            n >>= 1;
        }
        contexts[at + A] = a;
        contexts[at + B] = negative;
        contexts[at + N] = n + 1;
        return error;
    }

    /** Brings a reconstructed value back into the range of samples. */
    private int wrap(int value) {
        int v = value;
        if (v < -near) {
            v += range * step;
        } else if (v > maximum + near) {
            v -= range * step;
        }
        return Math.min(Math.max(v, 0), maximum);
    }
}
