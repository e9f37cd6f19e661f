package org.radiloom.dicom.codec;

import com.sun.media.imageioimpl.plugins.jpeg2000.IISRandomAccessIO;
import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageReadParamJava;
import java.awt.Point;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import org.radiloom.problem.Problem;

/**
 * JJ2000's stages from the bits to the wavelet's output, and from there our own: colour transform, rounding, level shift
 * and clamping (ISO/IEC 15444-1, annex G). JJ2000's own colour transform cuts negative values towards zero.
 */
final class Jpeg2000Tiles {
    private static final String CODING = Jpeg2000Header.CODING;

    /** JJ2000 writes its warnings to the console otherwise. */
    private static final class Silence implements MsgLogger {
        @Override
        public void printmsg(int severity, String message) {}

        @Override
        public void println(String message, int first, int following) {}

        @Override
        public void flush() {}
    }

    /**
     * An input that ends: JJ2000 counts ones without end where the stream stops, or where a byte 0xFF in a packet header
     * is not followed by the zero bit that must come (ISO/IEC 15444-1, B.10.1).
     */
    private static final class EndingInput extends IISRandomAccessIO {
        private int previous;

        private EndingInput(MemoryCacheImageInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b < 0 || previous == 0xFF && b >= 0x80) {
                // unchecked: JJ2000 prints and wraps what it catches
                throw new UncheckedIOException(new EOFException("no packet header goes on like this"));
            }
            previous = b;
            return b;
        }

        @Override
        public void seek(int position) throws IOException {
            super.seek(position);
            previous = 0;
        }
    }

    static {
        FacilityManager.registerMsgLogger(null, new Silence());
    }

    private final Jpeg2000Header header;
    private final DecoderSpecs specs;
    private final InverseWT wavelet;
    private final Object out;

    private Jpeg2000Tiles(IISRandomAccessIO input, Jpeg2000Header header) throws IOException {
        this.header = header;
        J2KImageReadParamJava parameters = new J2KImageReadParamJava();
        parameters.setNoROIDescaling(false);
        HeaderInfo info = new HeaderInfo();
        HeaderDecoder head = new HeaderDecoder(input, parameters, info);
        specs = head.getDecoderSpecs();
        int[] depths = new int[header.components()];
        java.util.Arrays.fill(depths, header.precision());
        BitstreamReaderAgent bits = BitstreamReaderAgent.createInstance(input, head, parameters, specs, false, info);
        var entropy = head.createEntropyDecoder(bits, parameters);
        var regions = head.createROIDeScaler(entropy, parameters, specs);
        wavelet = InverseWT.createInstance(head.createDequantizer(regions, depths, specs), specs);
        wavelet.setImgResLevel(bits.getImgRes());
        int total = header.rows() * header.columns() * header.components();
        out = header.precision() <= 8 ? new byte[total] : header.precision() <= 16 ? new short[total] : new int[total];
    }

    /**
     * Bit patterns of the stream's precision, pixel-interleaved: {@code byte[]} up to 8 bits, {@code short[]} up to 16,
     * else {@code int[]}.
     */
    static Object decode(byte[] bytes, Jpeg2000Header header) throws Problem {
        var stream = new ByteArrayInputStream(bytes, header.start(), header.end() - header.start());
        try (var input = new MemoryCacheImageInputStream(stream)) {
            Jpeg2000Tiles tiles = new Jpeg2000Tiles(new EndingInput(input), header);
            tiles.decode();
            return tiles.out;
        } catch (IOException | RuntimeException e) {
            throw CodecProblems.damaged(CODING, "it cannot be decoded", e);
        } catch (Error e) {
            if (e.getClass() != Error.class) {
                throw e;
            }
            // JJ2000 throws plain errors for headers it does not like
            throw CodecProblems.damaged(CODING, "it cannot be decoded", e);
        }
    }

    private void decode() {
        Point tiles = wavelet.getNumTiles(null);
        for (int v = 0; v < tiles.y; v++) {
            for (int u = 0; u < tiles.x; u++) {
                wavelet.setTile(u, v);
                int tile = wavelet.getTileIdx();
                int[][] planes = new int[header.components()][];
                float[][] reals = new float[header.components()][];
                for (int c = 0; c < header.components(); c++) {
                    component(tile, c, planes, reals);
                }
                boolean mixed = header.components() >= 3 && specs.cts.getTileDef(tile) instanceof Integer t && t != 0;
                if (mixed && reals[0] == null) {
                    undoReversible(planes[0], planes[1], planes[2]);
                } else if (mixed) {
                    undoIrreversible(reals[0], reals[1], reals[2]);
                }
                for (int c = 0; c < header.components(); c++) {
                    store(tile, c, planes[c] != null ? planes[c] : rounded(reals[c]));
                }
            }
        }
    }

    /** Fetches one component of a tile, packed row by row. */
    private void component(int tile, int c, int[][] planes, float[][] reals) {
        int width = wavelet.getTileCompWidth(tile, c);
        int height = wavelet.getTileCompHeight(tile, c);
        DataBlk block = wavelet.getInternCompData(new DataBlkInt(0, 0, width, height), c);
        switch (block.getData()) {
            case int[] plane -> {
                planes[c] = new int[width * height];
                for (int j = 0; j < height; j++) {
                    System.arraycopy(plane, block.offset + j * block.scanw, planes[c], j * width, width);
                }
            }
            case float[] real -> {
                reals[c] = new float[width * height];
                for (int j = 0; j < height; j++) {
                    System.arraycopy(real, block.offset + j * block.scanw, reals[c], j * width, width);
                }
            }
            default -> throw new IllegalStateException("wavelet data in " + block.getData());
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
    private void store(int tile, int c, int[] plane) {
        int low = header.signed() ? -(1 << header.precision() - 1) : 0;
        int level = header.signed() ? 0 : 1 << header.precision() - 1;
        int high = low + (1 << header.precision()) - 1;
        int mask = (1 << header.precision()) - 1;
        int step = header.components();
        int width = wavelet.getTileCompWidth(tile, c);
        int left = wavelet.getCompULX(c) - wavelet.getImgULX();
        int top = wavelet.getCompULY(c) - wavelet.getImgULY();
        for (int from = 0, row = top; from < plane.length; from += width, row++) {
            int to = (row * header.columns() + left) * step + c;
            for (int i = from; i < from + width; i++, to += step) {
                int value = Math.min(Math.max(plane[i] + level, low), high) & mask;
                switch (out) {
                    case byte[] narrow -> narrow[to] = (byte) value;
                    case short[] wide -> wide[to] = (short) value;
                    case int[] widest -> widest[to] = value;
                    default -> throw new IllegalStateException();
                }
            }
        }
    }
}
