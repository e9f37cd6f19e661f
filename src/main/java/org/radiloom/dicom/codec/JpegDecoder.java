package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import java.util.Set;
import org.radiloom.problem.Problem;

/**
 * JPEG (ISO/IEC 10918-1) of every process DICOM uses: the process is taken from the stream, not from the syntax.
 *
 * <p>8-bit lossy images go to the reader of the Java platform, 12-bit and lossless ones to decoders of this package.
 * Samples come out as they are in the stream; only chroma that was stored at half size is brought to full size.
 */
public final class JpegDecoder implements PixelDecoder {
    private static final Set<String> SYNTAXES = Set.of(
            "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");

    @Override
    public boolean supports(String transferSyntaxUid) {
        return SYNTAXES.contains(transferSyntaxUid);
    }

    @Override
    public RawFrame decode(ByteBuffer coded, FrameDescriptor frame) throws Problem {
        CodecProblems.sampleCount(JpegHeader.CODING, frame);
        byte[] bytes = CodecProblems.copy(coded, 0);
        JpegHeader header = JpegHeader.read(bytes);
        header.requireSize(frame);
        try {
            Object samples =
                    switch (header.process()) {
                        case 0xC0, 0xC1, 0xC2 ->
                            header.precision() == 8
                                    ? PlatformJpeg.decode(bytes, header)
                                    : new JpegDctScans(bytes, header).decode();
                        case 0xC3 -> new JpegLosslessScans(bytes, header).decode();
                        default -> throw CodecProblems.unsupported(JpegHeader.CODING, header.processName());
                    };
            return Samples.frame(frame, header.precision(), header.photometric(frame.photometric()), samples);
        } catch (IndexOutOfBoundsException e) {
            // the inner loops leave the check for the end of the data to the array
            throw CodecProblems.damaged(JpegHeader.CODING, "its coded data ends too early", e);
        }
    }
}
