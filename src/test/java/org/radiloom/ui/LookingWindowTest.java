package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;
import org.radiloom.ui.view.Tool;
import org.testfx.util.WaitForAsyncUtils;

/** Looking closer, turning and jumping in the real window, at a stack whose grey rises evenly from left to right. */
@Tag("ui")
class LookingWindowTest {
    private static final int SIZE = 64;

    @TempDir
    static Path folder;

    private static WindowUnderTest window;

    @BeforeAll
    static void openTheWindow() throws Exception {
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        // something is open, or the window would show its start page
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(16, 16, 3, 2, 2, 2)).stack())
                .writeTo(study);
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.view().slices() == 3);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @BeforeEach
    void showTheRamp() throws Exception {
        Geometry grid = Geometry.axial(SIZE, SIZE, 40, 2, 2, 2);
        float[] values = new float[(int) grid.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = 3 * (n % SIZE);
        }
        fx(() -> {
            window.view().lens().off();
            window.view().setTool(Tool.SCROLL);
            window.view()
                    .show(
                            VolumeStack.ofFloats(grid, values, ValueUnit.RAW),
                            Caption.EMPTY,
                            new Presentation(false, false, Optional.empty(), false));
            window.view().setWindow(Window.between(0, 255));
            window.view().goTo(20);
            window.viewport().requestFocus();
        });
        window.untilPainted();
        window.robot.moveTo(window.viewport());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Grey on screen, {@code dx} to the right of the middle of the viewport, where the pointer is. */
    private static int grey(double dx) {
        return fx(() -> {
            WritableImage seen = window.viewport().snapshot(null, null);
            int x = (int) Math.round(seen.getWidth() / 2 + dx);
            return seen.getPixelReader().getArgb(x, (int) (seen.getHeight() / 2) + 20) & 0xFF;
        });
    }

    private static boolean shown(String id) {
        return fx(() ->
                window.robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent());
    }

    @Test
    void underTheMagnifierGreysRiseAsManyTimesSlowerAsItMagnifies() {
        int middle = grey(0);
        int without = grey(100) - middle;
        assertTrue(without > 18, "the ramp rises: " + without);
        window.robot.push(KeyCode.Q);
        assertTrue(shown("lens"));
        assertEquals(middle, grey(0), 1, "what is under the pointer stays under it");
        assertEquals(without / 2.0, grey(100) - middle, 1.01);
        // two notches of half a step
        window.wheel(2, false);
        assertEquals(3, window.view().lens().factor());
        assertEquals(20, window.view().slice());
        assertEquals(without / 3.0, grey(100) - middle, 1.01);
        // beyond the glass of 260 pixels nothing is magnified
        assertEquals(without * 1.4, grey(140) - middle, 1.5);
        fx(() -> Screenshots.save(window.stage.getScene(), "lens-1600x1000"));
        window.robot.push(KeyCode.Q);
        assertFalse(shown("lens"));
    }

    @Test
    void theMagnifierGoesWhenItsKeyWasHeldAndIsLetGo() {
        window.robot.press(KeyCode.Q);
        WaitForAsyncUtils.sleep(500, java.util.concurrent.TimeUnit.MILLISECONDS);
        assertTrue(shown("lens"));
        window.robot.release(KeyCode.Q);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(shown("lens"));
    }

    @Test
    void theMagnifierToolShowsTheGlassWhileTheButtonIsHeldAndEscapeLeavesIt() {
        window.robot.clickOn("#tool-magnify");
        window.robot.moveTo(window.viewport()).press(MouseButton.PRIMARY).moveBy(20, 0);
        assertTrue(shown("lens"));
        window.robot.release(MouseButton.PRIMARY);
        assertFalse(shown("lens"));
        window.robot.push(KeyCode.ESCAPE);
        assertEquals(Tool.SCROLL, window.view().tool());
    }

    @Test
    void aTypedNumberGoesToThatSlice() {
        window.robot.push(KeyCode.G);
        assertTrue(shown("go-to"));
        window.robot.write("7");
        fx(() -> Screenshots.save(window.stage.getScene(), "go-to"));
        window.robot.push(KeyCode.ENTER);
        assertEquals(6, window.view().slice());
        assertFalse(shown("go-to"));
        window.robot.push(KeyCode.G);
        window.robot.push(KeyCode.BACK_SPACE);
        window.robot.write("nine");
        window.robot.push(KeyCode.ENTER);
        assertTrue(shown("go-to"), "nothing happens until there is a number");
        window.robot.push(KeyCode.ESCAPE);
        assertFalse(shown("go-to"));
        // the keys are the viewport's again
        window.robot.push(KeyCode.END);
        assertEquals(39, window.view().slice());
    }

    @Test
    void shiftAndTheWheelGoTenSlicesAndPageKeysToo() throws Exception {
        fx(() -> window.viewport()
                .fireEvent(new ScrollEvent(
                        ScrollEvent.SCROLL,
                        400,
                        400,
                        700,
                        500,
                        true,
                        false,
                        false,
                        false,
                        true,
                        false,
                        // Shift turns the wheel sideways
                        -40,
                        0,
                        -40,
                        0,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null)));
        window.untilPainted();
        assertEquals(30, window.viewport().paintedSlice());
        window.robot.push(KeyCode.PAGE_UP);
        assertEquals(20, window.view().slice());
    }

    @Test
    void aTurnFromTheToolBarTurnsThePixelsAndTheLetters() throws Exception {
        int leftOfMiddle = grey(-100);
        int rightOfMiddle = grey(100);
        fx(() -> window.node("turn", MenuButton.class).getItems().getFirst().fire());
        WaitForAsyncUtils.waitForFxEvents();
        // the letters follow in the next pulse
        window.until(() -> window.viewport().text().letters().equals("PARL"));
        assertEquals(Turn.NONE.right(), window.view().turn());
        assertEquals("PARL", window.viewport().text().letters());
        // the ramp now rises downwards: what was on the left is at the top
        assertEquals(grey(-100), grey(100), 0);
        assertTrue(leftOfMiddle < grey(0) && grey(0) < rightOfMiddle + 10);
        fx(() -> Screenshots.save(window.stage.getScene(), "turned-1600x1000"));
        window.robot.push(KeyCode.SHIFT, KeyCode.F);
        double across = SIZE * window.view().place().zoom();
        assertEquals(window.viewport().getWidth(), across, 20);
        window.robot.push(KeyCode.R);
        assertEquals(Turn.NONE, window.view().turn());
    }

    @Test
    void f11TakesTheWholeScreenAndGivesItBack() {
        window.robot.push(KeyCode.F11);
        assertTrue(fx(() -> window.stage.isFullScreen()));
        window.robot.push(KeyCode.F11);
        assertFalse(fx(() -> window.stage.isFullScreen()));
    }
}
