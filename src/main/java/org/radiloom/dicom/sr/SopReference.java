package org.radiloom.dicom.sr;

import java.util.List;

/**
 * An instance that a report speaks of.
 *
 * @param frames of an image, counted from 1; empty for all
 * @param segments of a segmentation; empty for all
 */
public record SopReference(String sopClassUid, String sopInstanceUid, List<Integer> frames, List<Integer> segments) {
    public SopReference {
        frames = List.copyOf(frames);
        segments = List.copyOf(segments);
    }

    /** A whole instance. */
    public static SopReference of(String sopClassUid, String sopInstanceUid) {
        return new SopReference(sopClassUid, sopInstanceUid, List.of(), List.of());
    }

    /** One frame of an image, counted from 1. */
    public static SopReference frame(String sopClassUid, String sopInstanceUid, int frame) {
        return new SopReference(sopClassUid, sopInstanceUid, List.of(frame), List.of());
    }

    /** One segment of a segmentation. */
    public static SopReference segment(String sopClassUid, String sopInstanceUid, int segment) {
        return new SopReference(sopClassUid, sopInstanceUid, List.of(), List.of(segment));
    }

    /** The class only: identifiers must not reach a log. */
    @Override
    public String toString() {
        return "SopReference[" + sopClassUid + "]";
    }
}
