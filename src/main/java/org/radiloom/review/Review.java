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
import org.radiloom.infer.VolumeSegmenter;
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
    private final EngineRoom room;
    private final SeriesLoader loader;
    private final Map<String, VolumeSegmenter> open = new HashMap<>();

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
        Instant createdAt = Instant.now();
        var findings = new ArrayList<ReviewFinding>();
        var notRun = new ArrayList<NotRun>();
        int steps = study.series().size() * models.size();
        int step = 0;
        for (Series series : study.series()) {
            for (ModelPackage model : models) {
                String id = model.card().id();
                try {
                    progress.check();
                    Optional<String> objection = Eligibility.objection(model.card(), series);
                    if (objection.isPresent()) {
                        notRun.add(new NotRun(id, series, objection.get(), Optional.empty()));
                    } else {
                        Consumer<ReviewFinding> keep = findings::add;
                        findings.add(run(series, model, new Part(progress, step, steps), keep));
                    }
                } catch (Problem problem) {
                    notRun.add(new NotRun(id, series, problem.sentence(), Optional.of(problem)));
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
     * @throws Problem if the model is changed or missing, or the series cannot be read
     * @throws CancellationException if {@code progress} was cancelled
     */
    public ReviewFinding run(Series series, ModelPackage model, Progress progress, Consumer<ReviewFinding> partial)
            throws Problem {
        VolumeSegmenter segmenter = opened(model);
        try (LoadedStack stack = loader.openOnDemand(series)) {
            List<String> inputs = SeriesInputs.of(series);
            return new ReviewFinding(
                    series,
                    segmenter.segment(
                            stack, inputs, progress, finding -> partial.accept(new ReviewFinding(series, finding))));
        }
    }

    private synchronized VolumeSegmenter opened(ModelPackage model) throws Problem {
        String key = model.folder().toAbsolutePath().normalize().toString();
        VolumeSegmenter known = open.get(key);
        if (known == null) {
            known = VolumeSegmenter.open(room, model);
            open.put(key, known);
        }
        return known;
    }

    /** Frees the models; the engine room stays the caller's. */
    @Override
    public synchronized void close() {
        open.values().forEach(VolumeSegmenter::close);
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
