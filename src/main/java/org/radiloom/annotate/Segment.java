package org.radiloom.annotate;

import org.radiloom.dicom.seg.CodedConcept;

/**
 * What a label stands for.
 *
 * @param label 1 to 255, the value of its voxels
 * @param name as the annotator calls it
 * @param rgb colour, 0xRRGGBB
 * @param code the anatomy, as DICOM codes it
 * @param visible whether it is drawn
 * @param locked whether its voxels are safe from painting
 * @param state how far the work on it is
 */
public record Segment(
        int label, String name, int rgb, CodedConcept code, boolean visible, boolean locked, State state) {
    /** How far the work on a segment is. */
    public enum State {
        STARTED,
        DONE,
        FLAGGED
    }

    public Segment {
        if (label < 1 || label > LabelMap.MOST_LABELS) {
            throw new IllegalArgumentException("label " + label);
        }
    }

    public Segment withVisible(boolean wanted) {
        return new Segment(label, name, rgb, code, wanted, locked, state);
    }

    public Segment withLocked(boolean wanted) {
        return new Segment(label, name, rgb, code, visible, wanted, state);
    }

    public Segment withState(State wanted) {
        return new Segment(label, name, rgb, code, visible, locked, wanted);
    }

    public Segment named(String wanted) {
        return new Segment(label, wanted, rgb, code, visible, locked, state);
    }

    public Segment coloured(int wantedRgb) {
        return new Segment(label, name, wantedRgb, code, visible, locked, state);
    }
}
