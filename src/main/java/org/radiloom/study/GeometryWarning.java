package org.radiloom.study;

/**
 * Why the place of a series in the patient is unknown or to be used with care.
 *
 * @param detail the numbers behind it, a short phrase for people
 */
public record GeometryWarning(Kind kind, String detail) {
    /** What is wrong. */
    public enum Kind {
        /** The files do not say where the images lie; nothing in three dimensions can be measured. */
        NO_PLACE,
        /** The files do not say how large a pixel is; nothing can be measured in mm. */
        NO_SPACING,
        /** The spacing is that of the detector, not of the patient: lengths are enlarged. */
        DETECTOR_SPACING,
        /** Slices lie at uneven distances; the series has no grid. */
        UNEVEN_SPACING,
        /** Slices are missing between others; the series has no grid. */
        MISSING_SLICES,
        /** Several images lie at the same place; the series has no grid. */
        REPEATED_POSITIONS,
        /** The images of one file lie in different directions; there is no grid. */
        MIXED_ORIENTATION,
        /** The slices are stacked askew (gantry tilt); the grid is sheared. */
        TILTED,
        /** One slice of unknown thickness; areas can be measured, volumes cannot. */
        NO_THICKNESS
    }

    @Override
    public String toString() {
        return kind + " (" + detail + ")";
    }
}
