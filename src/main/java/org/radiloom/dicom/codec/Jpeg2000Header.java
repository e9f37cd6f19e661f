package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * What a JPEG 2000 codestream says about its image, checked before any of it is decoded.
 *
 * @param start first byte of the codestream, behind a JP2 wrapper if there is one
 * @param end byte after the codestream's last tile part
 * @param signed sign of the samples in the stream
 * @param grid right, bottom, left and top of the image on the reference grid, then width, height, left and top of the tiles
 */
record Jpeg2000Header(
        int start, int end, int rows, int columns, int components, int precision, boolean signed, List<Integer> grid) {
    static final String CODING = "JPEG 2000";
    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int CAP = 0xFF50;
    private static final int SOT = 0xFF90;
    private static final int EOC = 0xFFD9;
    private static final int SOD = 0xFF93;
    private static final int PPM = 0xFF60;
    private static final int PPT = 0xFF61;

    static Jpeg2000Header read(byte[] b) throws Problem {
        int start = codestream(b);
        if (start + 50 > b.length || word(b, start) != SOC || word(b, start + 2) != SIZ) {
            throw CodecProblems.damaged(CODING, "it does not start with an image size");
        }
        int s = start + 4; // length field of the image size segment
        int components = word(b, s + 36);
        long width = number(b, s + 4) - number(b, s + 12);
        long height = number(b, s + 8) - number(b, s + 16);
        if (components < 1
                || components > 4
                || word(b, s) != 38 + 3 * components
                || width < 1
                || height < 1
                || width > 65535
                || height > 65535) {
            throw CodecProblems.damaged(CODING, "its image size cannot be");
        }
        checkTiles(b, s);
        int first = b[s + 38] & 0xFF;
        for (int c = 0; c < components; c++) {
            int at = s + 38 + 3 * c;
            if (b[at + 1] != 1 || b[at + 2] != 1) {
                throw CodecProblems.unsupported(CODING, "sub-sampled components");
            }
            if ((b[at] & 0xFF) != first) {
                throw CodecProblems.unsupported(CODING, "components of different depth");
            }
        }
        int precision = (first & 0x7F) + 1;
        if (precision > 24) {
            throw CodecProblems.unsupported(CODING, precision + "-bit samples");
        }
        return new Jpeg2000Header(
                start,
                tiles(b, start + 2),
                (int) height,
                (int) width,
                components,
                precision,
                first >= 0x80,
                grid(b, s));
    }

    /** Where the codestream starts: at once, or in the "jp2c" box of a JP2 file. */
    private static int codestream(byte[] b) throws Problem {
        if (b.length < 12 || word(b, 0) == SOC) {
            return 0;
        }
        long at = 0;
        while (at + 8 <= b.length) {
            long length = number(b, (int) at);
            int header = 8;
            if (length == 1 && at + 16 <= b.length) {
                length = number(b, (int) at + 8) << 32 | number(b, (int) at + 12);
                header = 16;
            }
            if (number(b, (int) at + 4) == 0x6A703263L) {
                return (int) at + header;
            }
            if (length < header || length > b.length) {
                break;
            }
            at += length;
        }
        throw CodecProblems.damaged(CODING, "there is no codestream in it");
    }

    private static List<Integer> grid(byte[] b, int s) {
        List<Integer> grid = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            grid.add((int) Math.min(Integer.MAX_VALUE, number(b, s + 4 + 4 * i)));
        }
        return List.copyOf(grid);
    }

    /** First column of the image on the reference grid. */
    int left() {
        return grid.get(2);
    }

    /** First row of the image on the reference grid. */
    int top() {
        return grid.get(3);
    }

    int tilesAcross() {
        return (int) (((long) grid.get(0) - grid.get(6) + grid.get(4) - 1) / grid.get(4));
    }

    int tilesDown() {
        return (int) (((long) grid.get(1) - grid.get(7) + grid.get(5) - 1) / grid.get(5));
    }

    /** Left, top, right and bottom of a tile on the reference grid. */
    int[] tile(int index) {
        long left = grid.get(6) + (long) index % tilesAcross() * grid.get(4);
        long top = grid.get(7) + (long) index / tilesAcross() * grid.get(5);
        return new int[] {
            (int) Math.max(left, grid.get(2)),
            (int) Math.max(top, grid.get(3)),
            (int) Math.min(left + grid.get(4), grid.get(0)),
            (int) Math.min(top + grid.get(5), grid.get(1))
        };
    }

    private static void checkTiles(byte[] b, int s) throws Problem {
        long right = number(b, s + 4);
        long bottom = number(b, s + 8);
        long left = number(b, s + 12);
        long top = number(b, s + 16);
        long tileWidth = number(b, s + 20);
        long tileHeight = number(b, s + 24);
        long tileLeft = number(b, s + 28);
        long tileTop = number(b, s + 32);
        if (tileWidth < 1
                || tileHeight < 1
                || tileLeft > left
                || tileTop > top
                || tileLeft + tileWidth <= left
                || tileTop + tileHeight <= top
                || right > Integer.MAX_VALUE
                || bottom > Integer.MAX_VALUE) {
            throw CodecProblems.damaged(CODING, "its tiles do not cover the image");
        }
        long across = (right - tileLeft + tileWidth - 1) / tileWidth;
        long down = (bottom - tileTop + tileHeight - 1) / tileHeight;
        if (across * down > 65535) {
            throw CodecProblems.damaged(CODING, "it has too many tiles");
        }
    }

    /** Walks the main header and the tile parts; the end of the last one. */
    private static int tiles(byte[] b, int from) throws Problem {
        int at = from;
        boolean any = false;
        while (at + 2 <= b.length) {
            int marker = word(b, at);
            if (marker == EOC) {
                return at + 2;
            }
            if (marker == CAP) {
                throw CodecProblems.unsupported(CODING, "High-Throughput JPEG 2000");
            }
            if (marker == SOT && at + 12 <= b.length) {
                any = true;
                checkTilePart(b, at + 12);
                long length = number(b, at + 6);
                if (length == 0) {
                    return b.length; // up to the end
                }
                if (length < 14 || at + length > b.length) {
                    throw CodecProblems.damaged(CODING, "its coded data ends too early");
                }
                at += (int) length;
                continue;
            }
            if (marker == PPM) {
                throw CodecProblems.unsupported(CODING, "packed packet headers");
            }
            if (any) {
                return at; // padding instead of an end marker
            }
            if (marker < 0xFF00 || at + 4 > b.length || word(b, at + 2) < 2) {
                throw CodecProblems.damaged(CODING, "a marker is missing at byte " + at);
            }
            at += 2 + word(b, at + 2);
        }
        if (!any) {
            throw CodecProblems.damaged(CODING, "it ends within its header");
        }
        return b.length;
    }

    /** Packed packet headers are refused before anything is decoded. */
    private static void checkTilePart(byte[] b, int from) throws Problem {
        for (int at = from; at + 4 <= b.length && word(b, at) != SOD; at += 2 + word(b, at + 2)) {
            if (word(b, at) == PPT) {
                throw CodecProblems.unsupported(CODING, "packed packet headers");
            }
        }
    }

    private static int word(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private static long number(byte[] b, int at) {
        return (long) word(b, at) << 16 | word(b, at + 2);
    }
}
