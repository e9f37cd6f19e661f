package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.inspect.Analysis;

@Tag("ui")
@Tag("engine")
class AnalysisWindowTest {
    @TempDir
    Path folder;

    /** The whole way: folder, series, model, mask on screen, a reader's word, files. The fixture's model marks every voxel. */
    @Test
    void aSeriesIsOpenedAnalysedAcceptedAndExported() throws Exception {
        TinyModel.write(folder.resolve("models"), "everything");
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(64, 64, 24, 3, 3, 3)).stack())
                .writeTo(study);
        Path out = folder.resolve("out");
        try (var window = WindowUnderTest.open(folder.resolve("models"), out)) {
            fx(() -> window.workplace.desk().open(List.of(study), true));
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done
                    || window.models().inspector().analysis() instanceof Analysis.Failed);
            assertEquals(new Analysis.Done(), window.models().inspector().analysis());
            var caution = window.node("finding-caution", Label.class);
            assertTrue(caution.getText().contains("25 to 150 cm³"), caution.getText());
            assertTrue(
                    caution.getHeight() > 30 && caution.getGraphic().isVisible(), "two lines or more, with its sign");
            fx(() -> Screenshots.save(window.stage.getScene(), "window-caution"));
            assertEquals("Draft", window.node("finding-state", Label.class).getText());
            assertTrue(window.view().over().mask().orElseThrow().draft());

            window.robot.clickOn("#finding-accept");
            assertFalse(window.view().over().mask().orElseThrow().draft());
            window.robot.push(KeyCode.O);
            assertFalse(window.view().over().shown());

            window.robot.clickOn("#finding-export");
            window.until(() -> window.models().status().notice().isPresent());
            assertTrue(Files.exists(out.resolve("findings.json")));
            try (Stream<Path> files = Files.walk(out)) {
                List<String> names = files.map(f -> f.getFileName().toString()).toList();
                assertTrue(names.stream().anyMatch(n -> n.endsWith(".nii.gz")), names::toString);
            }
        }
    }
}
