package org.radiloom.review.report;

import org.radiloom.study.Study;

/**
 * What a report is about.
 *
 * @param patientName empty where it is hidden or unknown
 * @param patientId empty where it is hidden or unknown
 * @param accessionNumber empty where it is hidden or unknown
 * @param studyDate ISO 8601, such as 2026-11-20; empty where unknown
 * @param studyDescription empty where unknown
 * @param modality of the series that was read, such as CT
 * @param hidden patient data was left out because the reader wanted it so
 */
public record Subject(
        String patientName,
        String patientId,
        String accessionNumber,
        String studyDate,
        String studyDescription,
        String modality,
        boolean hidden) {
    /** The attributes of a study; with {@code hide} no name, number or free text of it gets in. */
    public static Subject of(Study study, String modality, boolean hide) {
        String date = study.date().map(Object::toString).orElse("");
        return hide
                ? new Subject("", "", "", date, "", modality, true)
                : new Subject(
                        study.patientName(),
                        study.patientId(),
                        study.accessionNumber(),
                        date,
                        study.description(),
                        modality,
                        false);
    }

    /** The same without what says who the patient is. Descriptions are free text and may hold a name. */
    public Subject withoutPatient() {
        return new Subject("", "", "", studyDate, "", modality, true);
    }

    /** The modality only: names and identifiers must not reach a log. */
    @Override
    public String toString() {
        return "Subject[" + modality + "]";
    }
}
