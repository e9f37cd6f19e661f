package org.radiloom.dicom.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** The marker segments of a JPEG-LS stream, and the walk through its scans. */
final class JpegLsStream {
    private static final String CODING = JpegLsDecoder.CODING;

    private final byte[] bytes;
    private final FrameDescriptor frame;
    private int precision;
    private int @Nullable [] components;
    private final int[] preset = new int[5];
    private int restartRows;

    JpegLsStream(byte[] bytes, FrameDescriptor frame) {
        this.bytes = bytes;
        this.frame = frame;
    }

    /** Bits of a sample, known after {@link #decode}. */
    int precision() {
        return precision;
    }

    /** Samples, pixel-interleaved: {@code byte[]} up to 8 bits, else {@code short[]}. */
    Object decode() throws Problem {
        if (bytes.length < 4 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != 0xD8) {
            throw CodecProblems.damaged(CODING, "it does not start with the JPEG marker");
        }
        @Nullable Object out = null;
        int missing = (1 << frame.samples()) - 1;
        EntropyBits bits = new EntropyBits(bytes);
        int at = 2;
        while (missing != 0) {
            int marker = at + 2 <= bytes.length && bytes[at] == -1 ? bytes[at + 1] & 0xFF : 0xD9;
            at++;
            if (marker == 0xFF) {
                continue;
            }
            at++;
            if (marker == 0xD9) {
                throw CodecProblems.damaged(CODING, "it ends before all components have come");
            }
            int length = at + 2 <= bytes.length ? word(at) : 0;
            if (length < 2 || at + length > bytes.length) {
                throw CodecProblems.damaged(CODING, "a segment of its header is longer than the data");
            }
            switch (marker) {
                case 0xF7 -> out = frameHeader(at, length);
                case 0xF8 -> presetSegment(at, length);
                case 0xDD -> restartRows = (int) number(at + 2, length - 2);
                case 0xE8 -> refuseTransform(at, length);
                case 0xDA -> {
                    if (out == null) {
                        throw CodecProblems.damaged(CODING, "there is no frame header before the first scan");
                    }
                    missing &= ~scan(at, length, bits, out);
                    at = bits.next();
                    continue;
                }
                default -> {
                    if (marker < 0xE0 && marker != 0xDC || marker == 0xDC) {
                        throw CodecProblems.unsupported(CODING, "the marker " + Integer.toHexString(marker));
                    }
                }
            }
            at += length;
        }
        return java.util.Objects.requireNonNull(out);
    }

