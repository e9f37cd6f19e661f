package org.radiloom.dicom.deident;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Moves dates by whole days. Source: the formats of DICOM PS3.5, table 6.2-1 (DA and DT).
 *
 * @param days negative for the past
 */
record DateShift(int days) {
    private static final int DATE = 8;

    /** A date as DA has it, with what follows in a DT; empty if there is no whole date to be moved. */
    Optional<String> moved(String value) {
        String text = value.replace(".", "").length() == DATE && value.length() == 10 ? value.replace(".", "") : value;
        if (text.length() < DATE) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(text.substring(0, DATE), DateTimeFormatter.BASIC_ISO_DATE);
            String rest = text.substring(DATE);
            boolean known = rest.matches("[0-9.]*([+-][0-9]{4})?");
            return known
                    ? Optional.of(date.plusDays(days).format(DateTimeFormatter.BASIC_ISO_DATE) + rest)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
