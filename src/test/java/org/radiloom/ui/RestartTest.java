package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.command.Keys;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.words.Language;

/** What a reader chose is there after a restart, in a home folder and with files that have Chinese names. */
@Tag("ui")
class RestartTest {
    @TempDir
    Path folder;

    @Test
    void theWindowComesBackAsItWasLeft() throws Exception {
        Path study = folder.resolve("张伟 的检查").resolve("颌面部 CT");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(32, 32, 6, 2, 2, 2)).stack())
                .patient("张^伟")
                .writeTo(study);
        Home home = Home.under(folder.resolve("用户 主目录"));
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder, home)) {
            fx(() -> {
                window.saved.preferences().setLanguage(Language.CHINESE);
                window.saved.preferences().setScalePercent(125);
                window.workplace
                        .commands()
                        .assign(window.workplace.commands().find("view.invert").orElseThrow(), Keys.of("Ctrl+J"));
                window.models().panes().setGrid(new PaneGrid(1, 2));
                window.stage.setX(120);
                window.stage.setY(60);
                window.stage.setWidth(1300);
                window.stage.setHeight(820);
            });
        }
        assertTrue(Files.exists(home.config().resolve("settings.json")));
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder, home)) {
            assertEquals("仅供研究使用，不用于诊断", window.node("research", Label.class).getText());
            assertEquals("黑白反转（Ctrl+J）", window.workplace.commands().tooltip("view.invert", window.workplace.words()));
            assertEquals(new PaneGrid(1, 2), window.models().panes().grid());
            assertEquals(120, window.stage.getX());
            assertEquals(60, window.stage.getY());
            assertEquals(1300, window.stage.getWidth());
            assertEquals(820, window.stage.getHeight());
            fx(() -> window.workplace.desk().open(List.of(study)));
            window.until(() -> window.view().slices() == 6);
            assertTrue(window.models().browser().items().getFirst().detail().contains("6 幅图像"));
        }
        Files.writeString(home.config().resolve("settings.json"), "{damaged");
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder, home)) {
            assertTrue(window.models().status().notice().orElseThrow().words().contains("settings.json.damaged"));
        }
    }
}
