package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.radiloom.ui.view.SliceMask;
import org.radiloom.ui.view.WindowPreset;
import org.radiloom.ui.words.Words;

/** Where the analysis of each open series stands; every pane follows the series that it shows. */
final class Analyses {
    private static final String LANE = "analysis";

    private final DeskModels models;
    private final Desk.Services services;
    private final Jobs jobs;
    private final Words words;
    private final Screen screen;
    private final ReaderRegions regions;
    private final Map<String, State> states = new HashMap<>();
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

    Analyses(DeskModels models, Desk.Services services, Jobs jobs, Screen screen, ReaderRegions regions, Words words) {
        this.models = models;
        this.services = services;
        this.jobs = jobs;
        this.screen = screen;
        this.regions = regions;
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

    /** Forgets why nothing can be looked for where nothing can, so that it is asked again. */
    void retell() {
        states.values().removeIf(state -> state.parts().values().stream()
                .allMatch(part -> part.analysis instanceof Analysis.Impossible));
    }

    /** A pane shows a series. */
    void show(Pane pane) {
        pane.series().ifPresent(series -> show(pane, series.source()));
    }

    /** A pane shows nothing any more. */
    void clear(Pane pane) {
        pane.inspector().setFindings(List.of());
        pane.inspector().setAnalyses(new LinkedHashMap<>());
        pane.inspector().setFacts(List.of());
        pane.viewport().over().setMask(null);
        screen.desk(pane).grading().offer(List.of());
        screen.desk(pane).anomalies().offer(List.of());
    }

    /** The structure in a series, unless the reader has rejected it. */
    Optional<Analyst.Found.Structure> structure(OpenSeries series) {
        for (Analyst.Found each : of(series).found()) {
            if (each instanceof Analyst.Found.Structure found && found.summary().state() != FindingState.REJECTED) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Where an analysis of a series stands; empty where it is not offered. */
    Optional<Analysis> standing(OpenSeries series, Target target) {
        return Optional.ofNullable(of(series).parts().get(target)).map(part -> part.analysis);
    }

    private void show(Pane pane, OpenSeries series) {
        State state = of(series);
        pane.inspector()
                .setFindings(state.found().stream().map(Analyst.Found::summary).toList());
        tell(pane, state);
        pane.viewport().over().setMask(overlay(pane, series));
        PaneDesk desk = screen.desk(pane);
        // pictures of single slices have no place in planes across them
        List<Analyst.Found> onSlices =
                pane.series().map(OpenSeries::ownSlices).orElse(true) ? state.found() : List.of();
        desk.grading().offer(onSlices);
        desk.anomalies().offer(onSlices);
        pane.viewport()
                .over()
                .setDrawn(pane.tools().evidence().finding().isPresent()
                        || pane.tools().anomaly().finding().isPresent()
                        || corrected(pane));
        screen.looking().found(series, structure(series));
        screen.looking().mark(pane);
        List<Analyst.Found> waiting = early;
        if (series == introduced && waiting != null) {
            early = null;
            jumpTo(series, waiting);
        }
    }

    private static void tell(Pane pane, State state) {
        var analyses = new LinkedHashMap<Target, Analysis>();
        state.parts().forEach((target, part) -> analyses.put(target, part.analysis));
        pane.inspector().setAnalyses(analyses);
    }

    /** The panes that show a series, the active one first. */
    private List<Pane> panesOf(OpenSeries series) {
        Pane active = models.panes().active();
        return models.panes().shown().stream()
                .filter(p -> p.showsImagesOf(series))
                .sorted(Comparator.comparing((Pane p) ->
                                !p.series().map(OpenSeries::ownSlices).orElse(true))
                        .thenComparing(p -> p != active))
                .toList();
    }

    private @Nullable Overlay overlay(Pane pane, OpenSeries series) {
        Analyst.Found.Structure found = structure(series).orElse(null);
        if (found == null || corrected(pane)) {
            return null;
        }
        boolean draft = found.summary().state() == FindingState.DRAFT;
        var overlay = new Overlay(SliceMask.of(found.mask()), found.summary().areas(), Overlay.MANDIBLE, draft);
        return pane.series().orElse(series).covered(overlay, found.mask());
    }

    /** Whether segments that somebody corrects lie over the image: they are seen in place of the model's mask. */
    private static boolean corrected(Pane pane) {
        return pane.tools()
                .edit()
                .on(pane.viewport().stack())
                .filter(on -> !on.segments().isEmpty())
                .isPresent();
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
        early = panesOf(series).isEmpty() ? List.of() : null;
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
        var request = new Analyst.Request(target, regions.input(series), only);
        part.job = jobs.<Analyst.Result>submit(
                words.of(target.keys().job()),
                LANE,
                progress -> services.analyst().analyse(series, request, progress, partial::add),
                new Outcome<>() {
                    @Override
                    public void done(Analyst.Result result) {
                        part.found.addAll(result.found());
                        regions.graded(series, result.found());
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
                        regions.graded(series, partial);
                        end(series, part, new Analysis.Possible());
                    }
                });
        refresh(series);
    }

    /** Forgets what is known about a series. */
    void forget(OpenSeries series) {
        states.remove(series.item().id());
        regions.forget(series);
    }

    boolean running(OpenSeries series) {
        return of(series).parts().values().stream().anyMatch(p -> p.job != null);
    }

    private void end(OpenSeries series, Part part, Analysis how) {
        part.job = null;
        part.analysis = how;
        refresh(series);
    }

    /** Shows again what is known of a series. */
    void refresh(OpenSeries series) {
        panesOf(series).forEach(pane -> show(pane, series));
        screen.planes().found(series);
    }

    /** The reader sees at once what was found, unless they have gone to another series. */
    private void jumpTo(OpenSeries series, List<Analyst.Found> found) {
        if (found.isEmpty()) {
            return;
        }
        models.status().setDevice(found.get(0).summary().device());
        List<Pane> panes = panesOf(series);
        if (panes.isEmpty()) {
            if (series == introduced && early != null) {
                early = found;
            }
            return;
        }
        Pane pane = panes.get(0);
        switch (found.get(0).summary()) {
            case StructureSummary structure -> {
                if (structure.areas().first() >= 0) {
                    pane.viewport().goTo(structure.areas().largest());
                    if (series == introduced && pane.viewport().asStored()) {
                        pane.viewport().preset(WindowPreset.BONE);
                    }
                }
            }
            case GradeSummary grade -> jumpTo(pane, grade.finding().perFrame());
            case AnomalySummary anomaly -> {
                pane.tools().anomaly().setHeat(true);
                pane.viewport().goTo(anomaly.finding().mostSuspicious());
            }
        }
    }

    /** A frame without a grade tells the reader least. */
    private static void jumpTo(Pane pane, List<FrameGrade> frames) {
        int here = pane.viewport().slice();
        if (frames.stream().noneMatch(f -> f.frame() == here && f.graded())) {
            frames.stream().filter(FrameGrade::graded).findFirst().ifPresent(f -> pane.viewport()
                    .goTo(f.frame()));
        }
    }

    private void progress() {
        for (Pane pane : models.panes().shown()) {
            pane.series()
                    .map(OpenSeries::source)
                    .map(this::of)
                    .filter(Analyses::further)
                    .ifPresent(state -> tell(pane, state));
        }
    }

    /** Takes over how far the jobs of a series are; whether one of them runs. */
    private static boolean further(State state) {
        boolean further = false;
        for (Part part : state.parts().values()) {
            Job job = part.job;
            if (job != null && part.analysis instanceof Analysis.Running && job.state() == Job.State.RUNNING) {
                part.analysis = new Analysis.Running(job.fraction(), job.step());
                further = true;
            }
        }
        return further;
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
