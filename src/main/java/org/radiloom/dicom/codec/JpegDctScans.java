package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * Sequential DCT images whose samples have 12 bits (process 2 and 4).
 *
 * <p>Chroma at reduced size is repeated, not smoothed: 12-bit colour is not met in practice. Source: ISO/IEC 10918-1,
 * annexes A and F.
 */
final class JpegDctScans {
    private static final String CODING = JpegHeader.CODING;
    private static final int[] ZIGZAG = JpegTables.zigzag();

    private final byte[] bytes;
    private final JpegHeader header;
    private final JpegTables tables = new JpegTables();
    private final int maxAcross;
    private final int maxDown;
    private final @Nullable Plane[] planes;

    /** One component: its samples in whole blocks. */
    private record Plane(int blocksAcross, int blocksDown, int stride, short[] samples) {}

    JpegDctScans(byte[] bytes, JpegHeader header) throws Problem {
        this.bytes = bytes;
        this.header = header;
        if (header.process() == 0xC2 || header.precision() != 12) {
            throw CodecProblems.unsupported(
                    CODING, header.processName() + " with " + header.precision() + "-bit samples");
        }
        maxAcross = header.parts().stream()
                .mapToInt(JpegHeader.Component::across)
                .max()
                .orElseThrow();
        maxDown = header.parts().stream()
                .mapToInt(JpegHeader.Component::down)
                .max()
                .orElseThrow();
        planes = new Plane[header.components()];
    }

    /** Samples, pixel-interleaved. */
    short[] decode() throws Problem {
        int at = JpegHeader.start(bytes);
        EntropyBits bits = new EntropyBits(bytes);
        int missing = header.components();
        while (missing > 0) {
            JpegTables.Scan scan = tables.nextScan(bytes, at, header);
            if (scan == null) {
                throw CodecProblems.damaged(CODING, "a colour component is missing");
            }
            for (JpegTables.Part part : scan.parts()) {
                if (planes[part.component()] != null) {
                    throw CodecProblems.damaged(CODING, "a colour component comes twice");
                }
                planes[part.component()] = plane(header.parts().get(part.component()));
                missing--;
            }
            decode(scan, bits);
            at = bits.next();
        }
        return interleave();
    }

    private Plane plane(JpegHeader.Component part) {
        int unitsAcross = ceil(header.columns(), 8 * maxAcross);
        int unitsDown = ceil(header.rows(), 8 * maxDown);
        int stride = unitsAcross * part.across() * 8;
        return new Plane(
                ceil(ceil(header.columns() * part.across(), maxAcross), 8),
                ceil(ceil(header.rows() * part.down(), maxDown), 8),
                stride,
                new short[Math.multiplyExact(stride, unitsDown * part.down() * 8)]);
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    /** Where the blocks of one unit go: a block at (column, row) units times (across, down) plus its place within. */
    private record Block(
            Plane plane,
            int[] quantisation,
            HuffmanTable dc,
            HuffmanTable ac,
            int part,
            int x,
            int y,
            int across,
            int down) {}

    private void decode(JpegTables.Scan scan, EntropyBits bits) throws Problem {
        boolean single = scan.parts().size() == 1;
        List<Block> unit = new ArrayList<>();
        int unitsAcross = ceil(header.columns(), 8 * maxAcross);
        int unitsDown = ceil(header.rows(), 8 * maxDown);
        for (int i = 0; i < scan.parts().size(); i++) {
            JpegTables.Part part = scan.parts().get(i);
            JpegHeader.Component component = header.parts().get(part.component());
            Plane plane = planes[part.component()];
            if (plane == null || part.ac() == null) {
                throw CodecProblems.damaged(CODING, "a Huffman table is missing");
            }
            int[] quantisation = tables.quantisation(component.quantisation());
            if (single) {
                unit.add(new Block(plane, quantisation, part.dc(), part.ac(), 0, 0, 0, 1, 1));
                unitsAcross = plane.blocksAcross;
                unitsDown = plane.blocksDown;
                continue;
            }
            for (int y = 0; y < component.down(); y++) {
                for (int x = 0; x < component.across(); x++) {
                    unit.add(new Block(
                            plane, quantisation, part.dc(), part.ac(), i, x, y, component.across(), component.down()));
                }
            }
        }
        int[] last = new int[scan.parts().size()];
        int[] block = new int[64];
        int left = tables.restartInterval();
        bits.loadJpeg(scan.data());
        long bit = 0;
        for (int v = 0; v < unitsDown; v++) {
            for (int u = 0; u < unitsAcross; u++) {
                if (tables.restartInterval() > 0 && left-- == 0) {
                    restart(bits);
                    bit = 0;
                    java.util.Arrays.fill(last, 0);
                    left = tables.restartInterval() - 1;
                }
                for (Block b : unit) {
                    bit = coefficients(bits.clean(), bit, b, last, block);
                    int at = (v * b.down + b.y) * 8 * b.plane.stride + (u * b.across + b.x) * 8;
                    InverseDct.twelveBit(block, b.plane.samples, at, b.plane.stride);
                }
            }
            if (bit > bits.end()) {
                throw CodecProblems.damaged(CODING, "its coded data ends too early");
            }
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

    /** Reads one block into {@code block}, dequantised, in row order; the new bit position. */
    private static long coefficients(byte[] clean, long from, Block b, int[] last, int[] block) throws Problem {
        java.util.Arrays.fill(block, 0);
        long next = EntropyBits.peek(clean, from);
        int code = b.dc.find(next);
        int size = code >> 8;
        if (code == 0 || size > 15) {
            throw CodecProblems.damaged(CODING, "a code is not in its table");
        }
        last[b.part] += extend(next << (code & 0xFF), size);
        block[0] = last[b.part] * b.quantisation[0];
        long bit = from + (code & 0xFF) + size;
        for (int k = 1; k < 64; k++) {
            next = EntropyBits.peek(clean, bit);
            code = b.ac.find(next);
            if (code == 0) {
                throw CodecProblems.damaged(CODING, "a code is not in its table");
            }
            int length = code & 0xFF;
            size = code >> 8 & 0xF;
            int run = code >> 12;
            bit += length + size;
            if (size == 0) {
                if (run != 15) {
                    break; // end of block
                }
                k += 15;
                continue;
            }
            k += run;
            if (k > 63) {
                throw CodecProblems.damaged(CODING, "a block has more than 64 coefficients");
            }
            int place = ZIGZAG[k];
            block[place] = extend(next << length, size) * b.quantisation[place];
        }
        return bit;
    }

    private static int extend(long bits, int size) {
        int value = (int) (bits >>> 1 >>> 63 - size);
        return size > 0 && bits >= 0 ? value - (1 << size) + 1 : value;
    }

    private short[] interleave() {
        int samples = header.components();
        short[] out = new short[header.rows() * header.columns() * samples];
        for (int c = 0; c < samples; c++) {
            JpegHeader.Component part = header.parts().get(c);
            Plane plane = java.util.Objects.requireNonNull(planes[c]);
            int to = c;
            for (int y = 0; y < header.rows(); y++) {
                int row = y * part.down() / maxDown * plane.stride;
                for (int x = 0; x < header.columns(); x++, to += samples) {
                    out[to] = plane.samples[row + x * part.across() / maxAcross];
                }
            }
        }
        return out;
    }
}
