package org.radiloom.ui;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.radiloom.home.Home;
import org.radiloom.infer.EngineRoom;
import org.radiloom.job.Jobs;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.review.Review;
import org.radiloom.study.Importer;
import org.radiloom.study.RecentPlaces;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.StudyIndex;
import org.radiloom.study.UnpackedArchives;
import org.radiloom.study.key.KeyImageStore;
import org.radiloom.study.measure.MeasurementStore;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.Desk;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Dialogs;
import org.radiloom.ui.desk.Notice;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.preference.SavedPreferences;
import org.radiloom.ui.preference.WindowPlace;
import org.radiloom.ui.shell.Shell;
import org.radiloom.ui.words.Retelling;
import org.radiloom.ui.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where the parts of the window are put together; made and used on the FX thread. */
final class Workplace implements AutoCloseable {
    /** Of Java's memory, for the pixels of open series; masks, models' inputs and the window need the rest. */
    private static final double PIXEL_SHARE = 0.4;

    private static final Logger log = LoggerFactory.getLogger(Workplace.class);
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 600;

    private final DeskModels models = DeskModels.empty();
    private final Commands commands;
    private final Jobs jobs = new Jobs(Platform::runLater, models.jobs()::changed);
    private final Jobs quiet = new Jobs(Platform::runLater);
    private final EngineRoom room = new EngineRoom();
    private final SeriesLoader loader;
    private final UnpackedArchives archives;
    private final StudyIndex index;
    private final Review review;
    private final Desk desk;
    private final Shell shell;
    private final Stage stage;
    private final Words words;
    private final SavedPreferences saved;
    private final Preferences preferences;

    /** @param saved what the reader chose before, and where the program's own folders are */
    Workplace(Stage stage, Words words, ModelRegistry installed, Dialogs dialogs, SavedPreferences saved) {
        this.stage = stage;
        this.words = words;
        this.saved = saved;
        this.preferences = saved.preferences();
        Home home = saved.home();
        archives = new UnpackedArchives(home.cache());
        index = StudyIndex.in(home.cache(), archives);
        Look.loadFallbackFont();
        loader = new SeriesLoader((long) (PIXEL_SHARE * Runtime.getRuntime().maxMemory()), Runnable::run)
                .watchingTheHeap();
        words.speak(preferences.language());
        review = new Review(room, loader);
        var services = new Desk.Services(
                new StudyLibrary(
                        new Importer(archives),
                        index,
                        new SeriesServices(loader, words, models.patients(), new KeyImageStore(home.data()))),
                new ReviewAnalyst(review, installed, loader, words),
                dialogs,
                new StudyShelf(index, new RecentPlaces(home.data()), new Importer(archives), words, models.patients()),
                Optional.of(new MeasurementStore(home.data())),
                Optional.of(home.data().resolve("corrections")));
        desk = new Desk(models, services, jobs, quiet, Platform::runLater, words);
        models.patients().onChange(desk::retell);
        commands = AllCommands.of(models, desk, words, preferences, home, this::shell);
        stage.setFullScreenExitHint("");
        commands.register(Command.of("window.whole", Category.LAYOUT)
                .keys("F11")
                .does(() -> stage.setFullScreen(!stage.isFullScreen())));
        commands.restore(preferences.shortcuts());
        words.teach(commands::firstKey);
        shell = new Shell(models, words, desk, commands);
        desk.onSliceArrived(shell::sliceArrived);
        desk.onceOnScreen(what -> shell.viewport().afterPainting(what));
        models.status().onChange(this::title);
        title();
        follow();
    }

    private void title() {
        stage.setTitle(models.status()
                .title()
                .map(series -> words.of("window.title.series", series))
                .orElse(words.of("window.title")));
    }

    /** Keeps what the reader chooses, and does what they chose before. */
    private void follow() {
        preferences.layout().flatMap(PaneGrid::parse).ifPresent(models.panes()::setGrid);
        models.panes()
                .onChange(() -> preferences.setLayout(models.panes().grid().toString()));
        commands.onChange(() -> {
            preferences.setShortcuts(commands.changes());
            words.teach(commands::firstKey);
        });
        models.patients().setHidden(preferences.patientHidden());
        models.tools().edit().setAnnotator(preferences.annotator());
        models.patients()
                .onChange(() -> preferences.setPatientHidden(models.patients().hidden()));
        preferences.onChange(() -> {
            words.speak(preferences.language());
            models.patients().setHidden(preferences.patientHidden());
            models.tools().edit().setAnnotator(preferences.annotator());
        });
        words.onChange(this::retell);
        saved.keep(quiet, problem -> models.status().setNotice(new Notice(words.of(problem), true)));
        saved.setAside().ifPresent(file -> models.status()
                .setNotice(new Notice(words.of("preferences.damaged", file.toString()), true)));
    }

    /** Says everything again where it stands, in another language or with other keys. */
    private void retell() {
        desk.retell();
        Retelling.in(shell, words);
        title();
    }

    /** Shows the window where it was last, on a screen that is there; the first time as large as the screen allows. */
    void show() {
        List<WindowPlace.Area> screens = Stream.concat(Stream.of(Screen.getPrimary()), Screen.getScreens().stream())
                .map(Screen::getVisualBounds)
                .map(r -> new WindowPlace.Area(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight()))
                .distinct()
                .toList();
        WindowPlace.Area main = screens.getFirst();
        Optional<WindowPlace> last = preferences.window().map(p -> p.on(screens));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(Look.scene(shell, Math.min(WIDTH, main.width()), Math.min(HEIGHT, main.height()), preferences));
        last.ifPresent(place -> {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximised());
        });
        Look.setIcons(stage);
        stage.setOnHiding(e -> remember());
        stage.show();
        shell.viewport().requestFocus();
        desk.recall();
    }

    private void remember() {
        // once: the stage may be used for another window
        stage.setOnHiding(null);
        boolean maximised = stage.isMaximized() || stage.isFullScreen();
        // the size to go back to is not known while the window fills the screen
        WindowPlace now = new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), maximised);
        preferences.setWindow(
                maximised
                        ? preferences
                                .window()
                                .map(p -> new WindowPlace(p.x(), p.y(), p.width(), p.height(), true))
                                .orElse(now)
                        : now);
    }

    /** Bytes of pixels in memory. */
    long pixelBytes() {
        return loader.bytes();
    }

    Desk desk() {
        return desk;
    }

    DeskModels models() {
        return models;
    }

    Words words() {
        return words;
    }

    Commands commands() {
        return commands;
    }

    Shell shell() {
        return shell;
    }

    @Override
    public void close() {
        if (stage.getScene() != null) {
            // what is on no screen any more must not be kept by clocks that run on, nor by the stage and who had the
            // focus
            stage.getScene().setRoot(new Region());
            stage.setScene(null);
        }
        desk.close();
        jobs.close();
        quiet.close();
        review.close();
        room.close();
        index.close();
        archives.close();
        try {
            saved.close();
        } catch (Problem problem) {
            // the window is gone: nobody is there to tell
            log.warn("preferences not written: {}", problem.code());
        }
    }
}
