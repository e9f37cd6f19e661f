package org.radiloom.ui;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.radiloom.home.Home;
import org.radiloom.infer.EngineRoom;
import org.radiloom.job.Jobs;
import org.radiloom.model.ModelRegistry;
import org.radiloom.review.Review;
import org.radiloom.study.Importer;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.UnpackedArchives;
import org.radiloom.study.key.KeyImageStore;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.Desk;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Dialogs;
import org.radiloom.ui.shell.DeskCommands;
import org.radiloom.ui.shell.PaneCommands;
import org.radiloom.ui.shell.PictureCommands;
import org.radiloom.ui.shell.Shell;
import org.radiloom.ui.words.Words;

/** The one place where the parts of the window are put together; made and used on the FX thread. */
final class Workplace implements AutoCloseable {
    /** Of Java's memory, for the pixels of open series; masks, models' inputs and the window need the rest. */
    private static final double PIXEL_SHARE = 0.4;

    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 600;

    private final DeskModels models = DeskModels.empty();
    private final Commands commands = new Commands();
    private final Jobs jobs = new Jobs(Platform::runLater, models.jobs()::changed);
    private final Jobs quiet = new Jobs(Platform::runLater);
    private final EngineRoom room = new EngineRoom();
    private final UnpackedArchives archives;
    private final Review review;
    private final Desk desk;
    private final Shell shell;
    private final Stage stage;

    Workplace(Stage stage, Words words, ModelRegistry installed, Dialogs dialogs, Home home) {
        this.stage = stage;
        archives = new UnpackedArchives(home.cache());
        Look.loadFallbackFont();
        var loader = new SeriesLoader((long) (PIXEL_SHARE * Runtime.getRuntime().maxMemory()), Runnable::run)
                .watchingTheHeap();
        review = new Review(room, loader);
        var services = new Desk.Services(
                new StudyLibrary(
                        new Importer(archives),
                        new SeriesServices(loader, words, models.patients(), new KeyImageStore(home.data()))),
                new ReviewAnalyst(review, installed, loader, words),
                dialogs);
        desk = new Desk(models, services, jobs, quiet, Platform::runLater, words);
        DeskCommands.register(commands, models, desk, this::focusViewport);
        models.patients().onChange(desk::retell);
        PictureCommands.register(commands, models, () -> shell().viewport(), desk, words);
        PaneCommands.register(commands, models, desk, this::focusViewport);
        shell = new Shell(models, words, desk, commands);
        desk.onSliceArrived(shell::sliceArrived);
        desk.onceOnScreen(what -> shell.viewport().afterPainting(what));
        models.status()
                .onChange(() -> stage.setTitle(models.status()
                        .title()
                        .map(series -> words.of("window.title.series", series))
                        .orElse(words.of("window.title"))));
        stage.setTitle(words.of("window.title"));
    }

    private void focusViewport() {
        shell.viewport().requestFocus();
    }

    /** Shows the window, as large as the screen allows. */
    void show() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setScene(Look.scene(shell, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight())));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        Look.setIcons(stage);
        stage.show();
        shell.viewport().requestFocus();
    }

    Desk desk() {
        return desk;
    }

    DeskModels models() {
        return models;
    }

    Commands commands() {
        return commands;
    }

    Shell shell() {
        return shell;
    }

    @Override
    public void close() {
        jobs.close();
        quiet.close();
        review.close();
        room.close();
        archives.close();
    }
}
