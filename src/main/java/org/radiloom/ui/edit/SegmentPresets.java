package org.radiloom.ui.edit;

import java.util.List;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentDescription;

/** Segments to begin with: names, codes, and colours that people with colour-blindness can tell apart. */
public final class SegmentPresets {
    /** After the mandible's, the set of Okabe and Ito (2008), without black and in an order that keeps neighbours apart. */
    private static final List<Integer> COLOURS = List.of(
            SegmentDescription.MANDIBLE_RGB, 0xE69F00, 0xCC79A7, 0xF0E442, 0x0072B2, 0xD55E00, 0x56B4E9, 0x009E73);

    private static final CodedConcept TISSUE = sct("85756007", "Tissue");

    /** SNOMED CT, as DICOM PS3.16 has the terms (CID 4028, 7151, 7192, 3487). */
    private static final List<Preset> ALL = List.of(
            new Preset("correct.preset.mandible", sct("91609006", "Mandible")),
            new Preset("correct.preset.maxilla", sct("70925003", "Maxilla")),
            new Preset("correct.preset.tooth", sct("38199008", "Tooth")),
            new Preset("correct.preset.joint", sct("53620006", "Temporomandibular joint")),
            new Preset("correct.preset.sinus", sct("15924003", "Maxillary sinus")),
            new Preset("correct.preset.bone", sct("272673000", "Bone")),
            new Preset("correct.preset.liver", sct("10200004", "Liver")),
            new Preset("correct.preset.kidney", sct("64033007", "Kidney")),
            new Preset("correct.preset.spleen", sct("78961009", "Spleen")),
            new Preset("correct.preset.lung", sct("39607008", "Lung")),
            new Preset("correct.preset.lesion", sct("52988006", "Lesion")),
            new Preset("correct.preset.tissue", TISSUE));

    /**
     * A structure that can be chosen.
     *
     * @param words key of its name
     */
    public record Preset(String words, CodedConcept code) {}

    private SegmentPresets() {}

    private static CodedConcept sct(String value, String meaning) {
        return new CodedConcept(value, "SCT", meaning);
    }

    /** What a new segment may stand for, the jaw first. */
    public static List<Preset> all() {
        return ALL;
    }

    /** What an annotator begins with. */
    public static Segment first(int label) {
        return named("Mandible", label);
    }

    /** A segment with this name; with the code of what the name says, where that is known. */
    public static Segment named(String name, int label) {
        CodedConcept code = ALL.stream()
                .map(Preset::code)
                .filter(c -> c.meaning().equalsIgnoreCase(name))
                .findFirst()
                .orElse(TISSUE);
        return new Segment(label, name, colour(label), code, true, false, Segment.State.STARTED);
    }

    /** The colour that a label has until somebody gives it another, 0xRRGGBB. */
    public static int colour(int label) {
        return COLOURS.get((label - 1) % COLOURS.size());
    }

    /** The colours that can be told apart, 0xRRGGBB each. */
    public static List<Integer> colours() {
        return COLOURS;
    }
}
