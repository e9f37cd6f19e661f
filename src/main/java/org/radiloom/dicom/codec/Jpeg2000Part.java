package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * One component of one tile: its resolutions, bands, precincts and code-blocks. Source: ISO/IEC 15444-1, annex B.
 *
 * <p>Bands lie in a plane of the tile's size as the inverse wavelet wants them: the coarsest resolution top left, the
 * high-pass bands to its right and below.
 */
final class Jpeg2000Part {
    private static final String CODING = Jpeg2000Header.CODING;

    /**
     * A band in the plane.
     *
     * @param kind 0 LL, 1 HL (high-pass across), 2 LH, 3 HH
     * @param planes magnitude bits of its coefficients
     * @param step size of a quantisation step; 1 for reversible coding
     */
    record Band(int kind, int planes, float step, List<Jpeg2000Block> blocks) {}

    /** Corners of the resolutions: left, top, right, bottom; the last is the tile itself. */
    final int[][] corners;

    final List<Band> bands = new ArrayList<>();
    final List<Jpeg2000Precinct> precincts = new ArrayList<>();
    final Jpeg2000Markers.Style style;
    final int regionShift;
    final int width;
    final int height;
    private final int part;
    private final int budget;

    Jpeg2000Part(int part, int[] tile, Jpeg2000Markers markers, int precision) throws Problem {
        this.part = part;
        style = markers.style(part);
        regionShift = markers.regionShift(part);
        width = tile[2] - tile[0];
        height = tile[3] - tile[1];
        budget = (int) Math.min(Integer.MAX_VALUE, 4096 + (long) width * height / 8);
        int levels = style.levels();
        corners = new int[levels + 1][4];
        for (int r = 0; r <= levels; r++) {
            for (int i = 0; i < 4; i++) {
                corners[r][i] = ceilShift(tile[i], levels - r);
            }
        }
        for (int r = 0; r <= levels; r++) {
            resolution(r, tile, markers.quantisation(part), precision);
        }
    }

    private static int ceilShift(long value, int shift) {
        return (int) (value + (1L << shift) - 1 >> shift);
    }

    private void resolution(int r, int[] tile, Jpeg2000Markers.Quantisation quantisation, int precision)
            throws Problem {
        int levels = style.levels();
        int px = style.precincts()[r] & 0xF;
        int py = style.precincts()[r] >> 4;
        int[] c = corners[r];
        if (c[2] <= c[0] || c[3] <= c[1]) {
            return;
        }
        int firstX = c[0] >> px;
        int firstY = c[1] >> py;
        int across = ceilShift(c[2], px) - firstX;
        int down = ceilShift(c[3], py) - firstY;
        if ((long) across * down + precincts.size() > budget) {
            throw CodecProblems.unsupported(CODING, "very many precincts");
        }
        List<Band> own = new ArrayList<>();
        for (int kind = r == 0 ? 0 : 1; kind <= (r == 0 ? 0 : 3); kind++) {
            own.add(band(r, kind, quantisation, precision));
        }
        bands.addAll(own);
        int made = 0;
        for (int v = 0; v < down; v++) {
            for (int u = 0; u < across; u++) {
                List<Jpeg2000Precinct.Band> parts = new ArrayList<>();
                for (Band band : own) {
                    Jpeg2000Precinct.Band blocks = blocks(r, band, tile, firstX + u, firstY + v, px, py);
                    made += blocks.blocks().length;
                    parts.add(blocks);
                }
                if (made > budget) {
                    throw CodecProblems.unsupported(CODING, "very many code-blocks");
                }
                int left = (int) Math.max(tile[0], (long) firstX + u << px + levels - r);
                int top = (int) Math.max(tile[1], (long) firstY + v << py + levels - r);
                precincts.add(new Jpeg2000Precinct(r, part, v * across + u, left, top, List.copyOf(parts), new int[1]));
            }
        }
    }

    private Band band(int r, int kind, Jpeg2000Markers.Quantisation q, int precision) throws Problem {
        int levels = style.levels();
        int at = r == 0 ? 0 : 3 * (r - 1) + kind;
        int exponent;
        int mantissa;
        if (q.kind() == 1) {
            exponent = q.exponents()[0] - (r == 0 ? 0 : r - 1);
            mantissa = q.mantissas()[0];
        } else if (at < q.exponents().length) {
            exponent = q.exponents()[at];
            mantissa = q.mantissas()[at];
        } else {
            throw CodecProblems.damaged(CODING, "the quantisation of a band is missing");
        }
        int planes = exponent + q.guardBits() - 1 + regionShift;
        if (planes > 30 || planes < 0 || levels > 32) {
            throw CodecProblems.unsupported(CODING, planes + " bits a coefficient");
        }
        int gain = kind == 0 ? 0 : kind == 3 ? 2 : 1;
        double step = style.reversible() ? 1 : Math.scalb(1 + mantissa / 2048.0, precision + gain - exponent);
        return new Band(kind, planes, (float) step, new ArrayList<>());
    }

    /** The code-blocks of one band in one precinct. */
    private Jpeg2000Precinct.Band blocks(int r, Band band, int[] tile, int u, int v, int px, int py) throws Problem {
        int depth = r == 0 ? style.levels() : style.levels() - r + 1; // decompositions down to this band
        int highX = band.kind & 1;
        int highY = band.kind >> 1;
        int shift = r == 0 ? 0 : 1;
        int left = edge(tile[0], depth, highX);
        int top = edge(tile[1], depth, highY);
        int x0 = (int) Math.max(left, (long) u << px - shift);
        int y0 = (int) Math.max(top, (long) v << py - shift);
        int x1 = (int) Math.min(edge(tile[2], depth, highX), (long) u + 1 << px - shift);
        int y1 = (int) Math.min(edge(tile[3], depth, highY), (long) v + 1 << py - shift);
        if (x1 <= x0 || y1 <= y0) {
            return new Jpeg2000Precinct.Band(
                    0, 0, band.planes, new Jpeg2000Block[0], new Jpeg2000TagTree(0, 0), new Jpeg2000TagTree(0, 0));
        }
        int bx = Math.min(style.blockWidth(), px - shift);
        int by = Math.min(style.blockHeight(), py - shift);
        int firstX = x0 >> bx;
        int firstY = y0 >> by;
        int across = ceilShift(x1, bx) - firstX;
        int down = ceilShift(y1, by) - firstY;
        if ((long) across * down > budget) {
            throw CodecProblems.unsupported(CODING, "very many code-blocks");
        }
        int offsetX = (highX == 0 ? 0 : corners[r - 1][2] - corners[r - 1][0]) - left;
        int offsetY = (highY == 0 ? 0 : corners[r - 1][3] - corners[r - 1][1]) - top;
        Jpeg2000Block[] blocks = new Jpeg2000Block[across * down];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                int l = Math.max(x0, firstX + i << bx);
                int t = Math.max(y0, firstY + j << by);
                int right = Math.min(x1, firstX + i + 1 << bx);
                int bottom = Math.min(y1, firstY + j + 1 << by);
                Jpeg2000Block block = new Jpeg2000Block(l + offsetX, t + offsetY, right - l, bottom - t);
                blocks[j * across + i] = block;
                band.blocks.add(block);
            }
        }
        return new Jpeg2000Precinct.Band(
                across,
                down,
                band.planes,
                blocks,
                new Jpeg2000TagTree(across, down),
                new Jpeg2000TagTree(across, down));
    }

    private static int edge(long tileEdge, int depth, int high) {
        if (depth == 0) {
            return (int) tileEdge;
        }
        return ceilShift(tileEdge - ((long) high << depth - 1), depth);
    }
}
