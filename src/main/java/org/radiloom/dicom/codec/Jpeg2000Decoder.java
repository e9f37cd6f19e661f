package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/**
 * JPEG 2000 Part 1; a colour transform of the stream is undone, so YBR_RCT and YBR_ICT come out as RGB.
 *
 * <p>Not taken: packed packet headers (PPM, PPT), sub-sampled components and components of different depth. A stream cut to
 * a size by its encoder is decoded with what is there. Source: ISO/IEC 15444-1.
 */
public final class Jpeg2000Decoder implements PixelDecoder {
    private static final String CODING = Jpeg2000Header.CODING;

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
        return Samples.frame(frame, header.precision(), photometric, Jpeg2000Tiles.decode(bytes, header));
    }
}
