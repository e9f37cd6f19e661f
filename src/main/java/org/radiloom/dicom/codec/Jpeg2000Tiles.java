package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.radiloom.problem.Problem;

/**
 * The way from a codestream to samples: tile parts, packets, code-blocks, wavelet, colour transform, level shift. Source:
 * ISO/IEC 15444-1, annexes A and G.
 */
final class Jpeg2000Tiles {
    private static final String CODING = Jpeg2000Header.CODING;

    private final byte[] bytes;
    private final Jpeg2000Header header;
    private final Object out;

    /** What the parts of one tile brought: its parameters, and where its packets lie. */
    private static final class Tile {
        final Jpeg2000Markers markers;
        final List<int[]> stretches = new ArrayList<>();
        int length;

        Tile(Jpeg2000Markers markers) {
            this.markers = markers;
        }
    }

    private Jpeg2000Tiles(byte[] bytes, Jpeg2000Header header) {
        this.bytes = bytes;
        this.header = header;
        int total = header.rows() * header.columns() * header.components();
        out = header.precision() <= 8 ? new byte[total] : header.precision() <= 16 ? new short[total] : new int[total];
    }

    /**
     * Bit patterns of the stream's precision, pixel-interleaved: {@code byte[]} up to 8 bits, {@code short[]} up to 16,
     * else {@code int[]}.
     */
    static Object decode(byte[] bytes, Jpeg2000Header header) throws Problem {
        Jpeg2000Tiles tiles = new Jpeg2000Tiles(bytes, header);
        try {
            tiles.decode();
        } catch (IndexOutOfBoundsException e) {
            // marker and packet readers leave the check for the end of the data to the array
            throw CodecProblems.damaged(CODING, "its coded data ends too early", e);
        }
        return tiles.out;
    }

    private void decode() throws Problem {
        Jpeg2000Markers main = new Jpeg2000Markers(header.components());
        int at = header.start() + 2;
        while (word(at) != 0xFF90) {
            int end = at + 2 + word(at + 2);
            main.segment(word(at), bytes, at + 2, end, false);
            at = end;
        }
        TreeMap<Integer, Tile> tiles = new TreeMap<>();
        while (at + 12 <= header.end() && word(at) == 0xFF90) {
            at = tilePart(at, main, tiles);
        }
        int count = header.tilesAcross() * header.tilesDown();
        for (int t = 0; t < count; t++) {
            Tile tile = tiles.remove(t);
            if (tile == null) {
                throw CodecProblems.damaged(CODING, "tile " + (t + 1) + " is missing");
            }
            decode(t, tile);
        }
    }

    /** Takes in the tile part at {@code at}; the index behind it. */
    private int tilePart(int at, Jpeg2000Markers main, TreeMap<Integer, Tile> tiles) throws Problem {
        long length = (long) word(at + 6) << 16 | word(at + 8);
        int end = length == 0 ? header.end() : (int) Math.min(header.end(), at + length);
        Tile tile = tiles.computeIfAbsent(word(at + 4), t -> new Tile(main.forTile()));
        int p = at + 12;
        while (word(p) != 0xFF93) {
            int next = p + 2 + word(p + 2);
            tile.markers.segment(word(p), bytes, p + 2, next, true);
            p = next;
        }
        p += 2;
        if (p > end) {
            throw CodecProblems.damaged(CODING, "a tile part is shorter than its header");
        }
        tile.stretches.add(new int[] {p, end - p});
        tile.length += end - p;
        return end;
    }

    private void decode(int index, Tile tile) throws Problem {
        byte[] packets = new byte[tile.length];
        int to = 0;
        for (int[] stretch : tile.stretches) {
            System.arraycopy(bytes, stretch[0], packets, to, stretch[1]);
            to += stretch[1];
        }
        int[] place = header.tile(index);
        List<Jpeg2000Part> parts = new ArrayList<>();
        for (int c = 0; c < header.components(); c++) {
            parts.add(new Jpeg2000Part(c, place, tile.markers, header.precision()));
        }
        new Jpeg2000Packets(packets, tile.markers, parts).read();
        Jpeg2000BlockDecoder blocks = new Jpeg2000BlockDecoder(packets);
        boolean mixed = header.components() >= 3 && tile.markers.colourTransform();
        boolean reversible = parts.getFirst().style.reversible();
        if (mixed
                && (parts.get(1).style.reversible() != reversible
                        || parts.get(2).style.reversible() != reversible)) {
            throw CodecProblems.damaged(CODING, "its colour transform cannot be");
        }
        int[][] planes = new int[parts.size()][];
        float[][] reals = new float[parts.size()][];
        for (int c = 0; c < parts.size(); c++) {
            if (parts.get(c).style.reversible()) {
                planes[c] = whole(parts.get(c), blocks);
            } else {
                reals[c] = real(parts.get(c), blocks);
            }
        }
        if (mixed && reversible) {
            undoReversible(planes[0], planes[1], planes[2]);
        } else if (mixed) {
            undoIrreversible(reals[0], reals[1], reals[2]);
        }
        for (int c = 0; c < parts.size(); c++) {
            store(place, c, planes[c] != null ? planes[c] : rounded(reals[c]));
        }
    }

