package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.FindingSummary;

/** Who analyses a series and keeps what was found. */
public interface Analyst {
    /** A structure that was found. */
    record Found(FindingSummary summary, Mask mask) {}

    /** Why no model is meant for this series, in words for people; empty when one is. Quick: reads no pixels. */
    Optional<String> whyNot(OpenSeries series);

    /**
     * Runs the models that are meant for this series.
     *
     * @param partial given what was found so far if the run is cancelled on the way
     * @throws Problem if they cannot run
     */
    List<Found> analyse(OpenSeries series, Progress progress, Consumer<Found> partial) throws Problem;

    /** Keeps what a reader said about a finding. Quick. */
    void decide(String findingId, FindingState state);

    /**
     * Writes what was found in a series: DICOM SEG, NIfTI, pictures, numbers.
     *
     * @param folder made if it does not exist
     */
    void export(OpenSeries series, Path folder, Progress progress) throws Problem;
}
