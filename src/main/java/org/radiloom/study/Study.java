package org.radiloom.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One examination of one patient.
 *
 * @param uid of the files, or made from the folder where they have none
 * @param patientName as it is to be shown, empty when unknown
 * @param patientId empty when unknown
 * @param series at least one, by series number
 */
public record Study(
        String uid,
        String patientName,
        String patientId,
        Optional<LocalDate> date,
        String description,
        String accessionNumber,
        List<Series> series) {
    public Study {
        series = List.copyOf(series);
    }

    /** How many images all series have together. */
    public int images() {
        return series.stream().mapToInt(Series::slices).sum();
    }

    /** The number of series only: names and identifiers must not reach a log. */
    @Override
    public String toString() {
        return "Study[" + series.size() + " series]";
    }
}
