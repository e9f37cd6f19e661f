package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.radiloom.problem.Problem;

/**
 * DICOM run-length coding: one PackBits segment a byte plane, most significant byte first within a sample.
 *
 * <p>Missing bytes at the end of a segment are damage; bytes beyond the frame (padding) are ignored. Source: DICOM
 * PS3.5 annex G.
 */
public final class RleDecoder implements PixelDecoder {
    private static final String CODING = "RLE";
    private static final int HEADER = 64;

    @Override
    public boolean supports(String transferSyntaxUid) {
        return transferSyntaxUid.equals("1.2.840.10008.1.2.5");
    }

    @Override
    public RawFrame decode(ByteBuffer coded, FrameDescriptor frame) throws Problem {
        int total = CodecProblems.sampleCount(CODING, frame);
        int samples = frame.samples();
        int pixels = total / samples;
        int width = frame.bitsAllocated() == 1 ? 1 : frame.bitsAllocated() / 8;
        if (width < 1 || width > 4 || width == 3 || (frame.bitsAllocated() == 1 && samples != 1)) {
            throw CodecProblems.unsupported(CODING, frame.bitsAllocated() + " bits allocated");
        }
        byte[] bytes = CodecProblems.copy(coded, 0);
        int[] starts = segments(bytes, samples * width);
        Object data =
                switch (frame.bitsAllocated()) {
                    case 1 -> bits(plane(bytes, starts, 0, (pixels + 7) / 8), pixels);
                    case 8 -> bytes(bytes, starts, pixels, samples);
                    case 16 -> shorts(bytes, starts, pixels, samples);
                    default -> ints(bytes, starts, pixels, samples);
                };
        return new RawFrame(
                frame.rows(), frame.columns(), samples, frame.bitsStored(), frame.signed(), frame.photometric(), data);
    }

    /** First byte of each segment, and the end of the last; as many segments as byte planes. */
    private static int[] segments(byte[] bytes, int planes) throws Problem {
        if (bytes.length < HEADER) {
            throw CodecProblems.damaged(CODING, "the header of 64 bytes is cut off");
        }
        long announced = littleEndian(bytes, 0);
        if (announced != planes) {
            throw CodecProblems.damaged(CODING, announced + " segments where " + planes + " belong");
        }
        int[] starts = new int[planes + 1];
        starts[planes] = bytes.length;
        for (int i = planes - 1; i >= 0; i--) {
            long start = littleEndian(bytes, 4 + 4 * i);
            if (start < HEADER || start > starts[i + 1]) {
                throw CodecProblems.damaged(CODING, "segment " + (i + 1) + " lies outside the data");
            }
            starts[i] = (int) start;
        }
        return starts;
    }

    private static long littleEndian(byte[] b, int at) {
        return (b[at] & 0xFFL) | (b[at + 1] & 0xFFL) << 8 | (b[at + 2] & 0xFFL) << 16 | (b[at + 3] & 0xFFL) << 24;
    }

    private static byte[] bytes(byte[] in, int[] starts, int pixels, int samples) throws Problem {
        if (samples == 1) {
            return plane(in, starts, 0, pixels);
        }
        byte[] out = new byte[pixels * samples];
        for (int c = 0; c < samples; c++) {
            byte[] plane = plane(in, starts, c, pixels);
            for (int p = 0, at = c; p < pixels; p++, at += samples) {
                out[at] = plane[p];
            }
        }
        return out;
    }

    private static short[] shorts(byte[] in, int[] starts, int pixels, int samples) throws Problem {
        short[] out = new short[pixels * samples];
        for (int c = 0; c < samples; c++) {
            byte[] high = plane(in, starts, 2 * c, pixels);
            byte[] low = plane(in, starts, 2 * c + 1, pixels);
            if (samples == 1) {
                for (int p = 0; p < pixels; p++) {
                    out[p] = (short) (high[p] << 8 | low[p] & 0xFF);
                }
            } else {
                for (int p = 0, at = c; p < pixels; p++, at += samples) {
                    out[at] = (short) (high[p] << 8 | low[p] & 0xFF);
                }
            }
        }
        return out;
    }

    private static int[] ints(byte[] in, int[] starts, int pixels, int samples) throws Problem {
        int[] out = new int[pixels * samples];
        for (int c = 0; c < samples; c++) {
            for (int b = 0; b < 4; b++) {
                byte[] plane = plane(in, starts, 4 * c + b, pixels);
                int shift = 24 - 8 * b;
                for (int p = 0, at = c; p < pixels; p++, at += samples) {
                    out[at] |= (plane[p] & 0xFF) << shift;
                }
            }
        }
        return out;
    }

    /** Unpacks bits, least significant first, to one byte a pixel. */
    private static byte[] bits(byte[] packed, int pixels) {
        byte[] out = new byte[pixels];
        for (int p = 0; p < pixels; p++) {
            out[p] = (byte) (packed[p >> 3] >> (p & 7) & 1);
        }
        return out;
    }

    private static byte[] plane(byte[] in, int[] starts, int segment, int length) throws Problem {
        byte[] out = new byte[length];
        int at = starts[segment];
        int end = starts[segment + 1];
        int to = 0;
        while (to < length) {
            if (at >= end) {
                throw CodecProblems.damaged(CODING, "segment " + (segment + 1) + " ends too early");
            }
            int control = in[at++];
            if (control >= 0) {
                int n = Math.min(control + 1, length - to);
                if (n > end - at) {
                    throw CodecProblems.damaged(CODING, "segment " + (segment + 1) + " ends too early");
                }
                System.arraycopy(in, at, out, to, n);
                at += control + 1;
                to += n;
            } else if (control != -128) {
                if (at >= end) {
                    throw CodecProblems.damaged(CODING, "segment " + (segment + 1) + " ends too early");
                }
                int n = Math.min(1 - control, length - to);
                Arrays.fill(out, to, to + n, in[at++]);
                to += n;
            }
        }
        return out;
    }
}
