package org.radiloom.study;

import java.nio.file.Path;
import java.util.Optional;
import org.radiloom.imaging.Vec3;

/**
 * One image of a series: a file, or a frame of it.
 *
 * @param frame 0-based
 * @param sopClassUid empty when the file is not DICOM
 * @param sopInstanceUid empty when the file is not DICOM
 * @param instanceNumber as the file has it, else 0
 * @param position centre of the first pixel, mm LPS
 */
public record ImageRef(
        Path file, int frame, String sopClassUid, String sopInstanceUid, int instanceNumber, Optional<Vec3> position) {
    /** The frame only: paths and identifiers must not reach a log. */
    @Override
    public String toString() {
        return "ImageRef[frame " + frame + "]";
    }
}
