package org.radiloom.ui.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.review.ReaderInput;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.view.Presentation;

/** Keeps the reader's tools — region, index, evidence — in step with the series and the frame on screen. */
final class GradingDesk {
    private final DeskModels models;
    private final ReaderTools tools;
    private final Analyst analyst;
    private final Jobs quiet;
    private @Nullable OpenSeries shown;
    private boolean explaining;

    GradingDesk(DeskModels models, Analyst analyst, Jobs quiet) {
        this.models = models;
        this.tools = models.tools();
        this.analyst = analyst;
        this.quiet = quiet;
        models.viewport().onChange(this::follow);
        tools.evidence().onChange(this::explain);
    }

    private void follow() {
        tools.region().goTo(models.viewport().slice());
        tools.evidence().goTo(models.viewport().slice());
    }

    /** Another series is on screen. */
    void show(OpenSeries series, ImageStack stack) {
        shown = series;
        String id = series.item().id();
        Presentation how = series.presentation();
        tools.evidence().hide();
        tools.region().show(id, stack.columns(), stack.rows());
        tools.index()
                .show(
                        id,
                        stack,
                        how.film(),
                        analyst.takesIndex(series),
                        how.pixel().map(Presentation.PixelMm::row));
        follow();
    }

    /** These findings belong to the series on screen. */
    void offer(List<Analyst.Found> found) {
        grade(found).ifPresentOrElse(tools.evidence()::show, tools.evidence()::clear);
        Optional<FindingState> state = found.stream()
                .filter(Analyst.Found.Grade.class::isInstance)
                .map(f -> f.summary().state())
                .findFirst();
        tools.region()
                .setDecided(
                        state.filter(s -> s == FindingState.ACCEPTED).isEmpty(),
                        state.filter(s -> s == FindingState.REJECTED).isPresent());
    }

    private static Optional<GradeFinding> grade(List<Analyst.Found> found) {
        for (Analyst.Found each : found) {
            if (each instanceof Analyst.Found.Grade g && g.summary().state() != FindingState.REJECTED) {
                return Optional.of(g.summary().finding());
            }
        }
        return Optional.empty();
    }

    /** A grading of a series is done: its regions are the ones that it looked at. */
    void graded(OpenSeries series, List<Analyst.Found> found) {
        grade(found).ifPresent(finding -> {
            Map<Integer, Polygon> regions = new TreeMap<>();
            Set<Integer> drawn = new TreeSet<>();
            for (FrameGrade frame : finding.perFrame()) {
                frame.region().ifPresent(r -> {
                    regions.put(frame.frame(), r.polygon());
                    if (r.edited()) {
                        drawn.add(frame.frame());
                    }
                });
            }
            tools.region().graded(series.item().id(), regions, drawn);
        });
    }

    /** What the reader has added to a series. */
    ReaderInput input(OpenSeries series) {
        String id = series.item().id();
        Map<String, Double> declared = new TreeMap<>();
        tools.index().declared(id).ifPresent(value -> declared.put(ReaderInput.HEPATORENAL_INDEX, value));
        return new ReaderInput(tools.region().drawn(id), declared);
    }

    /** Forgets what the reader did on a series. */
    void forget(OpenSeries series) {
        tools.region().forget(series.item().id());
        tools.index().forget(series.item().id());
    }

    void sliceArrived() {
        tools.index().frameArrived();
    }

    /** One frame at a time: while the reader scrolls, those in between are never asked for. */
    private void explain() {
        OpenSeries series = shown;
        Optional<Integer> wanted = tools.evidence().wanted();
        Optional<String> finding = tools.evidence().finding().map(GradeFinding::id);
        if (explaining || series == null || wanted.isEmpty() || finding.isEmpty()) {
            return;
        }
        int frame = wanted.get();
        String id = finding.get();
        explaining = true;
        quiet.<Optional<GradeExplanation>>submit(
                "explanation", "explain", progress -> analyst.explain(series, id, frame), new Outcome<>() {
                    @Override
                    public void done(Optional<GradeExplanation> explanation) {
                        explaining = false;
                        explanation.ifPresentOrElse(e -> tools.evidence().explained(id, e), () -> tools.evidence()
                                .unexplained(id, frame));
                        // another finding may have come meanwhile
                        explain();
                    }

                    @Override
                    public void failed(Problem problem) {
                        explaining = false;
                        tools.evidence().unexplained(id, frame);
                        explain();
                    }
                });
    }
}