    private static int[] whole(Jpeg2000Part part, Jpeg2000BlockDecoder blocks) {
        int[] plane = new int[part.width * part.height];
        for (Jpeg2000Part.Band band : part.bands) {
            for (Jpeg2000Block block : band.blocks()) {
                if (block.passes == 0) {
                    continue;
                }
                blocks.decode(block, band.kind(), part.style.style());
                unshift(blocks.data, block, part.regionShift);
                for (int y = 0, from = 0; y < block.height; y++) {
                    int at = (block.y + y) * part.width + block.x;
                    for (int x = 0; x < block.width; x++) {
                        plane[at + x] = blocks.data[from++] / 2;
                    }
                }
            }
        }
        Jpeg2000Wavelet.reversible(plane, part.width, part.corners);
        return plane;
    }

    private static float[] real(Jpeg2000Part part, Jpeg2000BlockDecoder blocks) {
        float[] plane = new float[part.width * part.height];
        for (Jpeg2000Part.Band band : part.bands) {
            float step = band.step() / 2;
            for (Jpeg2000Block block : band.blocks()) {
                if (block.passes == 0) {
                    continue;
                }
                blocks.decode(block, band.kind(), part.style.style());
                unshift(blocks.data, block, part.regionShift);
                for (int y = 0, from = 0; y < block.height; y++) {
                    int at = (block.y + y) * part.width + block.x;
                    for (int x = 0; x < block.width; x++) {
                        plane[at + x] = blocks.data[from++] * step;
                    }
                }
            }
        }
        Jpeg2000Wavelet.irreversible(plane, part.width, part.corners);
        return plane;
    }

    /** Brings the coefficients of a region of interest back down (annex H, maxshift). */
    private static void unshift(int[] data, Jpeg2000Block block, int shift) {
        for (int i = 0; shift > 0 && i < block.width * block.height; i++) {
            int size = Math.abs(data[i]);
            if (shift < 31 && size >> 1 >= 1 << shift) {
                data[i] = data[i] < 0 ? -(size >> shift) : size >> shift;
            }
        }
    }

    private static void undoReversible(int[] y, int[] u, int[] v) {
        for (int i = 0; i < y.length; i++) {
            int green = y[i] - (u[i] + v[i] >> 2);
            int red = v[i] + green;
            v[i] = u[i] + green;
            u[i] = green;
            y[i] = red;
        }
    }

    private static void undoIrreversible(float[] y, float[] b, float[] r) {
        for (int i = 0; i < y.length; i++) {
            float red = y[i] + 1.402f * r[i];
            float green = y[i] - 0.344136f * b[i] - 0.714136f * r[i];
            r[i] = y[i] + 1.772f * b[i];
            b[i] = green;
            y[i] = red;
        }
    }

    private static int[] rounded(float[] real) {
        int[] out = new int[real.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) Math.rint(real[i]);
        }
        return out;
    }

    /** Shifts to the level of the stream, clamps, and keeps the bit pattern of the precision. */
    private void store(int[] place, int c, int[] plane) {
        int low = header.signed() ? -(1 << header.precision() - 1) : 0;
        int level = header.signed() ? 0 : 1 << header.precision() - 1;
        int high = low + (1 << header.precision()) - 1;
        int mask = (1 << header.precision()) - 1;
        int step = header.components();
        int width = place[2] - place[0];
        int left = place[0] - header.left();
        int row = place[1] - header.top();
        for (int from = 0; from < plane.length; from += width, row++) {
            int to = (row * header.columns() + left) * step + c;
            switch (out) {
                case byte[] narrow -> {
                    for (int i = from; i < from + width; i++, to += step) {
                        narrow[to] = (byte) (Math.min(Math.max(plane[i] + level, low), high) & mask);
                    }
                }
                case short[] wide -> {
                    for (int i = from; i < from + width; i++, to += step) {
                        wide[to] = (short) (Math.min(Math.max(plane[i] + level, low), high) & mask);
                    }
                }
                case int[] widest -> {
                    for (int i = from; i < from + width; i++, to += step) {
                        widest[to] = Math.min(Math.max(plane[i] + level, low), high) & mask;
                    }
                }
                default -> throw new IllegalStateException(Arrays.toString(place));
            }
        }
    }

    private int word(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
