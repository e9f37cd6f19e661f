package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Window;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of playing and looking closer in the documentation, at two sizes. */
@Tag("ui")
class MotionScreenshotsTest {
    private static final Path SAMPLE = Path.of("models", "mandible-ct", "sample", "input");
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    private static void open(WindowUnderTest window, Path study) throws Exception {
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> !window.models().browser().items().isEmpty()
                && window.models().jobs().active().isEmpty());
        fx(() -> window.workplace
                .desk()
                .showSeries(window.models().browser().items().getFirst().id()));
        window.untilPainted();
    }

    private static void small(WindowUnderTest window) throws Exception {
        fx(() -> {
            window.stage.setWidth(1280);
            window.stage.setHeight(800);
        });
        WaitForAsyncUtils.waitForFxEvents();
        window.untilPainted();
    }

    @Test
    void anUltrasoundLoopThatPlays() throws Exception {
        LiverFilm film = LiverFilm.of(6, 110, 70);
        double[] increments = new double[FRAMES];
        Random random = new Random(3);
        Arrays.setAll(increments, k -> 30 + random.nextInt(41));
        Path loop = DicomSeriesFixture.ultrasoundLoop(
                folder.resolve("study").resolve("loop.dcm"),
                LiverFilm.COLUMNS,
                LiverFilm.ROWS,
                f -> (ColourSlice) film.slice(f % 6),
                increments);
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            open(window, loop);
            fx(() -> window.view().goTo(0));
            window.untilPainted();
            fx(() -> window.viewport().requestFocus());
            window.robot.push(KeyCode.SPACE);
            WaitForAsyncUtils.sleep(2500, TimeUnit.MILLISECONDS);
            fx(() -> Screenshots.save(window.stage.getScene(), "cine"));
            small(window);
            WaitForAsyncUtils.sleep(1500, TimeUnit.MILLISECONDS);
            fx(() -> Screenshots.save(window.stage.getScene(), "cine-small"));
            window.robot.push(KeyCode.SPACE);
        }
    }

    @Test
    void theSampleUnderTheMagnifierAndTurned() throws Exception {
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            open(window, SAMPLE);
            fx(() -> {
                window.view().zoomSteps(4, 517, 400);
                window.view().setWindow(new Window(300, 1400));
                window.viewport().requestFocus();
            });
            window.robot.moveTo(window.viewport()).moveBy(-70, -190);
            window.robot.push(KeyCode.Q);
            window.wheel(2, false);
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "lens"));
            small(window);
            fx(() -> Screenshots.save(window.stage.getScene(), "lens-small"));
            window.robot.push(KeyCode.Q);
            window.robot.push(KeyCode.SHIFT, KeyCode.R);
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "turned-small"));
        }
    }
}
