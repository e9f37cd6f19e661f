package org.radiloom.dicom.seg;

/**
 * How the voxels of a segment were found. Source: DICOM PS3.3, C.8.20.2.
 *
 * @param name of the algorithm, at most 64 characters; empty only for {@link Type#MANUAL}
 * @param version of the algorithm, empty if not known
 */
public record SegmentAlgorithm(Type type, String name, String version) {
    /** How much of the work a person did. */
    public enum Type {
        /** By a person's hand alone. */
        MANUAL,
        /** By an algorithm and a person. */
        SEMIAUTOMATIC,
        /** By an algorithm alone. */
        AUTOMATIC
    }

    /** By hand. */
    public static final SegmentAlgorithm BY_HAND = new SegmentAlgorithm(Type.MANUAL, "", "");

    public SegmentAlgorithm {
        if (type != Type.MANUAL && name.isBlank()) {
            throw new IllegalArgumentException(type + " without a name");
        }
    }
}
