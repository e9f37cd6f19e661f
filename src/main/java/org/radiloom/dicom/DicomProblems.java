package org.radiloom.dicom;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.problem.Problem;

/** The words for what goes wrong with DICOM files. */
final class DicomProblems {
    private static final String COPY_AGAIN = "Copy the file again from where it came.";

    private DicomProblems() {}

    static Problem truncated(String file, long wanted, long have) {
        return Problem.input(
                "dicom.truncated",
                file + " ends at byte " + have + ", but says it goes on to " + wanted + ".",
                COPY_AGAIN);
    }

    static Problem unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return Problem.input("dicom.missing", file + " is not there.", "Check the path.", cause);
        }
        return Problem.input(
                "dicom.unreadable",
                file + " cannot be read: " + cause.getMessage() + ".",
                "Check its permissions.",
                cause);
    }

    static Problem notDicom(String file) {
        return Problem.input("dicom.not-dicom", file + " is not a DICOM file.", "Leave it out.");
    }

    static Problem damaged(String file, String how) {
        return Problem.input("dicom.damaged", file + " is damaged: " + how + ".", COPY_AGAIN);
    }

    static Problem tooLarge(String file, String what) {
        return Problem.input(
                "dicom.limit",
                file + " has " + what + ", more than is accepted.",
                "Check that the file is what it claims to be.");
    }

    /** A few coded bytes may rightly stand for a very large frame, so that only trying tells. */
    static Problem noMemory(String file, FrameDescriptor frame, OutOfMemoryError cause) {
        return Problem.input(
                "dicom.memory",
                file + " has frames of " + frame.columns() + "x" + frame.rows() + " pixels, more than memory holds.",
                "Close other studies and try again.",
                cause);
    }

    static Problem noPixels(String file) {
        return Problem.input("dicom.pixels.none", file + " holds no image.", "Leave it out.");
    }

    static Problem badPixels(String file, String how) {
        return Problem.input("dicom.pixels.invalid", file + ": " + how + ".", "Ask the sender for a correct copy.");
    }
}
