package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.radiloom.home.Home;
import org.radiloom.model.ModelRegistry;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Dialogs;
import org.radiloom.ui.preference.SavedPreferences;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on the headless platform, with the hands of a reader. */
final class WindowUnderTest implements AutoCloseable {
    final FxRobot robot = new FxRobot();
    final Stage stage;
    final Workplace workplace;
    final SavedPreferences saved;

    private WindowUnderTest(Stage stage, Workplace workplace, SavedPreferences saved) {
        this.stage = stage;
        this.workplace = workplace;
        this.saved = saved;
    }

    /** Opens an empty window of 1600 x 1000 pixels; nothing was chosen in it before. */
    static WindowUnderTest open(Path models, Path answer) throws TimeoutException {
        Path home;
        try {
            home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(models, answer, Home.under(home));
    }

    /** The same with the user's own folders in this place. */
    static WindowUnderTest open(Path models, Path answer, Home home) throws TimeoutException {
        return open(models, new FakeDialogs(answer), home);
    }

    /** The same with questions answered by {@code dialogs}. */
    static WindowUnderTest open(Path models, Dialogs dialogs, Home home) throws TimeoutException {
        Stage stage = FxToolkit.registerPrimaryStage();
        var window = fx(() -> {
            var saved = SavedPreferences.in(home, Language.ENGLISH);
            boolean fresh = saved.preferences().window().isEmpty();
            var workplace = new Workplace(stage, Words.in(Language.ENGLISH), new ModelRegistry(models), dialogs, saved);
            workplace.show();
            if (fresh) {
                stage.setX(0);
                stage.setY(0);
                // the test before may have left the one stage smaller
                stage.setWidth(1600);
                stage.setHeight(1000);
            }
            return new WindowUnderTest(stage, workplace, saved);
        });
        // keys go to the window that has the focus, which comes a moment after it is shown
        fx(stage::requestFocus);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, stage.focusedProperty());
        WaitForAsyncUtils.waitForFxEvents();
        return window;
    }

    /** Runs something on the FX thread and waits for it. */
    static <T> T fx(Callable<T> what) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, what);
    }

    static void fx(Runnable what) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, what);
    }

    DeskModels models() {
        return workplace.models();
    }

    ViewportModel view() {
        return workplace.models().viewport();
    }

    Viewport viewport() {
        return workplace.shell().viewport();
    }

    /** Waits until the condition holds on the FX thread. */
    void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> fx(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until the slice that is asked for is painted. */
    void untilPainted() throws TimeoutException {
        until(() -> view().stack().isPresent() && viewport().paintedSlice() == view().slice());
    }

    <T extends Node> T node(String id, Class<T> type) {
        T found = robot.lookup("#" + id).queryAs(type);
        assertNotNull(found, id);
        return found;
    }

    /** Turns the wheel by notches, positive is away from the reader; the headless robot turns it the wrong way. */
    void wheel(double notches, boolean ctrl) {
        fx(() -> viewport().fireEvent(wheelEvent(notches, ctrl)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    static ScrollEvent wheelEvent(double notches, boolean ctrl) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                400,
                400,
                700,
                500,
                false,
                ctrl,
                false,
                false,
                true,
                false,
                0,
                40 * notches,
                0,
                40 * notches,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    @Override
    public void close() {
        fx(() -> {
            stage.hide();
            workplace.close();
        });
        Platform.setImplicitExit(false);
    }
}
