package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.model.ModelRegistry;
import org.radiloom.ui.inspect.Analysis;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of the documentation: the real window with the sample of the shipped model, at two sizes. */
@Tag("ui")
@Tag("engine")
class ScreenshotsTest {
    private static final Path MODELS = Path.of("models");

    @TempDir
    Path folder;

    @Test
    void theWindowWithTheSampleAndItsMandible() throws Exception {
        var shipped = new ModelRegistry(MODELS).list().packages();
        assumeTrue(!shipped.isEmpty() && shipped.get(0).sample().isPresent(), "no model package with a sample");
        Path sample = shipped.get(0).sample().orElseThrow().input();
        try (var window = WindowUnderTest.open(MODELS, folder)) {
            fx(() -> Screenshots.save(window.stage.getScene(), "window-empty"));
            fx(() -> window.workplace.desk().open(List.of(sample), true));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Running running
                            && running.fraction() > 0.3
                    || window.models().inspector().analysis() instanceof Analysis.Done);
            fx(() -> Screenshots.save(window.stage.getScene(), "window-running"));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done
                    || window.models().inspector().analysis() instanceof Analysis.Failed);
            assertEquals(new Analysis.Done(), window.models().inspector().analysis());
            // closer: the field of view is much wider than the head
            fx(() -> window.view().zoomSteps(4, 517, 400));
            window.robot.moveTo(window.viewport());
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-1600x1000"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
                window.view().fit();
                window.view().zoomSteps(3, 500, 340);
            });
            WaitForAsyncUtils.waitForFxEvents();
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-1280x800"));
        }
    }
}
