package org.radiloom.dicom.codec;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * Lossless JPEG (process 14): Huffman-coded differences to one of seven predictions.
 *
 * <p>A row's differences are decoded first and the prediction is undone in a second loop, so that neither loop waits for
 * the other. Source: ISO/IEC 10918-1, annex H.
 */
final class JpegLosslessScans {
    private static final String CODING = JpegHeader.CODING;

    private final byte[] bytes;
    private final JpegHeader header;
    private final JpegTables tables = new JpegTables();
    private final Object out;

    JpegLosslessScans(byte[] bytes, JpegHeader header) throws Problem {
        this.bytes = bytes;
        this.header = header;
        if (header.precision() < 2 || header.precision() > 16) {
            throw CodecProblems.damaged(CODING, header.precision() + "-bit samples cannot be");
        }
        for (JpegHeader.Component part : header.parts()) {
            if (part.across() != header.parts().getFirst().across()
                    || part.down() != header.parts().getFirst().down()) {
                throw CodecProblems.unsupported(CODING, "lossless components of different size");
            }
        }
        int total = header.rows() * header.columns() * header.components();
        out = header.precision() <= 8 ? new byte[total] : new short[total];
    }

    /** Samples, pixel-interleaved: {@code byte[]} up to 8 bits, else {@code short[]}. */
    Object decode() throws Problem {
        int at = JpegHeader.start(bytes);
        int missing = (1 << header.components()) - 1;
        EntropyBits bits = new EntropyBits(bytes);
        while (missing != 0) {
            JpegTables.Scan scan = tables.nextScan(bytes, at, header);
            if (scan == null) {
                throw CodecProblems.damaged(CODING, "a colour component is missing");
            }
            decode(scan, bits);
            for (JpegTables.Part part : scan.parts()) {
                missing &= ~(1 << part.component());
            }
            at = bits.next();
        }
        return out;
    }

    private void decode(JpegTables.Scan scan, EntropyBits bits) throws Problem {
        int count = scan.parts().size();
        int columns = header.columns();
        int start = header.precision() - scan.low() - 1;
        if (scan.selection() < 1 || scan.selection() > 7 || start < 0) {
            throw CodecProblems.damaged(CODING, "the predictor is unknown");
        }
        int interval = tables.restartInterval();
        if (interval % columns != 0) {
            throw CodecProblems.unsupported(CODING, "restarts within a row");
        }
        int restartRows = interval == 0 ? header.rows() : interval / columns;
        int[] above = new int[columns * count];
        int[] row = new int[columns * count];
        bits.loadJpeg(scan.data());
        long bit = 0;
        for (int y = 0; y < header.rows(); y++) {
            boolean first = y % restartRows == 0;
            if (first && y > 0) {
                restart(bits);
                bit = 0;
            }
            bit = count == 1
                    ? differences(bits.clean(), bit, scan.parts().getFirst().dc(), row)
                    : differences(bits.clean(), bit, scan.parts(), row);
            if (bit > bits.end()) {
                throw CodecProblems.damaged(CODING, "its coded data ends too early");
            }
            for (int c = 0; c < count; c++) {
                LosslessPredictor.undo(first ? 0 : scan.selection(), row, above, c, count, 1 << start);
            }
            store(scan, y, row);
            int[] swap = above;
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
        bits.loadJpeg(at + 2);
    }

    private static long differences(byte[] clean, long from, HuffmanTable table, int[] row) throws Problem {
        long bit = from;
        for (int i = 0; i < row.length; i++) {
            long next = EntropyBits.peek(clean, bit);
            int code = table.find(next);
            int length = code & 0xFF;
            row[i] = difference(code >> 8, next << length);
            bit += length + (code >> 8 & 0xF);
            if (length == 0) {
                throw noCode();
            }
        }
        return bit;
    }

    private static long differences(byte[] clean, long from, List<JpegTables.Part> parts, int[] row) throws Problem {
        HuffmanTable[] dc = parts.stream().map(JpegTables.Part::dc).toArray(HuffmanTable[]::new);
        long bit = from;
        for (int i = 0; i < row.length; ) {
            for (int c = 0; c < dc.length; c++, i++) {
                long next = EntropyBits.peek(clean, bit);
                int code = dc[c].find(next);
                int length = code & 0xFF;
                row[i] = difference(code >> 8, next << length);
                bit += length + (code >> 8 & 0xF);
                if (length == 0) {
                    throw noCode();
                }
            }
        }
        return bit;
    }

    private static Problem noCode() {
        return CodecProblems.damaged(CODING, "a code is not in its table");
    }

    /** The difference of a size class from the bits that follow its code; class 16 has none and means 32768. */
    private static int difference(int size, long bits) {
        if (size >= 16) {
            return 32768;
        }
        int value = (int) (bits >>> 1 >>> 63 - size);
        // bits below 2^(size-1) stand for negative numbers
        int negative = (int) (~bits >> 63) & ((1 << size) - 1);
        return value - negative;
    }

    private void store(JpegTables.Scan scan, int y, int[] row) {
        int count = scan.parts().size();
        int samples = header.components();
        int base = y * header.columns() * samples;
        int low = scan.low();
        for (int c = 0; c < count; c++) {
            int to = base + scan.parts().get(c).component();
            if (out instanceof short[] wide) {
                for (int i = c; i < row.length; i += count, to += samples) {
                    wide[to] = (short) (row[i] << low);
                }
            } else if (out instanceof byte[] narrow) {
                for (int i = c; i < row.length; i += count, to += samples) {
                    narrow[to] = (byte) (row[i] << low);
                }
            }
        }
    }
}
