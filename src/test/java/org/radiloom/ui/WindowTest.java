package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Window;
import org.radiloom.ui.browse.BrowserRow;
import org.radiloom.ui.view.Tool;
import org.testfx.util.WaitForAsyncUtils;

/** One real window, used as a reader uses it: a CT of 40 slices and an ultrasound film in a folder with a stray text. */
@Tag("ui")
class WindowTest {
    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static String ct = "";

    @BeforeAll
    static void openTheFolder() throws Exception {
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(96, 96, 40, 2, 2, 2)).stack())
                .patient("张^伟")
                .writeTo(study);
        DicomSeriesFixture.ultrasoundFilm(study.resolve("film.dcm"), 64, 48, 3);
        Files.writeString(study.resolve("notes.txt"), "not an image");
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.models().browser().items().size() == 2
                && window.models().jobs().active().isEmpty());
        ct = window.models().browser().items().stream()
                .filter(item -> item.detail().startsWith("CT"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @BeforeEach
    void showTheCt() throws Exception {
        fx(() -> {
            window.workplace.desk().showSeries(ct);
        });
        window.until(() -> window.view().slices() == 40);
        fx(() -> {
            window.view().setTool(Tool.SCROLL);
            window.view().reset();
            window.view().goTo(20);
            window.viewport().requestFocus();
        });
        window.untilPainted();
    }

    @Test
    void theResearchLineTheLettersAndThePlaceAreThere() {
        assertEquals(
                "Research use only, not for diagnosis",
                window.node("research", Label.class).getText());
        assertEquals("RLAP", window.viewport().text().letters());
        assertTrue(window.viewport().text().viewWords().endsWith("Slice 21 / 40"));
        assertEquals("H 40.0 mm", window.viewport().text().positionWords());
    }

    @Test
    void theWheelAndTheKeysScroll() throws Exception {
        window.wheel(-3, false);
        window.untilPainted();
        assertEquals(23, window.viewport().paintedSlice());
        window.robot.push(KeyCode.PAGE_UP);
        window.robot.push(KeyCode.UP);
        assertEquals(12, window.view().slice());
        window.robot.push(KeyCode.END);
        window.untilPainted();
        assertEquals(39, window.viewport().paintedSlice());
        window.robot.push(KeyCode.HOME);
        assertEquals(0, window.view().slice());
    }

    @Test
    void ctrlAndTheWheelZoomAndTheMiddleButtonPans() {
        double before = window.view().place().zoom();
        window.wheel(2, true);
        assertEquals(before * 1.15 * 1.15, window.view().place().zoom(), 1e-9);
        double offset = window.view().place().offsetX();
        window.robot
                .moveTo(window.viewport())
                .press(MouseButton.MIDDLE)
                .moveBy(40, 0)
                .release(MouseButton.MIDDLE);
        assertEquals(offset + 40, window.view().place().offsetX(), 1.5);
        window.robot.push(KeyCode.F);
        assertEquals(before, window.view().place().zoom(), 1e-9);
    }

    @Test
    void keysTurnAndMirrorTheSliceWithItsLettersAndResetTurnsItBack() {
        window.robot.push(KeyCode.SHIFT, KeyCode.R);
        assertEquals("PARL", window.viewport().text().letters());
        window.robot.push(KeyCode.SHIFT, KeyCode.L);
        window.robot.push(KeyCode.H);
        assertEquals("LRAP", window.viewport().text().letters());
        window.robot.push(KeyCode.V);
        assertEquals("LRPA", window.viewport().text().letters());
        window.robot.push(KeyCode.R);
        assertEquals("RLAP", window.viewport().text().letters());
    }

    @Test
    void theRightButtonAndTheNumberKeysChangeTheWindow() {
        window.robot.push(KeyCode.DIGIT3);
        assertEquals(new Window(500, 2000), window.view().window());
        window.robot
                .moveTo(window.viewport())
                .press(MouseButton.SECONDARY)
                .moveBy(40, 0)
                .release(MouseButton.SECONDARY);
        assertEquals(500, window.view().window().centre(), 20);
        assertTrue(window.view().window().width() > 2300);
        assertTrue(window.viewport().text().viewWords().startsWith("C 500"));
    }

    @Test
    void thePointerReadsTheValueUnderIt() {
        window.robot.moveTo(window.viewport());
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(
                window.viewport().text().positionWords().contains(" HU\n"),
                window.viewport().text().positionWords());
    }

    @Test
    void strayFilesAreListedWithTheirReason() {
        window.robot.clickOn("#show-skipped");
        TableView<?> table = window.node("skipped-table", TableView.class);
        assertEquals(1, table.getItems().size());
        window.robot.clickOn("#skipped-close");
        assertTrue(window.robot.lookup("#skipped-table").tryQuery().isEmpty());
    }

    @Test
    void aClickInTheListShowsThatSeriesAndSaysWhatItIsNotFor() throws Exception {
        var rows = window.models().browser().rows(java.time.LocalDate.of(2026, 12, 1));
        int film = 0;
        for (int n = 0; n < rows.size(); n++) {
            if (rows.get(n) instanceof BrowserRow.Entry e && !e.item().id().equals(ct)) {
                film = n;
            }
        }
        int row = film;
        fx(() -> window.node("series", javafx.scene.control.ListView.class)
                .getSelectionModel()
                .select(row));
        window.until(() -> window.view().slices() == 3);
        window.untilPainted();
        assertEquals("", window.viewport().text().letters());
        assertTrue(window.node("grade-liver", Button.class).isDisabled());
        assertFalse(window.viewport().text().viewWords().isEmpty());
    }
}
