package org.radiloom.dicom.parametric;

import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;

/**
 * Images whose pixels are a quantity. Source: DICOM PS3.3, A.75 and C.8.32.
 *
 * @param columns of each frame
 * @param rows of each frame
 * @param quantity what the pixels are; empty where a file does not say
 * @param unit of the pixels, of UCUM; empty where a file does not say
 * @param explanation of the pixels, for people
 * @param window in which it is meant to be seen, the same for all frames; empty where nobody says
 * @param frames one or more
 */
public record ParametricMap(
        int columns,
        int rows,
        Optional<Code> quantity,
        Optional<Code> unit,
        String explanation,
        Optional<Window> window,
        List<Frame> frames) {
    /** Parametric Map Storage. */
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.30";

    /**
     * One frame.
     *
     * @param values in {@code unit}, row by row; shared, not copied; written as 32-bit numbers
     * @param plane where it lies in the patient; empty where nobody knows, as on ultrasound
     * @param sources images that it was made from
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Frame(double[] values, Optional<Plane> plane, List<SopReference> sources) {
        public Frame {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Where a frame lies in the patient, in millimetres (LPS).
     *
     * @param position centre of the first pixel
     * @param columnStep to the next column
     * @param rowStep to the next row
     */
    public record Plane(Vec3 position, Vec3 columnStep, Vec3 rowStep) {}

    public ParametricMap {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a map without frames");
        }
        for (Frame frame : frames) {
            if (frame.values.length != columns * rows) {
                throw new IllegalArgumentException(frame.values.length + " values for " + columns + "x" + rows);
            }
        }
    }
}
