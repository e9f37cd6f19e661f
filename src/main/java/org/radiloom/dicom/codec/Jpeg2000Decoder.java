package org.radiloom.dicom.codec;

import com.sun.media.imageioimpl.plugins.jpeg2000.IISRandomAccessIO;
import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageReadParamJava;
import java.awt.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.BlkImgDataSrc;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.image.invcomptransf.InvCompTransf;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import org.radiloom.problem.Problem;

/**
 * JPEG 2000 Part 1 by the JJ2000 code of ome-jai; a colour transform of the stream is undone, so YBR_RCT and YBR_ICT
 * come out as RGB.
 *
 * <p>Known fault of JJ2000: some streams with several quality layers and several tiles (GDCMJ2K_TextGBR of the test
 * data) come out wrong at sharp edges, without an error.
 */
public final class Jpeg2000Decoder implements PixelDecoder {
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

    static {
        FacilityManager.registerMsgLogger(null, new Silence());
    }

    @Override
    public boolean supports(String transferSyntaxUid) {
        return transferSyntaxUid.equals("1.2.840.10008.1.2.4.90") || transferSyntaxUid.equals("1.2.840.10008.1.2.4.91");
    }

    @Override
    public RawFrame decode(ByteBuffer coded, FrameDescriptor frame) throws Problem {
        CodecProblems.sampleCount(CODING, frame);
        byte[] bytes = CodecProblems.copy(coded, 0);
        Jpeg2000Header header = Jpeg2000Header.read(bytes);
        if (header.rows() != frame.rows()
                || header.columns() != frame.columns()
                || header.components() != frame.samples()) {
            throw CodecProblems.mismatch(CODING, header.rows(), header.columns(), header.components(), frame);
        }
        String photometric =
                frame.photometric().equals("YBR_RCT") || frame.photometric().equals("YBR_ICT")
                        ? "RGB"
                        : frame.photometric();
        return Samples.frame(frame, header.precision(), photometric, decode(bytes, header));
    }

    private static Object decode(byte[] bytes, Jpeg2000Header header) throws Problem {
        var stream = new ByteArrayInputStream(bytes, header.start(), header.end() - header.start());
        try (var input = new MemoryCacheImageInputStream(stream)) {
            return samples(pipeline(new IISRandomAccessIO(input)), header);
        } catch (IOException | RuntimeException e) {
            throw CodecProblems.damaged(CODING, "it cannot be decoded", e);
        }
    }

    /** JJ2000's chain of stages from the bits to the samples, less the level shift. */
    private static BlkImgDataSrc pipeline(IISRandomAccessIO input) throws IOException {
        J2KImageReadParamJava parameters = new J2KImageReadParamJava();
        HeaderInfo info = new HeaderInfo();
        HeaderDecoder header = new HeaderDecoder(input, parameters, info);
        DecoderSpecs specs = header.getDecoderSpecs();
        int[] depths = new int[header.getNumComps()];
        for (int c = 0; c < depths.length; c++) {
            depths[c] = header.getOriginalBitDepth(c);
        }
        BitstreamReaderAgent bits = BitstreamReaderAgent.createInstance(input, header, parameters, specs, false, info);
        var entropy = header.createEntropyDecoder(bits, parameters);
        var regions = header.createROIDeScaler(entropy, parameters, specs);
        var dequantizer = header.createDequantizer(regions, depths, specs);
        InverseWT wavelet = InverseWT.createInstance(dequantizer, specs);
        wavelet.setImgResLevel(bits.getImgRes());
        return new InvCompTransf(new ImgDataConverter(wavelet, 0), specs, depths);
    }

    private static Object samples(BlkImgDataSrc source, Jpeg2000Header header) {
        int total = header.rows() * header.columns() * header.components();
        Object out = header.precision() <= 8
                ? new byte[total]
                : header.precision() <= 16 ? new short[total] : new int[total];
        Point tiles = source.getNumTiles(null);
        DataBlkInt block = new DataBlkInt();
        for (int v = 0; v < tiles.y; v++) {
            for (int u = 0; u < tiles.x; u++) {
                source.setTile(u, v);
                int tile = source.getTileIdx();
                for (int c = 0; c < header.components(); c++) {
                    block.ulx = 0;
                    block.uly = 0;
                    block.w = source.getTileCompWidth(tile, c);
                    block.h = source.getTileCompHeight(tile, c);
                    block = (DataBlkInt) source.getInternCompData(block, c);
                    int x = source.getCompULX(c) - source.getImgULX();
                    int y = source.getCompULY(c) - source.getImgULY();
                    store(block, header, (y * header.columns() + x) * header.components() + c, out);
                }
            }
        }
        return out;
    }

    /** Shifts to the level of the stream, clamps, and keeps the bit pattern of the precision. */
    private static void store(DataBlkInt block, Jpeg2000Header header, int at, Object out) {
        int low = header.signed() ? -(1 << header.precision() - 1) : 0;
        int level = header.signed() ? 0 : 1 << header.precision() - 1;
        int high = low + (1 << header.precision()) - 1;
        int mask = (1 << header.precision()) - 1;
        int step = header.components();
        int[] data = block.getDataInt();
        for (int j = 0; j < block.h; j++) {
            int from = block.offset + j * block.scanw;
            int to = at + j * header.columns() * step;
            for (int i = 0; i < block.w; i++, to += step) {
                int value = Math.min(Math.max(data[from + i] + level, low), high) & mask;
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
