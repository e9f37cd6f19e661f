package org.radiloom.ui.inspect;

/** Where the analysis of the series on screen stands. */
public sealed interface Analysis {
    /** Nothing is on screen. */
    record NoSeries() implements Analysis {}

    /** It can be started. */
    record Possible() implements Analysis {}

    /**
     * No installed model is meant for this series.
     *
     * @param mayBeCt whether the reader may say that the values are Hounsfield units, because the file does not say
     */
    record Impossible(String reason, boolean mayBeCt) implements Analysis {}

    /**
     * It runs.
     *
     * @param fraction 0 to 1, negative when not known
     */
    record Running(double fraction, String step) implements Analysis {}

    /** It ended in a problem. */
    record Failed(String sentence) implements Analysis {}

    /** It looked, and gives no result; one sentence says why. */
    record Refused(String reason) implements Analysis {}

    /** It is done. */
    record Done() implements Analysis {}
}
