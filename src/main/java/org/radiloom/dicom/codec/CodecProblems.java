package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/** The words for coded pixels that cannot be decoded, in one place so that all codings say the same thing alike. */
final class CodecProblems {
    private CodecProblems() {}

    /** The bytes do not follow the coding; {@code why} is a clause without a full stop. */
    static Problem damaged(String coding, String why) {
        return Problem.input(
                "dicom.codec.damaged",
                "The " + coding + " pixel data is damaged: " + why + ".",
                "Copy the file from its source again.");
    }

    /** As {@link #damaged(String, String)}, found by {@code cause}. */
    static Problem damaged(String coding, String why, Throwable cause) {
        return Problem.input(
                "dicom.codec.damaged",
                "The " + coding + " pixel data is damaged: " + why + ".",
                "Copy the file from its source again.",
                cause);
    }

    /** The bytes may be sound but use something that is not decoded here. */
    static Problem unsupported(String coding, String what) {
        return Problem.input(
                "dicom.codec.unsupported",
                "The " + coding + " pixel data uses " + what + ", which is not supported.",
                "Export the study again without compression.");
    }

    /** The image in the stream has not the size that the data set gives. */
    static Problem mismatch(String coding, int rows, int columns, int samples, FrameDescriptor frame) {
        return Problem.input(
                "dicom.codec.damaged",
                "The %s pixel data holds %d x %d pixels of %d samples where the data set announces %d x %d of %d."
                        .formatted(coding, columns, rows, samples, frame.columns(), frame.rows(), frame.samples()),
                "Copy the file from its source again.");
    }

    /**
     * Samples in a frame, after checking that the description makes sense.
     *
     * @throws Problem if a size is not positive or the frame would not fit into one array
     */
    static int sampleCount(String coding, FrameDescriptor frame) throws Problem {
        long n = (long) frame.rows() * frame.columns();
        if (frame.rows() < 1
                || frame.columns() < 1
                || frame.samples() < 1
                || frame.samples() > 4
                || n * frame.samples() > Integer.MAX_VALUE - 64) {
            throw damaged(
                    coding,
                    "a frame of " + frame.columns() + " x " + frame.rows() + " x " + frame.samples()
                            + " samples cannot be");
        }
        return (int) n * frame.samples();
    }

    /** A copy of the coded bytes followed by {@code padding} zeros; {@code coded} keeps its position. */
    static byte[] copy(ByteBuffer coded, int padding) {
        byte[] bytes = new byte[coded.remaining() + padding];
        coded.duplicate().get(bytes, 0, coded.remaining());
        return bytes;
    }
}
