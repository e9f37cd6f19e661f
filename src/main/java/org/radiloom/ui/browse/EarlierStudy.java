package org.radiloom.ui.browse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A study that was opened before and is not open now.
 *
 * @param uid of the study
 * @param patient heading of its patient
 * @param patientId empty when unknown
 * @param study its date and description in one line
 * @param date of the study
 * @param modalities DICOM's codes
 * @param detail one short line: modalities, series, images
 * @param picture id of the series whose thumbnail stands for it
 * @param where the folder of its first file, in words
 * @param present whether its files are still there
 */
public record EarlierStudy(
        String uid,
        String patient,
        String patientId,
        String study,
        Optional<LocalDate> date,
        List<String> modalities,
        String detail,
        String picture,
        String where,
        boolean present) {
    public EarlierStudy {
        modalities = List.copyOf(modalities);
    }

    /** The kinds of images only: names and paths must not reach a log. */
    @Override
    public String toString() {
        return "EarlierStudy" + modalities;
    }
}
