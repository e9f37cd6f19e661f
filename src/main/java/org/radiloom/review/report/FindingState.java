package org.radiloom.review.report;

import java.util.Optional;

/** How far the reader's decision about a finding of a model has come. */
public enum FindingState {
    /** Nobody has decided; keeps a report from being signed. */
    DRAFT,
    /** The reader says what the model said. */
    ACCEPTED,
    /** The reader says something else in its place. */
    EDITED,
    /** The reader says that it is not so; it stays out of the report. */
    REJECTED;

    /** What a reader can do with a finding. */
    public enum Act {
        ACCEPT,
        EDIT,
        REJECT,
        /** Back to the time before the decision. */
        REOPEN
    }

    /** Where an act leads; empty where it means nothing. */
    public Optional<FindingState> after(Act act) {
        return switch (act) {
            case ACCEPT -> this == ACCEPTED ? Optional.empty() : Optional.of(ACCEPTED);
            // what was edited can be edited again
            case EDIT -> Optional.of(EDITED);
            case REJECT -> this == REJECTED ? Optional.empty() : Optional.of(REJECTED);
            case REOPEN -> this == DRAFT ? Optional.empty() : Optional.of(DRAFT);
        };
    }

    public boolean decided() {
        return this != DRAFT;
    }

    /** Whether the report says it. */
    public boolean reported() {
        return this == ACCEPTED || this == EDITED;
    }
}
