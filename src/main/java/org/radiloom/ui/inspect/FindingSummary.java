package org.radiloom.ui.inspect;

/** What a card says about something that a model found. */
public sealed interface FindingSummary permits StructureSummary, GradeSummary, AnomalySummary {
    /** Of the finding. */
    String id();

    /** What was looked for. */
    Target target();

    FindingState state();

    /** Where it was computed. */
    String device();

    /** The same finding after a reader has said something about it. */
    FindingSummary decided(FindingState decision);
}
