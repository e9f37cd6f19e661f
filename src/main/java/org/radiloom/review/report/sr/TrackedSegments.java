package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.MeasurementGroup;

/** Segments that say under which identifier a report speaks of them, and what computed them. Source: DICOM PS3.3, C.8.20.4. */
public final class TrackedSegments {
    static final int TRACKING_ID = 0x00620020;
    static final int TRACKING_UID = 0x00620021;

    private TrackedSegments() {}

    /**
     * A segmentation whose segments carry the identifiers of the groups that speak of them.
     *
     * @param segmentation as it was made
     * @param groups by number of the segment; segments without one stay as they are
     */
    public static DicomDataset of(DicomDataset segmentation, Map<Integer, MeasurementGroup> groups) {
        List<DicomDataset> items = new ArrayList<>();
        for (DicomDataset item : segmentation.items(Tag.SEGMENT_SEQUENCE)) {
            MeasurementGroup group = groups.get(item.integer(Tag.SEGMENT_NUMBER).orElse(0));
            items.add(group == null ? item : tracked(item, group));
        }
        DicomDatasetBuilder out = DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        segmentation.elements().stream()
                .filter(element -> element.tag() != Tag.SPECIFIC_CHARACTER_SET)
                .forEach(element -> out.copy(segmentation, element.tag()));
        return out.items(Tag.SEGMENT_SEQUENCE, items).build();
    }

    private static DicomDataset tracked(DicomDataset item, MeasurementGroup group) {
        DicomDatasetBuilder out = DicomDataset.builder();
        item.elements().forEach(element -> out.copy(item, element.tag()));
        out.string(TRACKING_ID, short64(group.trackingIdentifier())).string(TRACKING_UID, group.trackingUid());
        Optional<DicomDataset> identification = item.item(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE);
        if (identification.isPresent() && group.algorithm().isPresent()) {
            DicomDataset old = identification.get();
            Algorithm algorithm = group.algorithm().get();
            DicomDatasetBuilder full = DicomDataset.builder();
            old.elements().forEach(element -> full.copy(old, element.tag()));
            full.string(Tag.ALGORITHM_PARAMETERS, String.join("; ", algorithm.parameters()));
            out.items(
                    Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE,
                    full.remove(Tag.SPECIFIC_CHARACTER_SET).build());
        }
        return out.remove(Tag.SPECIFIC_CHARACTER_SET).build();
    }

    private static String short64(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\\\]", "?");
        return clean.codePointCount(0, clean.length()) <= 64
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, 64));
    }
}
