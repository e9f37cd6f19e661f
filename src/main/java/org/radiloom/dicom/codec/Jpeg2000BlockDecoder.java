package org.radiloom.dicom.codec;

import static org.radiloom.dicom.codec.Jpeg2000Contexts.BELOW;
import static org.radiloom.dicom.codec.Jpeg2000Contexts.NEIGHBOURS;
import static org.radiloom.dicom.codec.Jpeg2000Contexts.REFINED;
import static org.radiloom.dicom.codec.Jpeg2000Contexts.SIGNIFICANT;
import static org.radiloom.dicom.codec.Jpeg2000Contexts.VISITED;

import java.util.Arrays;

/**
 * Decodes the bit planes of code-blocks. Source: ISO/IEC 15444-1, annex D.
 *
 * <p>Coefficients are kept doubled; the extra bit is the half that stands for the planes not decoded yet.
 */
final class Jpeg2000BlockDecoder {
    private static final int BYPASS = 1;
    private static final int RESET = 2;
    private static final int TERMINATE_ALL = 4;
    private static final int CAUSAL = 8;
    private static final int SYMBOLS = 32;

    private final byte[] bytes;
    private final MqDecoder mq = new MqDecoder();
    /** Doubled coefficients of the last block, row by row. */
    final int[] data = new int[4096];

    private int[] flags = {};
    private byte[] coded = {};
    private int width;
    private int height;
    private int stride;
    private byte[] significance = Jpeg2000Contexts.SIGNIFICANCE[0];
    private boolean causal;
    private boolean raw;

