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
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.home.Home;
import org.radiloom.imaging.ImageStack;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.job.Jobs;
import org.radiloom.job.Progress;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.desk.Analyst;
import org.radiloom.ui.desk.Desk;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.MemorySeries;
import org.radiloom.ui.desk.OpenSeries;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.AnomalySummary.Tags;
import org.radiloom.ui.inspect.FindingState;
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

/** The window with a chest CT or a film of a liver, and a search for anomalies that makes its answers up. */
final class AnomalyWindow implements AutoCloseable {
    final Preferences preferences = new Preferences(Language.ENGLISH);
    final FxRobot robot = new FxRobot();
    final Stage stage;
    final DeskModels models = DeskModels.empty();
    final List<Analyst.Request> requests = new CopyOnWriteArrayList<>();
    final List<FindingState> decisions = new ArrayList<>();
    final Shell shell;
    volatile AnomalyFinding answer;
    volatile Tags tags;
    private final boolean film;
    private final Jobs jobs = new Jobs(Platform::runLater, models.jobs()::changed);
    private final Jobs quiet = new Jobs(Platform::runLater);

    private AnomalyWindow(Stage stage, ImageStack stack, boolean film) {
        this.stage = stage;
        this.film = film;
        tags = film ? new Tags("US", "ABDOMEN") : new Tags("CT", "CHEST");
        answer = MadeUpAnomalies.series("first", film ? Kind.LIVER : Kind.LUNG, stack.slices());
        Words words = Words.in(Locale.ENGLISH);
        Look.loadFallbackFont();
        var item = new SeriesItem(
                "series",
                film ? "Fixture^Liver" : "Fixture^Chest",
                film ? "2026-01-31  Abdomen" : "2026-02-14  Chest",
                film ? "Liver" : "Lung 3 mm",
                film ? "US · film" : "CT · " + stack.slices() + " images");
        OpenSeries series = new MemorySeries(
                item,
                stack,
                new Caption(List.of(item.patient()), List.of(item.study(), item.title())),
                film ? new Presentation(false, false, Optional.empty(), true) : Presentation.PLAIN,
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
        var commands =
                AllCommands.of(models, desk, words, preferences, Home.under(Path.of("target", "home")), this::shell);
        shell = new Shell(models, words, desk, commands);
        desk.onSliceArrived(shell.viewport()::sliceArrived);
        desk.onceOnScreen(shell.viewport()::afterPainting);
        stage.setScene(Look.scene(shell, 1600, 1000, preferences));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        size(1600, 1000);
        desk.open(List.of(Path.of("series")));
    }

    private final class MadeUpAnalyst implements Analyst {
        @Override
        public List<Target> targets(OpenSeries series) {
            return film ? List.of(Target.LIVER_GRADE, Target.ANOMALY) : List.of(Target.ANOMALY);
        }

        @Override
        public Optional<String> whyNot(OpenSeries series) {
            return Optional.empty();
        }

        @Override
        public Result analyse(OpenSeries series, Request request, Progress progress, Consumer<Found> partial) {
            requests.add(request);
            return Result.of(List.of(new Found.Anomaly(new AnomalySummary(
                    answer,
                    FindingState.DRAFT,
                    tags,
                    film,
                    "Research on how unlike normal images an image is. It names no disease.",
                    List.of("It learned from few scanners.", "Small and faint changes are missed."),
                    "Processor"))));
        }

        @Override
        public boolean takesIndex(OpenSeries series) {
            return false;
        }

        @Override
        public Optional<GradeExplanation> explain(OpenSeries series, String findingId, int frame) {
            return Optional.empty();
        }

        @Override
        public void decide(String findingId, FindingState state) {
            decisions.add(state);
        }

        @Override
        public void export(OpenSeries series, Path folder, Progress progress) {}
    }

    static AnomalyWindow chest(int slices) throws TimeoutException {
        return open(MadeUpAnomalies.chest(slices), false);
    }

    static AnomalyWindow film(int frames) throws TimeoutException {
        return open(LiverFilm.of(frames, 118, 74), true);
    }

    private static AnomalyWindow open(ImageStack stack, boolean film) throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        AnomalyWindow window = fx(() -> new AnomalyWindow(stage, stack, film));
        window.until(() -> window.models.viewport().stack().isPresent()
                && window.shell.viewport().paintedSlice() >= 0);
        return window;
    }

    void size(double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
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
