package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.FrameGrade;
import org.radiloom.job.Job;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.StructureSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.WindowPreset;
import org.radiloom.ui.words.Words;

/** Where the analysis of each open series stands; the inspector and the overlay follow the series on screen. */
final class Analyses {
    private static final String LANE = "analysis";

    private final DeskModels models;
    private final Desk.Services services;
    private final Jobs jobs;
    private final Words words;
    private final GradingDesk grading;
    private final AnomalyDesk anomalies;
    private final Map<String, State> states = new HashMap<>();
    private @Nullable OpenSeries shown;
    private @Nullable OpenSeries introduced;
    /** What was found in the introduced series before it came on the screen; null once it has been there. */
    private @Nullable List<Analyst.Found> early;

    /** Where the analyses of one series stand, the usual one first. */
    private record State(SequencedMap<Target, Part> parts) {
        List<Analyst.Found> found() {
            return parts.values().stream().flatMap(p -> p.found.stream()).toList();
        }

        Part usual() {
            return parts.firstEntry().getValue();
        }
    }

    /** Where one analysis stands. */
    private static final class Part {
        private Analysis analysis;
        private final List<Analyst.Found> found = new ArrayList<>();
        private @Nullable Job job;

        Part(Analysis analysis) {
            this.analysis = analysis;
        }
    }

    Analyses(DeskModels models, Desk.Services services, Jobs jobs, GradingDesk grading, Words words) {
        this.models = models;
        this.services = services;
        this.jobs = jobs;
        this.grading = grading;
        this.anomalies = new AnomalyDesk(models);
        this.words = words;
        models.jobs().onChange(this::progress);
    }

    private State of(OpenSeries series) {
        return states.computeIfAbsent(series.item().id(), id -> {
            Optional<String> whyNot = services.analyst().whyNot(series);
            var parts = new LinkedHashMap<Target, Part>();
            for (Target target : services.analyst().targets(series)) {
                parts.put(
                        target,
                        new Part(whyNot.<Analysis>map(reason -> new Analysis.Impossible(
                                        reason, series.asCt().isPresent()))
                                .orElseGet(Analysis.Possible::new)));
            }
            return new State(parts);
        });
    }

    void show(OpenSeries series) {
        shown = series;
        State state = of(series);
        models.inspector()
                .setFindings(state.found().stream().map(Analyst.Found::summary).toList());
        tell(state);
        models.viewport().setOverlay(overlay(state));
        grading.offer(state.found());
        anomalies.offer(state.found());
        models.viewport()
                .setDrawn(models.tools().evidence().finding().isPresent()
                        || models.tools().anomaly().finding().isPresent());
        List<Analyst.Found> waiting = early;
        if (series == introduced && waiting != null) {
            early = null;
            jumpTo(series, waiting);
        }
    }

    private void tell(State state) {
        var analyses = new LinkedHashMap<Target, Analysis>();
        state.parts().forEach((target, part) -> analyses.put(target, part.analysis));
        models.inspector().setAnalyses(analyses);
    }

    private static @Nullable Overlay overlay(State state) {
        for (Analyst.Found each : state.found()) {
            if (each instanceof Analyst.Found.Structure found && found.summary().state() != FindingState.REJECTED) {
                boolean draft = found.summary().state() == FindingState.DRAFT;
                return new Overlay(found.mask(), found.summary().areas(), Overlay.MANDIBLE, draft);
            }
        }
        return null;
    }

    /** Gives {@code use} the first series that a model is meant for; says so where there is none. */
    void firstEligible(List<OpenSeries> all, Consumer<OpenSeries> use) {
        all.stream()
                .filter(s -> of(s).usual().analysis instanceof Analysis.Possible)
                .findFirst()
                .ifPresentOrElse(
                        use, () -> models.status().setNotice(new Notice(words.of("analysis.none.eligible"), true)));
    }

    /** Analyses a series that was opened for that: its result is shown in a window that shows bone. */
    void introduce(OpenSeries series) {
        introduced = series;
        early = series == shown ? null : List.of();
        start(series, of(series).parts().firstEntry().getKey(), OptionalInt.empty());
    }