    private Object frameHeader(int at, int length) throws Problem {
        int count = length >= 8 ? bytes[at + 7] & 0xFF : 0;
        precision = bytes[at + 2] & 0xFF;
        if (components != null || length != 8 + 3 * count || precision < 2 || precision > 16) {
            throw CodecProblems.damaged(CODING, "its frame header cannot be");
        }
        int rows = word(at + 3);
        int columns = word(at + 5);
        if (rows != frame.rows() || columns != frame.columns() || count != frame.samples()) {
            throw CodecProblems.mismatch(CODING, rows, columns, count, frame);
        }
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = bytes[at + 8 + 3 * i] & 0xFF;
            if (bytes[at + 9 + 3 * i] != 0x11) {
                throw CodecProblems.unsupported(CODING, "sub-sampled components");
            }
        }
        components = ids;
        int total = rows * columns * count;
        return precision <= 8 ? new byte[total] : new short[total];
    }

    private void presetSegment(int at, int length) throws Problem {
        if (length != 13 || bytes[at + 2] != 1) {
            throw CodecProblems.unsupported(CODING, "a mapping table");
        }
        for (int i = 0; i < 5; i++) {
            preset[i] = word(at + 3 + 2 * i);
        }
    }

    private void refuseTransform(int at, int length) throws Problem {
        if (length == 7 && bytes[at + 2] == 'm' && bytes[at + 3] == 'r' && bytes[at + 4] == 'f' && bytes[at + 6] != 0) {
            throw CodecProblems.unsupported(CODING, "a colour transform");
        }
    }

    /** Decodes the scan whose header is at {@code at}; bits of the components it brought. */
    private int scan(int at, int length, EntropyBits bits, Object out) throws Problem {
        int count = length > 2 ? bytes[at + 2] & 0xFF : 0;
        if (count < 1 || count > 4 || length != 6 + 2 * count) {
            throw CodecProblems.damaged(CODING, "a scan header has a wrong length");
        }
        int[] channels = new int[count];
        int brought = 0;
        for (int i = 0; i < count; i++) {
            channels[i] = channel(bytes[at + 3 + 2 * i] & 0xFF);
            brought |= 1 << channels[i];
            if (bytes[at + 4 + 2 * i] != 0) {
                throw CodecProblems.unsupported(CODING, "a mapping table");
            }
        }
        int near = bytes[at + 3 + 2 * count] & 0xFF;
        int interleave = bytes[at + 4 + 2 * count] & 0xFF;
        int pointTransform = bytes[at + 5 + 2 * count] & 0xF;
        if (interleave > 2 || interleave == 0 && count > 1 || pointTransform >= precision) {
            throw CodecProblems.damaged(CODING, "a scan header cannot be");
        }
        int scanBits = precision - pointTransform;
        JpegLsPreset numbers = JpegLsPreset.of(scanBits, near, preset[0], preset[1], preset[2], preset[3], preset[4]);
        rows(at + length, bits, new JpegLsScan(numbers), channels, interleave == 2 && count > 1, pointTransform, out);
        return brought;
    }

    private void rows(int from, EntropyBits bits, JpegLsScan scan, int[] channels, boolean mixed, int shift, Object out)
            throws Problem {
        int columns = frame.columns();
        int[][] above = new int[channels.length][columns + 2];
        int[][] row = new int[channels.length][columns + 2];
        int[] runIndex = new int[channels.length];
        bits.loadJpegLs(from);
        scan.restart(bits.clean());
        for (int y = 0; y < frame.rows(); y++) {
            if (restartRows > 0 && y > 0 && y % restartRows == 0) {
                restart(bits);
                scan.restart(bits.clean());
                Arrays.fill(runIndex, 0);
                for (int c = 0; c < channels.length; c++) {
                    Arrays.fill(above[c], 0);
                    Arrays.fill(row[c], 0);
                }
            }
            for (int c = 0; c < channels.length; c++) {
                above[c][columns + 1] = above[c][columns];
                row[c][0] = above[c][1];
            }
            if (mixed) {
                scan.mixedRow(above, row);
            } else {
                for (int c = 0; c < channels.length; c++) {
                    scan.run = runIndex[c];
                    scan.row(above[c], row[c]);
                    runIndex[c] = scan.run;
                }
            }
            if (scan.bit > bits.end()) {
                throw CodecProblems.damaged(CODING, "its coded data ends too early");
            }
            for (int c = 0; c < channels.length; c++) {
                store(row[c], y, channels[c], shift, out);
            }
            int[][] swap = above;
            above = row;
            row = swap;
        }
    }

    private void restart(EntropyBits bits) throws Problem {
        int at = bits.next();
        int marker = at + 2 <= bytes.length ? bytes[at + 1] & 0xFF : 0;
        if (marker < 0xD0 || marker > 0xD7) {
            throw CodecProblems.damaged(CODING, "a restart marker is missing");
        }
        bits.loadJpegLs(at + 2);
    }

    private void store(int[] row, int y, int channel, int shift, Object out) {
        int columns = frame.columns();
        int samples = frame.samples();
        int to = y * columns * samples + channel;
        if (out instanceof short[] wide) {
            for (int x = 1; x <= columns; x++, to += samples) {
                wide[to] = (short) (row[x] << shift);
            }
        } else if (out instanceof byte[] narrow) {
            for (int x = 1; x <= columns; x++, to += samples) {
                narrow[to] = (byte) (row[x] << shift);
            }
        }
    }

    private int channel(int id) throws Problem {
        int[] ids = components;
        for (int c = 0; ids != null && c < ids.length; c++) {
            if (ids[c] == id) {
                return c;
            }
        }
        throw CodecProblems.damaged(CODING, "a scan names a component that does not exist");
    }

    private long number(int at, int bytesLong) throws Problem {
        long value = 0;
        for (int i = 0; i < bytesLong && i < 4; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        if (value > Integer.MAX_VALUE) {
            throw CodecProblems.damaged(CODING, "the restart interval cannot be");
        }
        return value;
    }

    private int word(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
