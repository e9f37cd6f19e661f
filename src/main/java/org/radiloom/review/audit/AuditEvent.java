package org.radiloom.review.audit;

import java.util.Locale;

/** What the record tells of. */
public enum AuditEvent {
    /** A study was opened. */
    OPEN,
    /** A model looked at a series. */
    INFER,
    /** A finding or a segmentation was changed by a person. */
    EDIT,
    /** A reader took a finding over. */
    ACCEPT,
    /** A reader turned a finding down. */
    REJECT,
    /** Something was written for other programs or people. */
    EXPORT,
    /** A report was signed. */
    SIGN,
    /** A model came, went, or took the place of another. */
    MODEL;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuditEvent of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
