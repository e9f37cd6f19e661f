package org.radiloom.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameOutline;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.Study;

/**
 * Runs models over the series of studies; the window and the command line both come here.
 *
 * <p>A model is opened (and its files verified) once and stays loaded until this is closed. Safe to use from several
 * threads; runs queue up in the engine room.
 */
public final class Review implements AutoCloseable {
    /** Code of the problem that pictures turn out not to be what a model is made for. */
    public static final String INELIGIBLE = Analysis.INELIGIBLE;

    private final EngineRoom room;
    private final SeriesLoader loader;
    private final Map<String, Analysis> open = new HashMap<>();

    public Review(EngineRoom room, SeriesLoader loader) {
        this.room = room;
        this.loader = loader;
    }

    /**
     * Runs every model on every series that it is made for.
     *
     * <p>A model that fails on a series is listed under what was not run and stops nothing else. After a cancel the
     * result holds what was found until then, the last finding perhaps in part.
     */
    public ReviewResult run(Study study, List<ModelPackage> models, Progress progress) {
        return run(study, models, ReaderInput.NONE, progress);
    }

    /** As {@link #run(Study, List, Progress)}, with what a reader adds to every series. */
    public ReviewResult run(Study study, List<ModelPackage> models, ReaderInput stated, Progress progress) {
        Instant createdAt = Instant.now();
        var findings = new ArrayList<ReviewFinding>();
        var notRun = new ArrayList<NotRun>();
        List<ModelPackage> alone = models.stream()
                .filter(model -> Eligibility.standsAlone(model.card()))
                .toList();
        int steps = study.series().size() * alone.size();
        int step = 0;
        for (Series series : study.series()) {
            for (ModelPackage model : alone) {
                String id = model.card().id();
                try {
                    progress.check();
                    Optional<String> objection = Eligibility.objection(model.card(), series);
                    if (objection.isPresent()) {
                        notRun.add(new NotRun(id, series, objection.get(), Optional.empty()));
                    } else {
                        Consumer<ReviewFinding> keep = findings::add;
                        findings.add(run(series, model, stated, new Part(progress, step, steps), keep));
                    }
                } catch (Problem problem) {
                    notRun.add(
                            problem.code().equals(Analysis.INELIGIBLE)
                                    ? new NotRun(id, series, String.valueOf(problem.getMessage()), Optional.empty())
                                    : new NotRun(id, series, problem.sentence(), Optional.of(problem)));
                } catch (CancellationException cancelled) {
                    return new ReviewResult(study, createdAt, findings, notRun, false);
                }
                step++;
            }
        }
        return new ReviewResult(study, createdAt, findings, notRun, true);
    }

    /**
     * Runs one model on one series that it is made for.
     *
     * @param partial given what was found so far if the run is cancelled
     * @throws Problem if the model is changed or missing, the series cannot be read, or ({@code model.ineligible}) its
     *     pictures turn out not to be what the model is made for
     * @throws CancellationException if {@code progress} was cancelled
     */
    public ReviewFinding run(Series series, ModelPackage model, Progress progress, Consumer<ReviewFinding> partial)
            throws Problem {
        return run(series, model, ReaderInput.NONE, progress, partial);
    }

    /** As {@link #run(Series, ModelPackage, Progress, Consumer)}, with what a reader adds to the pictures. */
    public ReviewFinding run(
            Series series, ModelPackage model, ReaderInput stated, Progress progress, Consumer<ReviewFinding> partial)
            throws Problem {
        Analysis analysis = opened(model);
        try (LoadedStack stack = loader.openOnDemand(series)) {
            return new ReviewFinding(
                    series,
                    analysis.run(
                            new Analysis.Task(series, stack, stated),
                            progress,
                            finding -> partial.accept(new ReviewFinding(series, finding))));
        }
    }

    /**
     * Pictures of what a model looked at in one frame of a grade.
     *
     * @param model the one that made the finding
     * @param frame index in the series, one that has a grade
     * @return empty for a model that cannot say
     */
    public Optional<GradeExplanation> explain(ReviewFinding finding, ModelPackage model, int frame) throws Problem {
        if (!(opened(model) instanceof Analysis.Grades grades) || !(finding.finding() instanceof GradeFinding grade)) {
            return Optional.empty();
        }
        try (LoadedStack stack = loader.openOnDemand(finding.series())) {
            return grades.explain(new Analysis.Task(finding.series(), stack, ReaderInput.NONE), grade, frame);
        }
    }

    /**
     * What a model of single pictures outlines in one frame.
     *
     * @param frame index in the series
     * @throws Problem {@code model.task} if the model does something else
     */
    public FrameOutline outline(Series series, ModelPackage model, int frame) throws Problem {
        try (FrameSegmenter segmenter = FrameSegmenter.open(room, model);
                LoadedStack stack = loader.openOnDemand(series)) {
            Frame picture = Frame.of(stack.slice(frame), series.bitsStored());
            return segmenter.outline(series.inverted() ? picture.inverted() : picture);
        }
    }

    private synchronized Analysis opened(ModelPackage model) throws Problem {
        String key = model.folder().toAbsolutePath().normalize().toString();
        Analysis known = open.get(key);
        if (known == null) {
            known = Analysis.open(room, model);
            open.put(key, known);
        }
        return known;
    }

    /** Frees the models; the engine room stays the caller's. */
    @Override
    public synchronized void close() {
        open.values().forEach(Analysis::close);
        open.clear();
    }

    /** Progress of one step among several. */
    private record Part(Progress whole, int step, int steps) implements Progress {
        @Override
        public void report(double fraction, String what) {
            whole.report((step + Math.max(0, fraction)) / steps, what);
        }

        @Override
        public boolean cancelled() {
            return whole.cancelled();
        }
    }
}
