package org.radiloom.ui.compare;

/** Something that can be compared. */
public sealed interface Source {
    /** A segment as it is now. */
    record OfSegment(int label) implements Source {}

    /** A segment as it was when the case was opened. */
    record AsOpened(int label) implements Source {}

    /** What the model found. */
    record Draft() implements Source {}

    /**
     * A label of a file.
     *
     * @param number of the file, among those that were chosen
     */
    record OfFile(int number, int label) implements Source {}
}
