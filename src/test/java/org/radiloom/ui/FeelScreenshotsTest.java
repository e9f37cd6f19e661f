package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.ui.preference.Theme;
import org.radiloom.ui.words.Language;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of keys, languages and looks in the documentation. */
@Tag("ui")
class FeelScreenshotsTest {
    @TempDir
    Path folder;

    @Test
    void theSampleInEveryLook() throws Exception {
        Path sample = ScreenshotsTest.sample("mandible-ct");
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            var preferences = window.saved.preferences();
            fx(() -> window.workplace.desk().open(List.of(sample)));
            window.until(() -> window.view().slices() > 0
                    && window.models().jobs().active().isEmpty());
            fx(() -> window.view().zoomSteps(4, 517, 400));
            window.robot.push(KeyCode.CONTROL, KeyCode.K);
            window.robot.write("slice");
            shot(window, "palette");
            window.robot.push(KeyCode.ESCAPE);
            window.robot.push(KeyCode.F1);
            shot(window, "shortcuts");
            window.robot.push(KeyCode.ESCAPE);
            fx(() -> preferences.setTheme(Theme.LIGHT));
            shot(window, "window-light");
            fx(() -> preferences.setTheme(Theme.DARK));
            fx(() -> preferences.setLanguage(Language.CHINESE));
            window.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
            shot(window, "preferences-chinese");
            window.robot.push(KeyCode.ESCAPE);
            fx(() -> preferences.setLanguage(Language.ENGLISH));
            fx(() -> {
                preferences.setScalePercent(200);
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
            });
            shot(window, "window-200");
        }
    }

    private static void shot(WindowUnderTest window, String name) throws Exception {
        window.untilPainted();
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), name));
    }
}
