package org.radiloom.dicom.sr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;

/** An instance that a document rests on, with its place in the hierarchy. Source: DICOM PS3.3, table C.17-3. */
public record Evidence(String studyInstanceUid, String seriesInstanceUid, String sopClassUid, String sopInstanceUid) {
    /** The class only: identifiers must not reach a log. */
    @Override
    public String toString() {
        return "Evidence[" + sopClassUid + "]";
    }

    /** What a sequence lists. */
    static List<Evidence> read(DicomDataset from, int sequence) {
        List<Evidence> all = new ArrayList<>();
        for (DicomDataset study : from.items(sequence)) {
            for (DicomDataset series : study.items(Tag.REFERENCED_SERIES_SEQUENCE)) {
                for (DicomDataset instance : series.items(SrTags.REFERENCED_SOP_SEQUENCE)) {
                    all.add(new Evidence(
                            study.string(Tag.STUDY_INSTANCE_UID).orElse(""),
                            series.string(Tag.SERIES_INSTANCE_UID).orElse(""),
                            instance.string(Tag.REFERENCED_SOP_CLASS_UID).orElse(""),
                            instance.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("")));
                }
            }
        }
        return List.copyOf(all);
    }

    /** One item a study, in the order in which studies, series and instances first come. */
    static List<DicomDataset> items(List<Evidence> all) {
        Map<String, Map<String, List<DicomDataset>>> studies = new LinkedHashMap<>();
        for (Evidence each : all) {
            studies.computeIfAbsent(each.studyInstanceUid, uid -> new LinkedHashMap<>())
                    .computeIfAbsent(each.seriesInstanceUid, uid -> new ArrayList<>())
                    .add(DicomDataset.builder()
                            .string(Tag.REFERENCED_SOP_CLASS_UID, each.sopClassUid)
                            .string(Tag.REFERENCED_SOP_INSTANCE_UID, each.sopInstanceUid)
                            .build());
        }
        List<DicomDataset> items = new ArrayList<>();
        studies.forEach((study, series) -> {
            List<DicomDataset> below = new ArrayList<>();
            series.forEach((uid, instances) -> below.add(DicomDataset.builder()
                    .string(Tag.SERIES_INSTANCE_UID, uid)
                    .items(SrTags.REFERENCED_SOP_SEQUENCE, instances)
                    .build()));
            items.add(DicomDataset.builder()
                    .string(Tag.STUDY_INSTANCE_UID, study)
                    .items(Tag.REFERENCED_SERIES_SEQUENCE, below)
                    .build());
        });
        return items;
    }
}
