package org.radiloom.ui.edit;

import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentDescription;

/** Segments to begin with: names, codes, and colours that people with colour-blindness can tell apart. */
public final class SegmentPresets {
    /** After the mandible's, the set of Okabe and Ito (2008), without black and in an order that keeps neighbours apart. */
    private static final int[] COLOURS = {
        SegmentDescription.MANDIBLE_RGB, 0xE69F00, 0xCC79A7, 0xF0E442, 0x0072B2, 0xD55E00, 0x56B4E9, 0x009E73
    };

    private static final CodedConcept MANDIBLE = new CodedConcept("91609006", "SCT", "Mandible");
    private static final CodedConcept TISSUE = new CodedConcept("85756007", "SCT", "Tissue");

    private SegmentPresets() {}

    /** What an annotator begins with. */
    public static Segment first(int label) {
        return named("Mandible", label);
    }

    /** A segment with this name; with the code of what the name says, where that is known. */
    public static Segment named(String name, int label) {
        CodedConcept code = name.equals(MANDIBLE.meaning()) ? MANDIBLE : TISSUE;
        return new Segment(label, name, colour(label), code, true, false, Segment.State.STARTED);
    }

    /** The colour that a label has until somebody gives it another, 0xRRGGBB. */
    public static int colour(int label) {
        return COLOURS[(label - 1) % COLOURS.length];
    }
}