    Jpeg2000BlockDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Decodes a block of a band of this kind into {@link #data}. */
    void decode(Jpeg2000Block block, int kind, int style) {
        width = block.width;
        height = block.height;
        stride = width + 2;
        int size = stride * (height + 2);
        if (flags.length < size) {
            flags = new int[size];
        }
        Arrays.fill(flags, 0, size, 0);
        Arrays.fill(data, 0, width * height, 0);
        significance = Jpeg2000Contexts.SIGNIFICANCE[kind];
        causal = (style & CAUSAL) != 0;
        mq.resetContexts();
        int pass = 2; // 0 significance, 1 refinement, 2 clean-up
        int plane = block.planes; // with the extra bit, the value of the plane is 1 << plane
        int done = 0;
        for (int segment = 0; segment < block.segments && plane > 0; segment++) {
            gather(block, segment);
            raw = (style & BYPASS) != 0 && done >= 10 && pass != 2;
            if (raw) {
                mq.startRaw(coded, 0);
            } else {
                mq.start(coded, 0);
            }
            for (int i = 0; i < block.segmentPasses[segment] && plane > 0; i++) {
                switch (pass) {
                    case 0 -> significancePass(plane);
                    case 1 -> refinementPass(plane);
                    default -> cleanUpPass(plane, (style & SYMBOLS) != 0);
                }
                if ((style & RESET) != 0) {
                    mq.resetContexts();
                }
                done++;
                if (++pass == 3) {
                    pass = 0;
                    plane--;
                }
            }
        }
    }

    /** Puts the bytes of a codeword segment together, with the two bytes behind that stand for endless ones. */
    private void gather(Jpeg2000Block block, int segment) {
        int total = 0;
        for (int i = 0; i < block.used; i += 3) {
            total += block.stretches[i + 2] == segment ? block.stretches[i + 1] : 0;
        }
        if (coded.length < total + 2) {
            coded = new byte[Math.max(total + 2, 2 * coded.length)];
        }
        int to = 0;
        for (int i = 0; i < block.used; i += 3) {
            if (block.stretches[i + 2] == segment) {
                System.arraycopy(bytes, block.stretches[i], coded, to, block.stretches[i + 1]);
                to += block.stretches[i + 1];
            }
        }
        coded[to] = -1;
        coded[to + 1] = -1;
    }

    private void significancePass(int plane) {
        int value = 3 << plane - 1;
        int[] flags = this.flags; // fields would be read again after every decision
        int[] data = this.data;
        int stride = this.stride;
        for (int y = 0; y < height; y += 4) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int f = (y + 1) * stride + x + 1;
                if (rows == 4 && (column(flags, f, stride) & NEIGHBOURS) == 0) {
                    continue;
                }
                for (int j = 0; j < rows; j++, f += stride) {
                    int own = flags[f];
                    if ((own & NEIGHBOURS) == 0 || (own & SIGNIFICANT) != 0) {
                        continue;
                    }
                    own = seen(own, j);
                    if ((own & NEIGHBOURS) == 0) {
                        continue;
                    }
                    if ((raw ? mq.raw() : mq.decide(significance[own & NEIGHBOURS])) != 0) {
                        data[(y + j) * width + x] = sign(f, own) ? -value : value;
                    }
                    flags[f] |= VISITED;
                }
            }
        }
    }

    /** What the four coefficients from {@code f} down have among them: most columns have nothing in the upper planes. */
    private static int column(int[] flags, int f, int stride) {
        return flags[f] | flags[f + stride] | flags[f + 2 * stride] | flags[f + 3 * stride];
    }

    private int seen(int own, int rowOfStripe) {
        return causal && rowOfStripe == 3 ? own & ~BELOW : own;
    }

    /** Reads a sign and tells the neighbours; true for negative. */
    private boolean sign(int f, int own) {
        boolean negative;
        if (raw) {
            negative = mq.raw() != 0;
        } else {
            int entry = Jpeg2000Contexts.SIGN[own & 0xF | own >> 4 & 0xF0];
            negative = (mq.decide(entry & 127) ^ entry >> 7) != 0;
        }
        int sign = negative ? 256 : 0; // N_NEGATIVE; the other three lie above it in the order of the neighbours
        int[] all = flags;
        all[f] |= SIGNIFICANT;
        all[f - stride] |= Jpeg2000Contexts.S | sign << 1;
        all[f + stride] |= Jpeg2000Contexts.N | sign;
        all[f - 1] |= Jpeg2000Contexts.E | sign << 3;
        all[f + 1] |= Jpeg2000Contexts.W | sign << 2;
        all[f - stride - 1] |= Jpeg2000Contexts.SE;
        all[f - stride + 1] |= Jpeg2000Contexts.SW;
        all[f + stride - 1] |= Jpeg2000Contexts.NE;
        all[f + stride + 1] |= Jpeg2000Contexts.NW;
        return negative;
    }

    private void refinementPass(int plane) {
        int half = 1 << plane - 1;
        int[] flags = this.flags;
        int[] data = this.data;
        int stride = this.stride;
        for (int y = 0; y < height; y += 4) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int f = (y + 1) * stride + x + 1;
                int at = y * width + x;
                if (rows == 4 && (column(flags, f, stride) & SIGNIFICANT) == 0) {
                    continue;
                }
                for (int j = 0; j < rows; j++, f += stride, at += width) {
                    int own = flags[f];
                    if ((own & (SIGNIFICANT | VISITED)) != SIGNIFICANT) {
                        continue;
                    }
                    int context = (own & REFINED) != 0 ? 16 : (seen(own, j) & NEIGHBOURS) != 0 ? 15 : 14;
                    int more = (raw ? mq.raw() : mq.decide(context)) != 0 ? half : -half;
                    data[at] += data[at] < 0 ? -more : more;
                    flags[f] = own | REFINED;
                }
            }
        }
    }

    private void cleanUpPass(int plane, boolean symbols) {
        int value = 3 << plane - 1;
        int[] all = flags;
        int[] data = this.data;
        int stride = this.stride;
        for (int y = 0; y < height; y += 4) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int f = (y + 1) * stride + x + 1;
                int j = 0;
                boolean found = false;
                if (rows == 4 && quiet(f)) {
                    if (mq.decide(MqDecoder.RUN) == 0) {
                        continue;
                    }
                    j = mq.decide(MqDecoder.UNIFORM) << 1 | mq.decide(MqDecoder.UNIFORM);
                    f += j * stride;
                    found = true;
                }
                for (; j < rows; j++, f += stride) {
                    int own = all[f];
                    if ((own & (SIGNIFICANT | VISITED)) == 0) {
                        own = seen(own, j);
                        if (found || mq.decide(significance[own & NEIGHBOURS]) != 0) {
                            data[(y + j) * width + x] = sign(f, own) ? -value : value;
                        }
                    }
                    found = false;
                    all[f] &= ~VISITED;
                }
            }
        }
        if (symbols) {
            for (int i = 0; i < 4; i++) {
                mq.decide(MqDecoder.UNIFORM);
            }
        }
    }

    /** Whether the four coefficients from {@code f} down are untouched and have no significant neighbours. */
    private boolean quiet(int f) {
        int mask = SIGNIFICANT | VISITED | NEIGHBOURS;
        int last = flags[f + 3 * stride];
        return ((flags[f] | flags[f + stride] | flags[f + 2 * stride] | (causal ? last & ~BELOW : last)) & mask) == 0;
    }
}
