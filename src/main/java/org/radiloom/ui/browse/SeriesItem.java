package org.radiloom.ui.browse;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A series in the list.
 *
 * @param id unique among what is open
 * @param patient heading of its patient
 * @param study heading of its study
 * @param title its description, or what it is when it has none
 * @param detail one short line: modality, images, size
 * @param facets what the list can be searched by besides these words
 */
public record SeriesItem(String id, String patient, String study, String title, String detail, Facets facets) {
    /**
     * What a study or series can be found by.
     *
     * @param studyUid empty when unknown
     * @param patientId empty when unknown
     * @param modality DICOM's code, empty when unknown
     * @param date of the study
     */
    public record Facets(String studyUid, String patientId, String modality, Optional<LocalDate> date) {
        /** Nothing is known. */
        public static final Facets NONE = new Facets("", "", "", Optional.empty());
    }

    /** A series that can be found by its words only. */
    public SeriesItem(String id, String patient, String study, String title, String detail) {
        this(id, patient, study, title, detail, Facets.NONE);
    }
}
