package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.home.Home;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.job.Jobs;
import org.radiloom.job.Progress;
import org.radiloom.review.ReaderInput;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.desk.Analyst;
import org.radiloom.ui.desk.Desk;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.MemorySeries;
import org.radiloom.ui.desk.OpenSeries;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.shell.Shell;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window with a film of a liver, and a grader that makes its answers up. */
final class GradeWindow implements AutoCloseable {
    final FxRobot robot = new FxRobot();
    final Stage stage;
    final DeskModels models = DeskModels.empty();
    final List<ReaderInput> inputs = new CopyOnWriteArrayList<>();
    final List<FindingState> decisions = new ArrayList<>();
    final Shell shell;
    volatile List<Double> study = List.of(0.05, 0.13, 0.72, 0.1);
    volatile Optional<String> refusal = Optional.empty();
    volatile List<String> set = List.of("moderate");
    private final Jobs jobs = new Jobs(Platform::runLater, models.jobs()::changed);
    private final Jobs quiet = new Jobs(Platform::runLater);

    private GradeWindow(Stage stage, LiverFilm film) {
        this.stage = stage;
        Words words = Words.in(Locale.ENGLISH);
        Look.loadFallbackFont();
        var item = new SeriesItem("film", "Fixture^Liver", "2026-01-31  Abdomen", "Liver and kidney", "US · film");
        OpenSeries series = new MemorySeries(
                item,
                film,
                new Caption(List.of("Fixture^Liver"), List.of("2026-01-31", "Abdomen", "Liver and kidney")),
                new Presentation(false, false, Optional.of(new Presentation.PixelMm(0.35, 0.35)), true),
                Optional.empty());
        var desk = new Desk(
                models,
                new Desk.Services(
                        (paths, progress, found) -> {
                            found.accept(series);
                            return List.of();
                        },
                        new MadeUpAnalyst(),
                        new FakeDialogs(Path.of("unused"))),
                jobs,
                quiet,
                Platform::runLater,
                words);
        var commands = AllCommands.of(
                models,
                desk,
                words,
                new Preferences(Language.ENGLISH),
                Home.under(Path.of("target", "home")),
                this::shell);
        shell = new Shell(models, words, desk, commands);
        desk.onSliceArrived(shell.viewport()::sliceArrived);
        desk.onceOnScreen(shell.viewport()::afterPainting);
        stage.setScene(Look.scene(shell, 1600, 1000));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        stage.setWidth(1600);
        stage.setHeight(1000);
        desk.open(List.of(Path.of("film")));
    }

    private final class MadeUpAnalyst implements Analyst {
        private int runs;

        @Override
        public List<Target> targets(OpenSeries series) {
            return List.of(Target.LIVER_GRADE);
        }

        @Override
        public Optional<String> whyNot(OpenSeries series) {
            return Optional.empty();
        }

        @Override
        public Result analyse(OpenSeries series, Request request, Progress progress, Consumer<Found> partial) {
            ReaderInput input = request.input();
            inputs.add(input);
            runs++;
            if (refusal.isPresent()) {
                return new Result(List.of(), refusal);
            }
            var finding = MadeUpGrades.finding(
                    "grade-" + runs, models.viewport().slices(), study, set, input.regions(), input.declared());
            return Result.of(List.of(new Found.Grade(new GradeSummary(
                    finding,
                    FindingState.DRAFT,
                    "Research on how fat in the liver looks in B-mode ultrasound of adults.",
                    List.of("It learned from few patients of one device.", "A single frame is worse than several."),
                    "Processor"))));
        }

        @Override
        public boolean takesIndex(OpenSeries series) {
            return true;
        }

        @Override
        public Optional<GradeExplanation> explain(OpenSeries series, String findingId, int frame) {
            return Optional.of(MadeUpGrades.explanation(frame));
        }

        @Override
        public void decide(String findingId, FindingState state) {
            decisions.add(state);
        }

        @Override
        public void export(OpenSeries series, Path folder, Progress progress) {}
    }

    static GradeWindow open(int frames) throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        LiverFilm film = LiverFilm.of(frames, 118, 74);
        GradeWindow window = fx(() -> new GradeWindow(stage, film));
        window.until(() -> window.models.viewport().stack().isPresent()
                && window.shell.viewport().paintedSlice() >= 0);
        return window;
    }

    /** Waits until the condition holds on the FX thread. */
    void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }

    <T extends Node> T node(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    boolean there(String id) {
        return robot.lookup("#" + id).tryQuery().isPresent();
    }

    @Override
    public void close() {
        fx(() -> {
            stage.hide();
            jobs.close();
            quiet.close();
        });
        Platform.setImplicitExit(false);
    }

    private Shell shell() {
        return shell;
    }
}
