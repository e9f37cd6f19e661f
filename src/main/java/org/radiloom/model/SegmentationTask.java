package org.radiloom.model;

import java.util.List;

/**
 * Outlines a structure: in the slices of a volume that lies in the patient, or in a picture or ultrasound frame that does
 * not.
 *
 * @param label what is found, for people; the name of the segment
 * @param segment what is found, coded
 * @param category the kind of thing it is, coded (DICOM segmented property category)
 * @param minSlices fewer slices than this are refused
 * @param input what the network sees; holds the accepted modality and spacings. Of a picture only channels and
 *     normalisation count
 * @param pictureSide side of the square that pictures are letterboxed to, pixels; 0 for a model of volumes
 * @param skip slices that need not be run
 * @param postProcessing how probabilities become a mask
 * @param plausibleVolumeCm3 volumes outside it carry a caution
 */
public record SegmentationTask(
        String label,
        CodedTerm segment,
        CodedTerm category,
        int minSlices,
        SegmentationInput input,
        int pictureSide,
        SliceSkip skip,
        PostProcessing postProcessing,
        PlausibleVolume plausibleVolumeCm3)
        implements CardTask {
    /** In {@code card.json}. */
    public static final String WORD = "segmentation";

    public SegmentationTask {
        if (minSlices < 1) {
            throw new IllegalArgumentException("minSlices " + minSlices);
        }
        if (pictureSide < 0) {
            throw new IllegalArgumentException("pictureSide " + pictureSide);
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> dicomModalities() {
        return List.of(input.modality());
    }

    /** Whether the model outlines in single pictures rather than in volumes. */
    public boolean ofPictures() {
        return pictureSide > 0;
    }
}
