package org.radiloom.ui.inspect;

import java.util.OptionalInt;
import org.radiloom.ui.compare.CompareActions;
import org.radiloom.ui.measure.MeasurePanel;

/** What the buttons of the right panel do. */
public interface InspectorActions extends MeasurePanel.Actions {
    /** Comparing two segmentations of the images on screen. */
    CompareActions comparing();

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

    /** Says that a finding is right. */
    void accept(String findingId);

    /** Says that a finding is wrong. */
    void reject(String findingId);

    /** Opens the mask that was found as a draft that can be corrected. */
    void correct();

    /** Asks for a folder and writes the findings there. */
    void export();
}
