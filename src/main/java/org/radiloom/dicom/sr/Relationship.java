package org.radiloom.dicom.sr;

import java.util.Optional;

/** What an item is to the one above it. Source: DICOM PS3.3, table C.17.3-8. */
public enum Relationship {
    /** The item that holds all others, which is part of nothing. */
    ROOT(""),
    CONTAINS("CONTAINS"),
    HAS_OBS_CONTEXT("HAS OBS CONTEXT"),
    HAS_ACQ_CONTEXT("HAS ACQ CONTEXT"),
    HAS_CONCEPT_MOD("HAS CONCEPT MOD"),
    HAS_PROPERTIES("HAS PROPERTIES"),
    INFERRED_FROM("INFERRED FROM"),
    SELECTED_FROM("SELECTED FROM");

    private final String term;

    Relationship(String term) {
        this.term = term;
    }

    /** As files have it. */
    String term() {
        return term;
    }

    static Optional<Relationship> of(String term) {
        for (Relationship each : values()) {
            if (each != ROOT && each.term.equals(term)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
