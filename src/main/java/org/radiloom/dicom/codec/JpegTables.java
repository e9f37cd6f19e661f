package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** Tables of a JPEG stream as they stand before each scan: Huffman, quantisation, restart interval. */
final class JpegTables {
    private static final String CODING = JpegHeader.CODING;
    private static final int[] ZIGZAG = zigzag();

    private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
    private final int[] @Nullable [] quantisation = new int[4][];
    private int restartInterval;

    /** One component's part in a scan. */
    record Part(int component, HuffmanTable dc, @Nullable HuffmanTable ac) {}

    /**
     * A scan header.
     *
     * @param selection first coefficient, or the predictor of a lossless scan
     * @param low successive approximation, or the point transform of a lossless scan
     * @param data index of the first coded byte
     */
    record Scan(List<Part> parts, int selection, int low, int data) {}

    /** Minimum coded units between restart markers, 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Quantisation table in row order. */
    int[] quantisation(int index) throws Problem {
        int[] table = index < 4 ? quantisation[index] : null;
        if (table == null) {
            throw CodecProblems.damaged(CODING, "quantisation table " + index + " is missing");
        }
        return table;
    }

    /** Reads on from {@code at} to the next scan; null at the end of the image. */
    @Nullable
    Scan nextScan(byte[] b, int from, JpegHeader header) throws Problem {
        int at = from;
        while (at + 2 <= b.length) {
            int marker = JpegHeader.marker(b, at);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            at += 2;
            if (marker == 0xD9) {
                return null;
            }
            if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                continue;
            }
            int length = JpegHeader.length(b, at);
            switch (marker) {
                case 0xC4 -> huffman(b, at + 2, at + length);
                case 0xDB -> quantisation(b, at + 2, at + length);
                case 0xDD -> restartInterval = length == 4 ? JpegHeader.word(b, at + 2) : 0;
                case 0xDA -> {
                    return scan(b, at, length, header);
                }
                default -> {} // application data, comments and the frame header, which has been read
            }
            at += length;
        }
        return null;
    }

    private Scan scan(byte[] b, int at, int length, JpegHeader header) throws Problem {
        int count = length > 2 ? b[at + 2] & 0xFF : 0;
        if (count < 1 || count > 4 || length != 6 + 2 * count) {
            throw CodecProblems.damaged(CODING, "a scan header has a wrong length");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = b[at + 3 + 2 * i] & 0xFF;
            int tables = b[at + 4 + 2 * i];
            int component = component(header, id);
            HuffmanTable first = (tables >> 4 & 0xF) < 4 ? dc[tables >> 4 & 0xF] : null;
            HuffmanTable second = (tables & 0xF) < 4 ? ac[tables & 0xF] : null;
            if (first == null) {
                throw CodecProblems.damaged(CODING, "a Huffman table is missing");
            }
            parts.add(new Part(component, first, second));
        }
        int tail = at + 3 + 2 * count;
        return new Scan(parts, b[tail] & 0xFF, b[tail + 2] & 0xF, at + length);
    }

    private static int component(JpegHeader header, int id) throws Problem {
        for (int c = 0; c < header.components(); c++) {
            if (header.parts().get(c).id() == id) {
                return c;
            }
        }
        throw CodecProblems.damaged(CODING, "a scan names a component that does not exist");
    }

    private void huffman(byte[] b, int from, int end) throws Problem {
        int at = from;
        while (at < end) {
            int[] counts = new int[16];
            int total = 0;
            if (at + 17 > end) {
                throw CodecProblems.damaged(CODING, "a Huffman table is cut off");
            }
            int target = b[at] & 0xFF;
            for (int i = 0; i < 16; i++) {
                counts[i] = b[at + 1 + i] & 0xFF;
                total += counts[i];
            }
            at += 17;
            if (total > 256 || at + total > end || (target & 0xEC) != 0) {
                throw CodecProblems.damaged(CODING, "a Huffman table is cut off");
            }
            HuffmanTable table = new HuffmanTable(counts, java.util.Arrays.copyOfRange(b, at, at + total));
            (target >> 4 == 0 ? dc : ac)[target & 3] = table;
            at += total;
        }
    }

    private void quantisation(byte[] b, int from, int end) throws Problem {
        int at = from;
        while (at < end) {
            int wide = b[at] >> 4 & 0xF;
            int target = b[at] & 0xF;
            int size = wide == 0 ? 64 : 128;
            if (wide > 1 || target > 3 || at + 1 + size > end) {
                throw CodecProblems.damaged(CODING, "a quantisation table is cut off");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[ZIGZAG[i]] = wide == 0 ? b[at + 1 + i] & 0xFF : JpegHeader.word(b, at + 1 + 2 * i);
            }
            quantisation[target] = table;
            at += 1 + size;
        }
    }

    /** Row-order index of each coefficient in the order of the stream (ISO/IEC 10918-1, figure A.6). */
    static int[] zigzag() {
        int[] order = new int[64];
        int at = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    order[at++] = row * 8 + column;
                }
            }
        }
        return order;
    }
}
