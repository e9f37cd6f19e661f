package org.radiloom.dicom.seg;

import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;

/**
 * What a segment is and how it was found.
 *
 * @param label name for people, at most 64 characters
 * @param category broad kind of the thing (DICOM CID 7150)
 * @param type the thing itself
 * @param rgb colour to show it in, 0xRRGGBB in sRGB
 */
public record SegmentDescription(
        String label, CodedConcept category, CodedConcept type, SegmentAlgorithm algorithm, int rgb) {
    /** Algorithm family of all our models (DICOM PS3.16, CID 7162). */
    static final CodedConcept FAMILY = new CodedConcept("123110", "DCM", "Artificial Intelligence");

    /** Colour of a mandible wherever it is drawn, 0xRRGGBB. */
    public static final int MANDIBLE_RGB = 0x35C2C7;

    /** A part of the body. */
    public static final CodedConcept ANATOMY = new CodedConcept("123037004", "SCT", "Anatomical Structure");

    /** What label maps say of the voxels that belong to nothing. */
    static final CodedConcept BACKGROUND = new CodedConcept("125040", "DCM", "Background");

    private static final int[] COLOURS = {0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7};

    private static final CodedConcept TISSUE = new CodedConcept("85756007", "SCT", "Tissue");

    /** A colour, 0xRRGGBB, for a segment that asks for none: the set of Okabe and Ito (2008), without black. */
    public static int colour(int number) {
        return COLOURS[Math.floorMod(number - 1, COLOURS.length)];
    }

    /** The mandible in SNOMED CT, shown in turquoise. */
    public static SegmentDescription mandible(String algorithmName, String algorithmVersion) {
        return new SegmentDescription(
                "Mandible",
                ANATOMY,
                new CodedConcept("91609006", "SCT", "Mandible"),
                new SegmentAlgorithm(SegmentAlgorithm.Type.AUTOMATIC, algorithmName, algorithmVersion),
                MANDIBLE_RGB);
    }

    /** A segment of which a file says no more than its number. */
    static SegmentDescription unknown(int number) {
        return new SegmentDescription("Segment " + number, TISSUE, TISSUE, SegmentAlgorithm.BY_HAND, colour(number));
    }

    /** Whether the voxels of this segment belong to nothing. */
    boolean background() {
        return type.value().equals(BACKGROUND.value()) && type.scheme().equals(BACKGROUND.scheme());
    }

    /** What an item of the segment sequence says; what it does not say is as in {@link #unknown}. */
    static SegmentDescription of(DicomDataset item) {
        int number = item.integer(Tag.SEGMENT_NUMBER).orElse(0);
        SegmentDescription unknown = unknown(number);
        Optional<CodedConcept> type =
                item.item(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE).flatMap(CodedConcept::of);
        String label = item.string(Tag.SEGMENT_LABEL)
                .or(() -> type.map(CodedConcept::meaning))
                .orElse(unknown.label);
        return new SegmentDescription(
                label,
                item.item(Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE)
                        .flatMap(CodedConcept::of)
                        .orElse(unknown.category),
                type.orElse(unknown.type),
                algorithm(item),
                item.integers(Tag.RECOMMENDED_DISPLAY_CIE_LAB_VALUE)
                        .filter(lab -> lab.length == 3)
                        .map(DisplayColour::rgb)
                        .orElse(unknown.rgb));
    }

    private static SegmentAlgorithm algorithm(DicomDataset item) {
        String name = item.string(Tag.SEGMENT_ALGORITHM_NAME).orElse("not named");
        String version = item.item(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE)
                .flatMap(a -> a.string(Tag.ALGORITHM_VERSION))
                .orElse("");
        return switch (item.string(Tag.SEGMENT_ALGORITHM_TYPE).orElse("")) {
            case "AUTOMATIC" -> new SegmentAlgorithm(SegmentAlgorithm.Type.AUTOMATIC, name, version);
            case "SEMIAUTOMATIC" -> new SegmentAlgorithm(SegmentAlgorithm.Type.SEMIAUTOMATIC, name, version);
            default -> SegmentAlgorithm.BY_HAND;
        };
    }

    /** The same segment in another colour. */
    SegmentDescription coloured(int wanted) {
        return new SegmentDescription(label, category, type, algorithm, wanted);
    }

    /** The item of the segment sequence. */
    DicomDataset item(int number) {
        DicomDatasetBuilder out = DicomDataset.builder()
                .integer(Tag.SEGMENT_NUMBER, number)
                .string(Tag.SEGMENT_LABEL, SegTags.text(label, 64))
                .string(Tag.SEGMENT_ALGORITHM_TYPE, algorithm.type().name())
                .items(Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE, category.item())
                .items(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, type.item())
                .integer(Tag.RECOMMENDED_DISPLAY_CIE_LAB_VALUE, DisplayColour.lab(rgb));
        if (algorithm.type() != SegmentAlgorithm.Type.MANUAL) {
            String name = SegTags.text(algorithm.name(), 64);
            out.string(Tag.SEGMENT_ALGORITHM_NAME, name)
                    .items(
                            Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE,
                            SegTags.item(DicomDataset.builder()
                                    .string(Tag.ALGORITHM_NAME, name)
                                    .string(Tag.ALGORITHM_VERSION, SegTags.text(algorithm.version(), 64))
                                    .items(Tag.ALGORITHM_FAMILY_CODE_SEQUENCE, FAMILY.item())));
        }
        return SegTags.item(out);
    }

    /** Whether every character set can write all its texts. */
    boolean ascii() {
        return SegTags.ascii(label)
                && SegTags.ascii(category.meaning())
                && SegTags.ascii(type.meaning())
                && SegTags.ascii(algorithm.name() + algorithm.version());
    }
}
