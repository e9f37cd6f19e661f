package org.radiloom.dicom.sr;

import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.Tag;
import org.radiloom.problem.Problem;

/**
 * Reads structured reports of any kind and maker. What is odd costs the item that it is in, and not the report: an item
 * without a relationship is taken as contained, one of an unknown kind becomes {@link ContentValue.Unknown}.
 */
public final class SrReader {
    private static final String VERIFIED = "VERIFIED";

    private SrReader() {}

    /** Whether a file holds a structured report or a key object selection. */
    public static boolean isReport(DicomDataset dataset) {
        return dataset.string(SrTags.VALUE_TYPE).orElse("").equals("CONTAINER");
    }

    /**
     * Reads a report.
     *
     * @throws Problem {@code sr.none} if the file holds none
     */
    public static SrDocument read(DicomFile file) throws Problem {
        if (!isReport(file.dataset())) {
            throw SrProblems.noReport(file.path().toString());
        }
        return document(file.dataset());
    }

    private static SrDocument document(DicomDataset d) {
        return new SrDocument(
                d.string(Tag.SOP_CLASS_UID).orElse(""),
                d.string(Tag.SOP_INSTANCE_UID).orElse(""),
                d.string(Tag.STUDY_INSTANCE_UID).orElse(""),
                d.string(Tag.SERIES_INSTANCE_UID).orElse(""),
                SrTags.when(
                        d.string(Tag.CONTENT_DATE).orElse(""),
                        d.string(Tag.CONTENT_TIME).orElse("")),
                d.string(SrTags.COMPLETION_FLAG).orElse("").equals("COMPLETE"),
                d.string(SrTags.COMPLETION_DESCRIPTION).orElse(""),
                d.string(SrTags.VERIFICATION_FLAG).orElse("").equals(VERIFIED) ? verifications(d) : List.of(),
                Evidence.read(d, SrTags.PREDECESSORS),
                Evidence.read(d, SrTags.CURRENT_EVIDENCE),
                Evidence.read(d, SrTags.OTHER_EVIDENCE),
                ContentItems.read(d, Relationship.ROOT));
    }

    private static List<Verification> verifications(DicomDataset d) {
        return d.items(SrTags.VERIFYING_OBSERVERS).stream()
                .map(each -> {
                    String when = each.string(SrTags.VERIFICATION_DATE_TIME).orElse("");
                    return new Verification(
                            each.string(SrTags.VERIFYING_OBSERVER_NAME).orElse(""),
                            each.string(SrTags.VERIFYING_ORGANIZATION).orElse(""),
                            SrTags.when(when, when.length() > 8 ? when.substring(8) : ""),
                            Code.read(each, SrTags.VERIFYING_OBSERVER_CODE));
                })
                .toList();
    }
}