    /** @param only the one slice to look at; empty for the whole series */
    void start(OpenSeries series, Target target, OptionalInt only) {
        Part part = of(series).parts().get(target);
        if (part == null || part.analysis instanceof Analysis.Impossible || part.job != null) {
            return;
        }
        part.found.clear();
        part.analysis = new Analysis.Running(-1, words.of("job.waiting"));
        List<Analyst.Found> partial = new CopyOnWriteArrayList<>();
        var request = new Analyst.Request(target, grading.input(series), only);
        part.job = jobs.<Analyst.Result>submit(
                words.of(target.keys().job()),
                LANE,
                progress -> services.analyst().analyse(series, request, progress, partial::add),
                new Outcome<>() {
                    @Override
                    public void done(Analyst.Result result) {
                        part.found.addAll(result.found());
                        grading.graded(series, result.found());
                        end(
                                series,
                                part,
                                result.refused()
                                        .<Analysis>map(Analysis.Refused::new)
                                        .orElseGet(Analysis.Done::new));
                        jumpTo(series, result.found());
                    }

                    @Override
                    public void failed(Problem problem) {
                        end(series, part, new Analysis.Failed(words.of(problem)));
                    }

                    @Override
                    public void cancelled() {
                        part.found.addAll(partial);
                        grading.graded(series, partial);
                        end(series, part, new Analysis.Possible());
                    }
                });
        refresh(series);
    }

    /** Forgets what is known about a series. */
    void forget(OpenSeries series) {
        states.remove(series.item().id());
        grading.forget(series);
    }

    boolean running(OpenSeries series) {
        return of(series).parts().values().stream().anyMatch(p -> p.job != null);
    }

    private void end(OpenSeries series, Part part, Analysis how) {
        part.job = null;
        part.analysis = how;
        refresh(series);
    }

    private void refresh(OpenSeries series) {
        if (series == shown) {
            show(series);
        }
    }

    /** The reader sees at once what was found, unless they have gone to another series. */
    private void jumpTo(OpenSeries series, List<Analyst.Found> found) {
        if (found.isEmpty()) {
            return;
        }
        models.status().setDevice(found.get(0).summary().device());
        if (series != shown) {
            if (series == introduced && early != null) {
                early = found;
            }
            return;
        }
        switch (found.get(0).summary()) {
            case StructureSummary structure -> {
                if (structure.areas().first() >= 0) {
                    models.viewport().goTo(structure.areas().largest());
                    if (series == introduced && ownWindow()) {
                        models.viewport().preset(WindowPreset.BONE);
                    }
                }
            }
            case GradeSummary grade -> jumpTo(grade.finding().perFrame());
            case AnomalySummary anomaly -> {
                models.tools().anomaly().setHeat(true);
                models.viewport().goTo(anomaly.finding().mostSuspicious());
            }
        }
    }

    /** A frame without a grade tells the reader least. */
    private void jumpTo(List<FrameGrade> frames) {
        int here = models.viewport().slice();
        if (frames.stream().noneMatch(f -> f.frame() == here && f.graded())) {
            frames.stream().filter(FrameGrade::graded).findFirst().ifPresent(f -> models.viewport()
                    .goTo(f.frame()));
        }
    }

    /** Whether the reader has left the window as the files have it. */
    private boolean ownWindow() {
        return models.viewport()
                .stack()
                .filter(stack -> stack.defaultWindow().equals(models.viewport().window()))
                .isPresent();
    }

    private void progress() {
        if (shown == null) {
            return;
        }
        State state = of(shown);
        boolean further = false;
        for (Part part : state.parts().values()) {
            Job job = part.job;
            if (job != null && part.analysis instanceof Analysis.Running && job.state() == Job.State.RUNNING) {
                part.analysis = new Analysis.Running(job.fraction(), job.step());
                further = true;
            }
        }
        if (further) {
            tell(state);
        }
    }

    void cancel(OpenSeries series, Target target) {
        Part part = of(series).parts().get(target);
        Job job = part == null ? null : part.job;
        if (job != null) {
            job.cancel();
        }
    }

    void decide(OpenSeries series, String findingId, FindingState decision) {
        of(series)
                .parts()
                .values()
                .forEach(part ->
                        part.found.replaceAll(f -> f.summary().id().equals(findingId) ? f.decided(decision) : f));
        services.analyst().decide(findingId, decision);
        refresh(series);
    }
}
