package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.Window;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of windows and colours in the documentation, at two sizes. */
@Tag("ui")
class GreyScreenshotsTest {
    private static final Path SAMPLE = Path.of("models", "mandible-ct", "sample", "input");

    @TempDir
    Path folder;

    @Test
    void theSampleInColoursWithTheirLegend() throws Exception {
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            fx(() -> window.workplace.desk().open(List.of(SAMPLE)));
            window.until(() -> !window.models().browser().items().isEmpty()
                    && window.models().jobs().active().isEmpty());
            fx(() -> window.workplace
                    .desk()
                    .showSeries(window.models().browser().items().getFirst().id()));
            window.untilPainted();
            fx(() -> {
                window.view().zoomSteps(4, 517, 400);
                window.view().setWindow(new Window(300, 1400));
                window.view().setColours(ColourMap.HOT_IRON);
            });
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "colours"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
                window.view().setColours(ColourMap.HEAT);
            });
            WaitForAsyncUtils.waitForFxEvents();
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "colours-small"));
        }
    }
}
