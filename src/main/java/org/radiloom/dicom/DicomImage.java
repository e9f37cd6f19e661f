package org.radiloom.dicom;

import java.util.Optional;
import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/** The frames of an image object. Immutable and safe for use from several threads. */
public final class DicomImage {
    private final DicomFile file;
    private final FrameDescriptor descriptor;
    private final int frames;

    private DicomImage(DicomFile file, FrameDescriptor descriptor, int frames) {
        this.file = file;
        this.descriptor = descriptor;
        this.frames = frames;
    }

    static DicomImage of(DicomFile file) throws Problem {
        throw DicomProblems.noPixels(file.path().toString());
    }

    /** Number of frames, at least 1. */
    public int frames() {
        return frames;
    }

    /** What the data set says about each frame. */
    public FrameDescriptor descriptor() {
        return descriptor;
    }

    /** Whether the lowest value is shown white (MONOCHROME1); the values themselves are never inverted. */
    public boolean inverted() {
        return descriptor.photometric().equals("MONOCHROME1");
    }

    /**
     * The window that the file asks for in this frame, in the unit of {@link #slice}.
     *
     * @param frame 0-based
     */
    public Optional<Window> window(int frame) {
        return Optional.empty();
    }

    /**
     * The stored samples of a frame, before any rescale or colour conversion.
     *
     * @param frame 0-based
     * @throws Problem if the bytes are missing or damaged, or the coding is not supported
     */
    public RawFrame rawFrame(int frame) throws Problem {
        throw DicomProblems.noPixels(file.path().toString());
    }

    /**
     * A frame as the reader sees it: grey values after the modality transform (rescale slope and intercept, shared or per
     * frame, or a modality table), or red, green and blue.
     *
     * @param frame 0-based
     */
    public Slice slice(int frame) throws Problem {
        throw DicomProblems.noPixels(file.path().toString());
    }
}
