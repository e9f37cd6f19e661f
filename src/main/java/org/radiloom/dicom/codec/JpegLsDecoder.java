package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/**
 * JPEG-LS, lossless and near-lossless, with every interleave mode and with restart intervals.
 *
 * <p>Not taken: mapping tables, sub-sampled components and the colour transforms of one encoder (its "mrfx" segment);
 * DICOM allows none of them. Source: ISO/IEC 14495-1 (ITU-T T.87).
 */
public final class JpegLsDecoder implements PixelDecoder {
    static final String CODING = "JPEG-LS";

    @Override
    public boolean supports(String transferSyntaxUid) {
        return transferSyntaxUid.equals("1.2.840.10008.1.2.4.80") || transferSyntaxUid.equals("1.2.840.10008.1.2.4.81");
    }

    @Override
    public RawFrame decode(ByteBuffer coded, FrameDescriptor frame) throws Problem {
        CodecProblems.sampleCount(CODING, frame);
        byte[] bytes = CodecProblems.copy(coded, 0);
        try {
            JpegLsStream stream = new JpegLsStream(bytes, frame);
            Object samples = stream.decode();
            return Samples.frame(frame, stream.precision(), frame.photometric(), samples);
        } catch (IndexOutOfBoundsException e) {
            // the inner loops leave the check for the end of the data to the array
            throw CodecProblems.damaged(CODING, "its coded data ends too early", e);
        }
    }
}
