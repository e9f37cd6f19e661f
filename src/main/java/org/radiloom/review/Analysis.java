package org.radiloom.review;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.infer.AnomalyInput;
import org.radiloom.infer.AnomalyOutcome;
import org.radiloom.infer.AnomalyScanner;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Finding;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.GradeInput;
import org.radiloom.infer.GradeOutcome;
import org.radiloom.infer.Grader;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.PictureView;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.PixelSpacing;
import org.radiloom.study.Series;

/** A model, loaded, and how it is run on a series; one case for each kind of finding. */
sealed interface Analysis extends AutoCloseable {
    /** Code of the problem that pictures are not what the model is made for. */
    String INELIGIBLE = "model.ineligible";

    /** What is to be analysed: a series, its pixels, and what the reader adds. */
    record Task(Series series, LoadedStack stack, ReaderInput stated) {}

    /** @throws Problem if the package, or one that it needs, is missing or changed */
    static Analysis open(EngineRoom room, ModelPackage model) throws Problem {
        return switch (model.card().task()) {
            case SegmentationTask task -> new Outlines(VolumeSegmenter.open(room, model));
            case GradingTask task -> new Grades(Grader.open(room, model, region(model, task)));
            case AnomalyTask task -> new Anomalies(AnomalyScanner.open(room, model, regions(model, task)), task);
        };
    }

    private static Map<String, ModelPackage> regions(ModelPackage model, AnomalyTask task) throws Problem {
        Map<String, ModelPackage> regions = new HashMap<>();
        for (AnomalyTask.Domain each : task.domains()) {
            if (!each.regionModel().isEmpty()) {
                regions.put(each.regionModel(), ModelRegistry.beside(model, each.regionModel()));
            }
        }
        return regions;
    }

    private static Optional<ModelPackage> region(ModelPackage model, GradingTask task) throws Problem {
        return task.regionModel().isEmpty()
                ? Optional.empty()
                : Optional.of(ModelRegistry.beside(model, task.regionModel()));
    }

    /**
     * @param partial given what was found so far if the run is cancelled
     * @throws Problem if the series cannot be read, or is not what the model is made for
     * @throws CancellationException if cancelled
     */
    Finding run(Task task, Progress progress, Consumer<Finding> partial) throws Problem;

    @Override
    void close();

    /** Outlines a structure in a volume. */
    record Outlines(VolumeSegmenter segmenter) implements Analysis {
        @Override
        public Finding run(Task task, Progress progress, Consumer<Finding> partial) throws Problem {
            return segmenter.segment(task.stack(), SeriesInputs.of(task.series()), progress, partial::accept);
        }

        @Override
        public void close() {
            segmenter.close();
        }
    }

    /** Looks for what is unlike normal pictures. */
    record Anomalies(AnomalyScanner scanner, AnomalyTask task) implements Analysis {
        /** Radiographs have more grey values than a screen; their files say which are shown. */
        private static final int SCREEN_BITS = 8;

        @Override
        public Finding run(Task asked, Progress progress, Consumer<Finding> partial) throws Problem {
            return switch (scanner.scan(input(asked), asked.stated().only(), progress)) {
                case AnomalyOutcome.Scored scored -> {
                    if (!scored.finding().complete()) {
                        partial.accept(scored.finding());
                        throw new CancellationException("cancelled");
                    }
                    yield scored.finding();
                }
                case AnomalyOutcome.Refused refused -> {
                    progress.check();
                    throw Problem.model(
                            INELIGIBLE,
                            refused.reason(),
                            "Choose grey pictures of an organ and a modality that the model knows.");
                }
            };
        }

        private AnomalyInput input(Task asked) throws Problem {
            Series series = asked.series();
            AnomalyDomains domains = AnomalyDomains.of(task, series);
            boolean deep = series.source() == Series.Source.DICOM
                    && series.unit() != ValueUnit.HOUNSFIELD
                    && series.bitsStored() > SCREEN_BITS;
            return new AnomalyInput(
                    asked.stack(),
                    series.bitsStored(),
                    series.inverted(),
                    deep ? Optional.of(asked.stack().defaultWindow()) : Optional.empty(),
                    !series.modality().isEmpty(),
                    domains.candidates(),
                    domains.basis(series),
                    SeriesInputs.of(series),
                    asked.stated().regions());
        }

        @Override
        public void close() {
            scanner.close();
        }
    }

    /** Grades the frames of an examination. */
    record Grades(Grader grader) implements Analysis {
        @Override
        public Finding run(Task task, Progress progress, Consumer<Finding> partial) throws Problem {
            return switch (grader.grade(input(task), progress)) {
                case GradeOutcome.Graded graded -> {
                    if (!graded.finding().complete()) {
                        partial.accept(graded.finding());
                        throw new CancellationException("cancelled");
                    }
                    yield graded.finding();
                }
                case GradeOutcome.Refused refused -> {
                    progress.check();
                    throw Problem.model(
                            INELIGIBLE,
                            refused.reason(),
                            "Choose frames that show the liver in grey, or draw the region.");
                }
            };
        }

        Optional<GradeExplanation> explain(Task task, GradeFinding finding, int frame) throws Problem {
            return grader.explain(input(task), finding, frame);
        }

        private GradeInput input(Task task) throws Problem {
            Series series = task.series();
            boolean bySector = grader.card().grading().picture().crop() == PictureView.Crop.SECTOR;
            return new GradeInput(
                    task.stack(),
                    series.bitsStored(),
                    series.inverted(),
                    series.spacing().map(Grades::mm).orElse(0.0),
                    series.modality().equals(GradeInput.ULTRASOUND),
                    SeriesInputs.of(series),
                    task.stated().regions(),
                    bySector ? SeriesInputs.sectors(series) : Map.of(),
                    task.stated().declared());
        }

        private static double mm(PixelSpacing spacing) {
            return Math.sqrt(spacing.columnMm() * spacing.rowMm());
        }

        @Override
        public void close() {
            grader.close();
        }
    }
}
