package org.radiloom.ui.inspect;

/** What a reader has said about a finding. */
public enum FindingState {
    /** Nobody has looked at it yet. */
    DRAFT,
    ACCEPTED,
    REJECTED
}
