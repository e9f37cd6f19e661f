package org.radiloom.study.measure;

import org.radiloom.study.ImageRef;

/**
 * Which image of a series a measurement lies on, whatever the order of the images.
 *
 * @param sopInstanceUid empty when the file is not DICOM; such a series is one file
 * @param frame 0-based
 */
public record ImageKey(String sopInstanceUid, int frame) {
    public static ImageKey of(ImageRef image) {
        return new ImageKey(image.sopInstanceUid(), image.frame());
    }

    /** The frame only: identifiers must not reach a log. */
    @Override
    public String toString() {
        return "ImageKey[frame " + frame + "]";
    }
}
