package org.radiloom.ui.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.radiloom.imaging.ImageStack;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.view.Presentation;

/**
 * Keeps the reader's tools — region, index, evidence — in step with the series and the frame of a pane. Region and index
 * are those of the whole window and follow the active pane.
 */
final class GradingDesk {
    private final Pane pane;
    private final BooleanSupplier active;
    private final ReaderTools tools;
    private final Analyst analyst;
    private final Jobs quiet;
    private List<Analyst.Found> offered = List.of();
    private boolean explaining;

    /** @param active whether this is the pane that region and index belong to */
    GradingDesk(Pane pane, BooleanSupplier active, Analyst analyst, Jobs quiet) {
        this.pane = pane;
        this.active = active;
        this.tools = pane.tools();
        this.analyst = analyst;
        this.quiet = quiet;
        pane.viewport().onChange(this::follow);
        tools.evidence().onChange(this::explain);
    }

    private void follow() {
        if (active.getAsBoolean()) {
            tools.region().goTo(pane.viewport().slice());
        }
        tools.evidence().goTo(pane.viewport().slice());
    }

    /** Another series is in the pane. */
    void show() {
        tools.evidence().hide();
        offered = List.of();
        activated();
    }

    /** The pane may have become the active one. */
    void activated() {
        OpenSeries series = pane.series().orElse(null);
        ImageStack stack = pane.viewport().stack().orElse(null);
        if (!active.getAsBoolean() || series == null || stack == null) {
            return;
        }
        String id = series.item().id();
        Presentation how = series.presentation();
        tools.region().show(id, stack.columns(), stack.rows());
        tools.index()
                .show(
                        id,
                        stack,
                        how.film(),
                        analyst.takesIndex(series.source()),
                        how.pixel().map(Presentation.PixelMm::row));
        follow();
        decided();
    }

    /** These findings belong to the series in the pane. */
    void offer(List<Analyst.Found> found) {
        offered = List.copyOf(found);
        grade(found).ifPresentOrElse(tools.evidence()::show, tools.evidence()::clear);
        decided();
    }

    private void decided() {
        if (!active.getAsBoolean()) {
            return;
        }
        Optional<FindingState> state = offered.stream()
                .filter(Analyst.Found.Grade.class::isInstance)
                .map(f -> f.summary().state())
                .findFirst();
        tools.region()
                .setDecided(
                        state.filter(s -> s == FindingState.ACCEPTED).isEmpty(),
                        state.filter(s -> s == FindingState.REJECTED).isPresent());
    }

    static Optional<GradeFinding> grade(List<Analyst.Found> found) {
        for (Analyst.Found each : found) {
            if (each instanceof Analyst.Found.Grade g && g.summary().state() != FindingState.REJECTED) {
                return Optional.of(g.summary().finding());
            }
        }
        return Optional.empty();
    }

    /** One frame at a time: while the reader scrolls, those in between are never asked for. */
    private void explain() {
        OpenSeries series = pane.series().orElse(null);
        Optional<Integer> wanted = tools.evidence().wanted();
        Optional<String> finding = tools.evidence().finding().map(GradeFinding::id);
        if (explaining || series == null || wanted.isEmpty() || finding.isEmpty()) {
            return;
        }
        int frame = wanted.get();
        String id = finding.get();
        explaining = true;
        quiet.<Optional<GradeExplanation>>submit(
                "explanation", "explain", progress -> analyst.explain(series.source(), id, frame), new Outcome<>() {
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
