package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.Certainty;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.review.ReaderInput;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.FindingSummary;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.StructureSummary;
import org.radiloom.ui.inspect.Target;

/** Who analyses a series and keeps what was found. */
public interface Analyst {
    /** Something that was found. */
    sealed interface Found {
        FindingSummary summary();

        /** The same after a reader has said something about it. */
        Found decided(FindingState decision);

        /** A structure, where it lies, and how sure the model is of that. */
        record Structure(StructureSummary summary, Mask mask, Certainty certainty) implements Found {
            @Override
            public Structure decided(FindingState decision) {
                return new Structure(summary.decided(decision), mask, certainty);
            }
        }

        /** How unlike normal images a series is. */
        record Anomaly(AnomalySummary summary) implements Found {
            @Override
            public Anomaly decided(FindingState decision) {
                return new Anomaly(summary.decided(decision));
            }
        }

        /** A grade. */
        record Grade(GradeSummary summary) implements Found {
            @Override
            public Grade decided(FindingState decision) {
                return new Grade(summary.decided(decision));
            }
        }
    }

    /**
     * What became of an analysis.
     *
     * @param refused why there is no result, one sentence for people; empty where there is one, or simply nothing to find
     */
    record Result(List<Found> found, Optional<String> refused) {
        public Result {
            found = List.copyOf(found);
        }

        public static Result of(List<Found> found) {
            return new Result(found, Optional.empty());
        }
    }

    /**
     * What an analysis is asked for.
     *
     * @param input what the reader adds to the pictures
     * @param only the one slice to look at; empty for the whole series
     */
    record Request(Target target, ReaderInput input, OptionalInt only) {}

    /**
     * What analyses of this series can look for, the usual one first. Where no model is meant for the series, what the
     * usual one would look for. Quick: reads no pixels.
     */
    List<Target> targets(OpenSeries series);

    /** Why no model is meant for this series, in words for people; empty when one is. Quick: reads no pixels. */
    Optional<String> whyNot(OpenSeries series);

    /** Whether a model that is meant for this series takes the hepatorenal index. */
    boolean takesIndex(OpenSeries series);

    /**
     * Runs the models that look for this in this series.
     *
     * @param partial given what was found so far if the run is cancelled on the way
     * @throws Problem if they cannot run
     */
    Result analyse(OpenSeries series, Request request, Progress progress, Consumer<Found> partial) throws Problem;

    /**
     * Makes the pictures that show why a frame was graded as it was; not quick.
     *
     * @param frame one that has a grade
     * @return empty for a model that has none
     * @throws Problem if the frame cannot be read
     */
    Optional<GradeExplanation> explain(OpenSeries series, String findingId, int frame) throws Problem;

    /** Keeps what a reader said about a finding. Quick. */
    void decide(String findingId, FindingState state);

    /**
     * Writes what was found in a series: DICOM SEG, NIfTI, pictures, numbers.
     *
     * @param folder made if it does not exist
     */
    void export(OpenSeries series, Path folder, Progress progress) throws Problem;
}
