package org.radiloom.dicom.codec;

import org.radiloom.problem.Problem;

/**
 * A canonical Huffman code of JPEG: a table for codes up to 12 bits, a search by length for longer ones.
 *
 * <p>Source: ISO/IEC 10918-1, annex C and F.2.2.3.
 */
final class HuffmanTable {
    static final int FAST = 12;

    /** Length in the lower 8 bits and symbol above, by the next {@link #FAST} bits; 0 for longer and unused codes. */
    private final short[] fast = new short[1 << FAST];
    /** First code that is longer than the index, left-aligned in 16 bits. */
    private final int[] limit = new int[18];

    private final int[] offset = new int[17];
    private final byte[] symbols;

    /**
     * Builds the code.
     *
     * @param counts number of codes of each length 1 to 16 in {@code counts[0..15]}
     */
    HuffmanTable(int[] counts, byte[] symbols) throws Problem {
        this.symbols = symbols;
        int code = 0;
        int k = 0;
        for (int length = 1; length <= 16; length++) {
            offset[length] = k - code;
            for (int i = 0; i < counts[length - 1]; i++, k++, code++) {
                if (length <= FAST) {
                    int first = code << FAST - length;
                    int last = code + 1 << FAST - length;
                    if (last > fast.length) {
                        throw CodecProblems.damaged(JpegHeader.CODING, "a Huffman table has too many codes");
                    }
                    java.util.Arrays.fill(fast, first, last, (short) ((symbols[k] & 0xFF) << 8 | length));
                }
            }
            if (code > 1 << length) {
                throw CodecProblems.damaged(JpegHeader.CODING, "a Huffman table has too many codes");
            }
            limit[length] = code << 16 - length;
            code <<= 1;
        }
        limit[17] = Integer.MAX_VALUE;
    }

    /** Symbol and length of the code at the upper end of {@code bits}: length in the lower 8 bits; 0 if there is none. */
    int find(long bits) {
        int entry = fast[(int) (bits >>> 64 - FAST)];
        return entry != 0 ? entry & 0xFFFF : findLong(bits);
    }

    private int findLong(long bits) {
        int top = (int) (bits >>> 48);
        int length = FAST + 1;
        while (top >= limit[length]) {
            length++;
        }
        if (length > 16) {
            return 0;
        }
        int at = (top >> 16 - length) + offset[length];
        return at < 0 || at >= symbols.length ? 0 : (symbols[at] & 0xFF) << 8 | length;
    }
}
