package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.ui.desk.Linking;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** Several panes in the real window: an axial, a finer axial and a coronal series of one patient, and a film. */
@Tag("ui")
class PanesWindowTest {
    private static final Geometry AXIAL = Geometry.axial(96, 96, 40, 2, 2, 2);

    @TempDir
    static Path folder;

    private static WindowUnderTest window;

    @BeforeAll
    static void openTheFolder() throws Exception {
        Path study = folder.resolve("study");
        write(1, AXIAL, study);
        write(2, Geometry.axial(96, 96, 80, 2, 2, 1), study);
        write(
                3,
                new Geometry(96, 40, 48, new Vec3(0, 0, 78), new Vec3(2, 0, 0), new Vec3(0, 0, -2), new Vec3(0, 4, 0)),
                study);
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.models().browser().items().size() == 3
                && window.models().jobs().active().isEmpty());
    }

    private static void write(int number, Geometry grid, Path study) throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(grid).stack()).series(number).writeTo(study);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @BeforeEach
    void fourPanes() throws Exception {
        fx(() -> window.models().linking().setMode(Linking.Mode.POSITION));
        fx(() -> window.workplace.desk().arrange(new PaneGrid(2, 2)));
        fx(() -> window.models().panes().activate(panes().get(0)));
        window.until(() -> panes().stream().filter(p -> p.series().isPresent()).count() == 3);
        window.untilPainted();
    }

    private static List<Pane> panes() {
        return window.models().panes().shown();
    }

    private static Viewport viewport(int n) {
        return window.node(n == 0 ? "viewport" : "viewport-" + (n + 1), Viewport.class);
    }

    private static String number(int pane) {
        return panes().get(pane).series().orElseThrow().item().title();
    }

    @Test
    void fourPanesShareTheRoomAndTheEmptyOneSaysWhatToDo() {
        Bounds first = viewport(0).localToScene(viewport(0).getBoundsInLocal());
        Bounds last = viewport(3).localToScene(viewport(3).getBoundsInLocal());
        assertEquals(first.getWidth(), last.getWidth(), 2);
        assertEquals(first.getHeight(), last.getHeight(), 2);
        assertTrue(last.getMinX() > first.getMaxX() && last.getMinY() > first.getMaxY());
        assertEquals(
                "Select a series on the left, or open a folder (Ctrl+O).",
                viewport(3).text().message());
    }

    @Test
    void aClickMakesAPaneTheActiveOneAndTheKeysBelongToIt() {
        window.robot.clickOn(viewport(2));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(panes().get(2), window.models().panes().active());
        fx(() -> window.models().linking().setMode(Linking.Mode.OFF));
        int before = panes().get(0).viewport().slice();
        window.robot.push(KeyCode.HOME);
        assertEquals(0, panes().get(2).viewport().slice());
        assertEquals(before, panes().get(0).viewport().slice());
    }

    @Test
    void theFinerSeriesFollowsAndTheCoronalOneShowsTheLineWhereTheSliceCutsIt() {
        assertEquals("Series 2", number(1));
        assertEquals("Series 3", number(2));
        fx(() -> panes().get(0).viewport().goTo(30));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(60, panes().get(1).viewport().slice(), "z = 60 mm in slices of 1 mm");
        Line line = (Line) lineOf(2);
        assertTrue(line.isVisible());
        // z = 60 is row (78 - 60) / 2 = 9 of the coronal slices
        double row = panes().get(2).viewport().place().toView(0, 9).y();
        assertEquals(row, line.getStartY(), 0.01);
        assertEquals(row, line.getEndY(), 0.01);
        assertFalse(lineOf(1).isVisible(), "parallel slices do not cross");
        fx(() -> Screenshots.save(window.stage.getScene(), "panes"));
        fx(() -> window.models().linking().setLines(false));
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(lineOf(2).isVisible());
        fx(() -> window.models().linking().setLines(true));
    }

    private static Node lineOf(int n) {
        return window.robot.from(viewport(n)).lookup("#cross-reference").query();
    }

    @Test
    void aPaneInAWindowOfItsOwnKeepsTheKeysAndComesBack() {
        fx(() -> window.models().panes().setApart(panes().get(1), true));
        WaitForAsyncUtils.waitForFxEvents();
        assertNotSame(window.stage, viewport(1).getScene().getWindow(), "the pane has moved to a window of its own");
        fx(() -> viewport(1).requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(panes().get(1), window.models().panes().active());
        fx(() -> viewport(1)
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.HOME, false, false, false, false)));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0, panes().get(1).viewport().slice());
        fx(() -> window.node("pane-back", Button.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
        assertSame(window.stage, viewport(1).getScene().getWindow());
    }

    @Test
    void threeByThreeAndASmallWindowStayReadable() throws Exception {
        fx(() -> {
            window.workplace.desk().arrange(new PaneGrid(3, 3));
            window.stage.setWidth(1280);
            window.stage.setHeight(800);
        });
        WaitForAsyncUtils.waitForFxEvents();
        window.untilPainted();
        fx(() -> Screenshots.save(window.stage.getScene(), "panes-3x3-1280x800"));
        assertEquals(9, panes().size());
        fx(() -> {
            window.stage.setWidth(1600);
            window.stage.setHeight(1000);
        });
    }
}
