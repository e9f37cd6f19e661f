package org.radiloom.ui.inspect;

/** What the buttons of the right panel do. */
public interface InspectorActions {
    /** Starts the analysis of the series on screen. */
    void analyse();

    /** Takes the values of the series on screen for Hounsfield units. */
    void treatAsCt();

    /** Stops the analysis. */
    void cancelAnalysis();

    /** Shows a slice. */
    void goTo(int slice);

    /** Says that a finding is right. */
    void accept(String findingId);

    /** Says that a finding is wrong. */
    void reject(String findingId);

    /** Asks for a folder and writes the findings there. */
    void export();
}
