package org.radiloom.dicom.seg;

/**
 * What a segment is and which algorithm found it.
 *
 * @param label name for people, at most 64 characters
 * @param category broad kind of the thing (DICOM CID 7150)
 * @param type the thing itself
 * @param algorithmName name of the model, at most 64 characters
 * @param algorithmVersion version of the model
 * @param rgb colour to show it in, 0xRRGGBB in sRGB
 */
public record SegmentDescription(
        String label,
        CodedConcept category,
        CodedConcept type,
        String algorithmName,
        String algorithmVersion,
        int rgb) {
    /** Algorithm family of all our models (DICOM PS3.16, CID 7162). */
    static final CodedConcept FAMILY = new CodedConcept("123110", "DCM", "Artificial Intelligence");

    /** Colour of a mandible wherever it is drawn, 0xRRGGBB. */
    public static final int MANDIBLE_RGB = 0x35C2C7;

    private static final CodedConcept ANATOMY = new CodedConcept("123037004", "SCT", "Anatomical Structure");

    /** The mandible in SNOMED CT, shown in turquoise. */
    public static SegmentDescription mandible(String algorithmName, String algorithmVersion) {
        return new SegmentDescription(
                "Mandible",
                ANATOMY,
                new CodedConcept("91609006", "SCT", "Mandible"),
                algorithmName,
                algorithmVersion,
                MANDIBLE_RGB);
    }
}
