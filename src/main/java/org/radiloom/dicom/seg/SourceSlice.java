package org.radiloom.dicom.seg;

/**
 * The image that a slice of a mask was drawn on.
 *
 * @param frame frame of a multi-frame instance, counted from 1; 0 for an instance with a single frame
 */
public record SourceSlice(String sopClassUid, String sopInstanceUid, int frame) {
    /** A slice that is an instance of its own. */
    public static SourceSlice of(String sopClassUid, String sopInstanceUid) {
        return new SourceSlice(sopClassUid, sopInstanceUid, 0);
    }
}
