package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Job;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.FindingSummary;
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
    private final Map<String, State> states = new HashMap<>();
    private @Nullable OpenSeries shown;
    private @Nullable OpenSeries introduced;

    private static final class State {
        private Analysis analysis = new Analysis.NoSeries();
        private final List<Analyst.Found> found = new ArrayList<>();
        private @Nullable Job job;
    }

    Analyses(DeskModels models, Desk.Services services, Jobs jobs, Words words) {
        this.models = models;
        this.services = services;
        this.jobs = jobs;
        this.words = words;
        models.jobs().onChange(this::progress);
    }

    private State of(OpenSeries series) {
        return states.computeIfAbsent(series.item().id(), id -> {
            var state = new State();
            Optional<String> whyNot = services.analyst().whyNot(series);
            state.analysis = whyNot.<Analysis>map(reason ->
                            new Analysis.Impossible(reason, series.asCt().isPresent()))
                    .orElseGet(Analysis.Possible::new);
            return state;
        });
    }

    void show(OpenSeries series) {
        shown = series;
        State state = of(series);
        models.inspector()
                .setFindings(state.found.stream().map(Analyst.Found::summary).toList());
        models.inspector().setAnalysis(state.analysis);
        models.viewport().setOverlay(overlay(state));
    }

    private static @Nullable Overlay overlay(State state) {
        return state.found.stream()
                .filter(f -> f.summary().state() != FindingState.REJECTED)
                .findFirst()
                .map(f -> new Overlay(
                        f.mask(),
                        f.summary().areas(),
                        Overlay.MANDIBLE,
                        f.summary().state() == FindingState.DRAFT))
                .orElse(null);
    }

    /** Gives {@code use} the first series that a model is meant for; says so where there is none. */
    void firstEligible(List<OpenSeries> all, Consumer<OpenSeries> use) {
        all.stream()
                .filter(s -> of(s).analysis instanceof Analysis.Possible)
                .findFirst()
                .ifPresentOrElse(
                        use, () -> models.status().setNotice(new Notice(words.of("analysis.none.eligible"), true)));
    }

    /** Analyses a series that was opened for that: its result is shown in a window that shows bone. */
    void introduce(OpenSeries series) {
        introduced = series;
        start(series);
    }

    void start(OpenSeries series) {
        State state = of(series);
        if (state.analysis instanceof Analysis.Impossible || state.job != null) {
            return;
        }
        state.found.clear();
        state.analysis = new Analysis.Running(-1, words.of("job.waiting"));
        List<Analyst.Found> partial = new CopyOnWriteArrayList<>();
        state.job = jobs.<List<Analyst.Found>>submit(
                words.of("analysis.job"),
                LANE,
                progress -> services.analyst().analyse(series, progress, partial::add),
                new Outcome<>() {
                    @Override
                    public void done(List<Analyst.Found> found) {
                        state.found.addAll(found);
                        end(series, new Analysis.Done());
                        jumpTo(series, found);
                    }

                    @Override
                    public void failed(Problem problem) {
                        end(series, new Analysis.Failed(words.of(problem)));
                    }

                    @Override
                    public void cancelled() {
                        state.found.addAll(partial);
                        end(series, new Analysis.Possible());
                    }
                });
        refresh(series);
    }

    /** Forgets what is known about a series. */
    void forget(OpenSeries series) {
        states.remove(series.item().id());
    }

    boolean running(OpenSeries series) {
        return of(series).job != null;
    }

    private void end(OpenSeries series, Analysis how) {
        State state = of(series);
        state.job = null;
        state.analysis = how;
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
        FindingSummary first = found.get(0).summary();
        models.status().setDevice(first.device());
        if (series == shown && first.areas().first() >= 0) {
            models.viewport().goTo(first.areas().largest());
            if (series == introduced && ownWindow()) {
                models.viewport().preset(WindowPreset.BONE);
            }
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
        Job job = state.job;
        if (job != null && state.analysis instanceof Analysis.Running && job.state() == Job.State.RUNNING) {
            state.analysis = new Analysis.Running(job.fraction(), job.step());
            models.inspector().setAnalysis(state.analysis);
        }
    }

    void cancel(OpenSeries series) {
        Job job = of(series).job;
        if (job != null) {
            job.cancel();
        }
    }

    void decide(OpenSeries series, String findingId, FindingState decision) {
        State state = of(series);
        state.found.replaceAll(f -> {
            FindingSummary s = f.summary();
            return s.id().equals(findingId) ? new Analyst.Found(s.decided(decision), f.mask()) : f;
        });
        services.analyst().decide(findingId, decision);
        refresh(series);
    }
}
