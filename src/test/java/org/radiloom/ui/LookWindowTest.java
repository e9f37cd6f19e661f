package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.LookCase;
import org.radiloom.ui.inspect.Analysis;
import org.testfx.util.WaitForAsyncUtils;

/** From place to place through a mask, and corrections that are carried on. The model says "foreground" with p = .65 everywhere. */
@Tag("ui")
@Tag("engine")
class LookWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);

    @TempDir
    Path folder;

    private WindowUnderTest open() throws Exception {
        if (Files.notExists(folder.resolve("study"))) {
            TinyModel.write(folder.resolve("models"), "undecided", 0.62f);
            DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        }
        var window = WindowUnderTest.open(
                folder.resolve("models"), folder.resolve("out"), Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), true));
        window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done);
        window.untilPainted();
        return window;
    }

    private static EditCase on(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    private static LookCase look(WindowUnderTest window) {
        return window.models()
                .tools()
                .edit()
                .looking()
                .on(window.view().stack())
                .orElseThrow();
    }

    private static String where(WindowUnderTest window, String card) {
        WaitForAsyncUtils.waitForFxEvents();
        return window.node(card + "-look-where", Label.class).getText();
    }

    private static void shift(WindowUnderTest window, KeyCode key) {
        window.robot.press(KeyCode.SHIFT).push(key).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void stroke(WindowUnderTest window, double c1, double r1, double c2, double r2)
            throws TimeoutException {
        window.untilPainted();
        var from = window.view().place().toView(c1, r1);
        var to = window.view().place().toView(c2, r2);
        window.robot
                .moveTo(fx(() -> window.viewport().localToScreen(from.x(), from.y())))
                .press(MouseButton.PRIMARY)
                .moveTo(fx(() -> window.viewport().localToScreen(to.x(), to.y())))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void placesAreShownInOrderAndWhatTheModelIsUndecidedAboutIsHatched() throws Exception {
        try (var window = open()) {
            List<Integer> places = look(window).certainty().places();
            assertEquals(24, places.size());
            assertEquals(24, fx(() -> look(window).left()));
            assertEquals(Set.copyOf(places.subList(0, 5)), marked(window), "the next five places");

            window.robot.push(KeyCode.PERIOD);
            assertEquals("Place 1 of 24 by expected error. 23 are left.", where(window, "finding"));
            assertEquals(places.get(0), window.view().slice());
            window.robot.clickOn("#finding-look-next");
            assertEquals(places.get(1), window.view().slice());
            assertEquals(Set.copyOf(places.subList(2, 7)), marked(window));
            window.robot.push(KeyCode.COMMA);
            assertEquals("Place 1 of 24 by expected error. 22 are left.", where(window, "finding"));

            assertFalse(fx(() ->
                    window.node("uncertain", javafx.scene.shape.Path.class).isVisible()));
            shift(window, KeyCode.U);
            window.until(() -> !window.node("uncertain", javafx.scene.shape.Path.class)
                    .getElements()
                    .isEmpty());
            assertTrue(window.node("finding-look-uncertain", javafx.scene.control.ToggleButton.class)
                    .isSelected());
            assertEquals(
                    "Model undecided: 20 to 80 %",
                    window.node("uncertain-legend", javafx.scene.layout.HBox.class)
                            .getAccessibleText());
            fx(() -> Screenshots.save(window.stage.getScene(), "window-look"));
        }
    }

    private static Set<Integer> marked(WindowUnderTest window) {
        WaitForAsyncUtils.waitForFxEvents();
        return Set.copyOf(window.view().over().marks().slices().stream().boxed().toList());
    }

    @Test
    void aCorrectionIsCarriedOnAsOneStepThatIsTakenOrNot() throws Exception {
        try (var window = open()) {
            window.robot.clickOn("#finding-edit");
            window.until(() -> window.models()
                    .tools()
                    .edit()
                    .on(window.view().stack())
                    .filter(c -> c.map().count(1) > 0)
                    .isPresent());
            long draft = fx(() -> on(window).map().count(1));
            fx(() -> window.view().goTo(10));
            assertFalse(fx(() -> look(window).anyCorrected()), "the draft itself is no correction");
            window.robot.push(KeyCode.E);
            stroke(window, 28, 30, 36, 30);
            assertEquals(Set.of(10), Set.copyOf(fx(() -> look(window).corrected())));
            long corrected = fx(() -> on(window).map().count(1));
            assertTrue(corrected < draft);
            assertTrue(where(window, "edit").contains("23 are left."), where(window, "edit"));

            shift(window, KeyCode.G);
            window.until(() -> on(window).preview().isPresent());
            assertTrue(fx(() -> on(window).preview().orElseThrow().slices().keySet())
                    .containsAll(Set.of(9, 11)));
            assertFalse(fx(() -> on(window).preview().orElseThrow().slices().containsKey(10)));
            fx(() -> window.view().goTo(11));
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-propagate"));
            window.robot.push(KeyCode.ESCAPE);
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(fx(() -> on(window).preview().isEmpty()));
            assertEquals(corrected, fx(() -> on(window).map().count(1)));

            shift(window, KeyCode.G);
            window.until(() -> on(window).preview().isPresent());
            window.robot.push(KeyCode.ENTER);
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(fx(() -> on(window).map().count(1)) < corrected);
            assertEquals("propagate", fx(() -> on(window).editor().undoName().orElseThrow()));
            assertEquals(
                    Set.of(10), Set.copyOf(fx(() -> look(window).corrected())), "what was carried on is no correction");
            window.robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
            WaitForAsyncUtils.waitForFxEvents();
            assertEquals(corrected, fx(() -> on(window).map().count(1)), "one step");
        }
        // the next day the corrections are known again once the model has looked again
        try (var window = open()) {
            window.until(() -> !window.models().tools().edit().all().isEmpty());
            window.until(() -> look(window).corrected().equals(Set.of(10)));
        }
    }
}
