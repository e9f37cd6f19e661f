package org.radiloom.ui.browse;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which studies and series the list shows.
 *
 * @param text words that all have to occur: in the patient's name or id, the date, the description, the modality
 * @param modality the only one to show, DICOM's code
 * @param period when the study was made
 */
public record BrowserFilter(String text, Optional<String> modality, Period period) {
    /** Shows everything. */
    public static final BrowserFilter ALL = new BrowserFilter("", Optional.empty(), Period.ANY);

    /** How long ago a study was made. */
    public enum Period {
        ANY(-1, "browser.period.any"),
        TODAY(0, "browser.period.today"),
        WEEK(6, "browser.period.week"),
        MONTH(30, "browser.period.month"),
        YEAR(365, "browser.period.year");

        private final int days;
        private final String words;

        Period(int days, String words) {
            this.days = days;
            this.words = words;
        }

        /** Key of its name in the words. */
        public String words() {
            return words;
        }

        private boolean holds(Optional<LocalDate> date, LocalDate today) {
            return this == ANY
                    || date.filter(d -> !d.isBefore(today.minusDays(days)) && !d.isAfter(today))
                            .isPresent();
        }
    }

    public boolean everything() {
        return equals(ALL);
    }

    boolean shows(SeriesItem item, LocalDate today) {
        SeriesItem.Facets f = item.facets();
        return of(List.of(f.modality()), f.date(), today)
                && found(item.patient(), f.patientId(), item.study(), item.title(), item.detail(), date(f.date()));
    }

    boolean shows(EarlierStudy study, LocalDate today) {
        return of(study.modalities(), study.date(), today)
                && found(study.patient(), study.patientId(), study.study(), study.detail(), date(study.date()));
    }

    private boolean of(List<String> modalities, Optional<LocalDate> date, LocalDate today) {
        return modality.map(modalities::contains).orElse(true) && period.holds(date, today);
    }

    /** A date can be typed with or without its dashes. */
    private static String date(Optional<LocalDate> date) {
        return date.map(d -> d + " " + d.toString().replace("-", "")).orElse("");
    }

    private boolean found(String... texts) {
        if (text.isBlank()) {
            return true;
        }
        String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
        return Stream.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+")).allMatch(all::contains);
    }
}
