package org.radiloom.ui.browse;

/** A line of the list. */
public sealed interface BrowserRow {
    /** A heading: whose study, and which. */
    record Heading(String patient, String study) implements BrowserRow {}

    /** A series that can be shown. */
    record Entry(SeriesItem item) implements BrowserRow {}

    /** The line above the studies that were opened before. */
    record Section(int studies) implements BrowserRow {}

    /** A study that was opened before. */
    record Earlier(EarlierStudy study) implements BrowserRow {}
}
