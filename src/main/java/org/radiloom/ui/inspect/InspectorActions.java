package org.radiloom.ui.inspect;

import java.util.OptionalInt;

/** What the buttons of the right panel do. */
public interface InspectorActions {
    /** Starts the usual analysis of the series on screen. */
    void analyse();

    /**
     * Starts one of its analyses.
     *
     * @param only the one slice to look at; empty for the whole series
     */
    void analyse(Target target, OptionalInt only);

    /** Takes the values of the series on screen for Hounsfield units. */
    void treatAsCt();

    /** Stops an analysis. */
    void cancelAnalysis(Target target);

    /** Shows a slice. */
    void goTo(int slice);

    /** Says that a finding is right. */
    void accept(String findingId);

    /** Says that a finding is wrong. */
    void reject(String findingId);

    /** Asks for a folder and writes the findings there. */
    void export();
}
