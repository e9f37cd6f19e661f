package org.radiloom.dicom.seg;

import java.time.LocalDateTime;

/**
 * Who and what a written CT series is about; nothing in it may be made up beyond the identifiers.
 *
 * @param patientName as DICOM writes it, "Family^Given"
 * @param bodyPart as a defined term of DICOM PS3.16 annex L, for instance HEAD or NECK
 * @param origin where the voxels came from and what was done to them, in words
 * @param deidentification how the identity was removed, in words
 * @param created when the series was made (not when the patient was scanned, which stays empty)
 */
public record CtSeriesHeader(
        String patientName,
        String patientId,
        String studyDescription,
        String seriesDescription,
        String bodyPart,
        String origin,
        String deidentification,
        String softwareVersion,
        LocalDateTime created) {}
