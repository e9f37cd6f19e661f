package org.radiloom.dicom;

import java.util.List;

/** What an object that is made from images has in common with them: patient and study. Source: PS3.3 C.7.1.1, C.7.2.1. */
public final class PatientAndStudy {
    /** Attributes that must be there, empty where the images do not have them (type 2). */
    public static final List<Integer> REQUIRED = List.of(
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.STUDY_DATE,
            Tag.STUDY_TIME,
            Tag.ACCESSION_NUMBER,
            Tag.REFERRING_PHYSICIAN_NAME,
            Tag.STUDY_ID);

    private PatientAndStudy() {}

    /** Copies them and those that are good to have, but not the UID of the study. */
    public static void copy(DicomDataset source, DicomDatasetBuilder out) {
        REQUIRED.forEach(tag -> out.string(tag).copy(source, tag));
        out.copy(source, Tag.PATIENT_AGE, Tag.STUDY_DESCRIPTION);
    }
}
