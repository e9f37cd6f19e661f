package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/** Decodes the coded bytes of one frame; thread-safe and without state between calls. */
public interface PixelDecoder {
    /** Whether frames of this transfer syntax can be decoded. */
    boolean supports(String transferSyntaxUid);

    /**
     * Decodes one frame.
     *
     * @param coded the frame's bytes from position to limit; not modified
     * @param frame what the data set says
     * @throws Problem if the bytes are damaged or use a feature that is not supported; never a raw exception, and never
     *     an allocation larger than the frame that {@code frame} and the stream's header agree on
     */
    RawFrame decode(ByteBuffer coded, FrameDescriptor frame) throws Problem;
}
