package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.shape.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** Segmentations drawn and corrected with the pointer. */
@Tag("ui")
class EditWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);

    @TempDir
    java.nio.file.Path folder;

    private WindowUnderTest open(String models) throws Exception {
        var window =
                WindowUnderTest.open(folder.resolve(models), folder.resolve("out"), Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
        window.until(() -> window.view().stack().isPresent());
        window.untilPainted();
        return window;
    }

    private void study() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
    }

    private static EditCase on(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    private static Point2D at(Viewport viewport, double column, double row) {
        var p = viewport.model().place().toView(column, row);
        return fx(() -> viewport.localToScreen(p.x(), p.y()));
    }

    private static void stroke(WindowUnderTest window, Viewport on, double c1, double r1, double c2, double r2) {
        window.robot
                .moveTo(at(on, c1, r1))
                .press(MouseButton.PRIMARY)
                .moveTo(at(on, c2, r2))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aStrokeIsPaintedTakenBackAndThereAgainTheNextDay() throws Exception {
        study();
        long painted;
        try (var window = open("none")) {
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            fx(() -> window.models().tools().edit().setOptions(o -> o.withRadiusMm(6.5)));
            stroke(window, window.viewport(), 20, 30, 40, 30);
            // 6.5 mm are 2.17 voxels: 5 rows of 21, and beyond each end 2 in the middle row and 1 in the rows beside it
            assertEquals(5 * 21 + 2 * (2 + 1 + 1), fx(() -> on(window).map().count(1)));
            // and seen: 25 columns wide on the screen, and its line, but not 26
            double width = 25 * window.view().place().scaleX();
            window.until(() -> Math.abs(
                            window.node("label-1", Path.class).getLayoutBounds().getWidth() - width)
                    < 5);
            fx(() -> Screenshots.save(window.stage.getScene(), "window-edit"));
            window.robot.press(KeyCode.CONTROL);
            stroke(window, window.viewport(), 30, 26, 30, 34);
            window.robot.release(KeyCode.CONTROL);
            assertTrue(fx(() -> on(window).map().count(1)) < 113, "with Ctrl the brush erases");
            window.robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
            WaitForAsyncUtils.waitForFxEvents();
            painted = fx(() -> on(window).map().count(1));
            assertEquals(113, painted);
        }
        try (var window = open("none")) {
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            assertEquals(painted, fx(() -> on(window).map().count(1)));
            assertTrue(fx(() -> on(window).canUndo()));
            String id = fx(() -> on(window).id());
            window.until(() -> window.models().browser().corrected(id));
        }
    }

    @Test
    void planesAreSeenAndPaintedLikeSlices() throws Exception {
        study();
        try (var window = open("none")) {
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            fx(() -> window.models().tools().edit().setOptions(o -> o.withRadiusMm(1)));
            fx(() -> window.workplace.desk().planes().toggle());
            window.until(() -> window.models().panes().shown().stream()
                    .limit(3)
                    .allMatch(p -> p.viewport().stack().isPresent()));
            WaitForAsyncUtils.waitForFxEvents();
            Viewport coronal = window.node("viewport-2", Viewport.class);
            window.until(() -> coronal.paintedSlice() == coronal.model().slice());
            int row = coronal.model().slice();
            stroke(window, coronal, 10, 5, 30, 5);
            // columns 10 to 30 of one plane across the rows, in one slice: the coronal plane's rows run from the head
            // down
            assertEquals(21, fx(() -> on(window).map().count(1)));
            int k = GRID.slices() - 1 - 5;
            for (int i = 10; i <= 30; i++) {
                int column = i;
                assertEquals(1, fx(() -> on(window).map().label(column, row, k)), "column " + i);
            }
            fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-planes"));
        }
    }

    @Tag("engine")
    @Test
    void theMaskOfAModelIsCorrectedAsADraft() throws Exception {
        TinyModel.write(folder.resolve("models"), "everything");
        study();
        try (var window = open("models")) {
            window.robot.press(KeyCode.CONTROL).push(KeyCode.M).release(KeyCode.CONTROL);
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done);
            window.robot.clickOn("#finding-edit");
            window.until(() -> window.models()
                    .tools()
                    .edit()
                    .on(window.view().stack())
                    .filter(c -> c.map().count(1) > 0)
                    .isPresent());
            assertEquals("Mandible", fx(() -> on(window).segments().getFirst().name()));
            assertTrue(fx(() -> window.view().over().mask().isEmpty()), "one outline, not two");
            long draft = fx(() -> on(window).map().count(1));
            window.robot.push(KeyCode.E);
            stroke(window, window.viewport(), 30, 30, 34, 34);
            assertTrue(fx(() -> on(window).map().count(1)) < draft);
            fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-draft"));
            fx(() -> window.node("tab-findings", javafx.scene.control.ToggleButton.class)
                    .setSelected(true));
            WaitForAsyncUtils.waitForFxEvents();
            var corrected = window.node("finding-corrected", javafx.scene.control.Label.class);
            double cm3 = fx(() -> on(window).map().count(1)) * 27 / 1000.0;
            assertTrue(
                    corrected.isVisible() && corrected.getText().contains(String.format("%.1f cm³ now", cm3)),
                    corrected.getText());
            assertEquals(
                    "Continue",
                    window.node("finding-edit", javafx.scene.control.Button.class)
                            .getText());
            fx(() -> Screenshots.save(window.stage.getScene(), "window-finding-corrected"));
            fx(() -> on(window).undo());
            assertTrue(!corrected.isVisible(), "as the model left it");
        }
    }

    /** The journal of a series that is just shown is still being looked for when the annotator begins. */
    @Test
    void whoBeginsWhileTheJournalIsLookedForIsNotForgotten() throws Exception {
        study();
        try (var window = WindowUnderTest.open(
                folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")))) {
            var attached = new AtomicBoolean();
            var begun = new AtomicBoolean();
            fx(() -> {
                window.models().tools().edit().onChange(() -> attached.set(true));
                // the panel is written after the journal has begun to be looked for, and before that has ended
                window.models().inspector().onChange(() -> {
                    if (attached.get() && begun.compareAndSet(false, true)) {
                        window.workplace.desk().correcting().start();
                    }
                });
                window.workplace.desk().open(List.of(folder.resolve("study")), false);
            });
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            assertTrue(begun.get());
            assertEquals(1, fx(() -> on(window).segments().size()), "something to paint with");
        }
    }

    /** Somebody else has the case: the window says so and where, and paints nothing. */
    @Test
    void aCaseThatAnotherWindowHoldsIsNotOpened() throws Exception {
        study();
        try (var window = open("none")) {
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
        }
        java.nio.file.Path journal;
        try (var files = java.nio.file.Files.list(
                Home.under(folder.resolve("home")).data().resolve("corrections"))) {
            journal = files.filter(f -> f.toString().endsWith(".journal"))
                    .findFirst()
                    .orElseThrow();
        }
        var other = java.nio.channels.FileChannel.open(
                journal.resolveSibling(journal.getFileName() + ".lock"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE);
        try (other;
                var lock = other.lock();
                var window = open("none")) {
            assertTrue(lock.isValid());
            window.until(() -> window.models().status().notice().isPresent());
            String words = fx(() ->
                    window.models().status().notice().orElseThrow().words().toString());
            assertTrue(words.contains(journal.getFileName().toString()), words);
            window.robot.push(KeyCode.B);
            stroke(window, window.viewport(), 20, 30, 40, 30);
            assertTrue(fx(() ->
                    window.models().tools().edit().on(window.view().stack()).isEmpty()));
        }
    }

    /** The model is asked after somebody has begun to paint: its mask comes beside what was painted. */
    @Tag("engine")
    @Test
    void aDraftThatComesLateLeavesWhatWasPainted() throws Exception {
        TinyModel.write(folder.resolve("models"), "everything");
        study();
        try (var window = open("models")) {
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            stroke(window, window.viewport(), 20, 30, 40, 30);
            long painted = fx(() -> on(window).map().count(1));
            window.robot.press(KeyCode.CONTROL).push(KeyCode.M).release(KeyCode.CONTROL);
            window.until(() -> window.models().inspector().analysis() instanceof Analysis.Done);
            window.robot.clickOn("#tab-findings").clickOn("#finding-edit");
            window.until(() -> on(window).segments().size() == 2);
            assertTrue(painted > 0 && fx(() -> on(window).map().count(2)) > painted);
            assertEquals(painted, fx(() -> on(window).map().count(1)), "this model marks what was painted, too");
            window.robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
            WaitForAsyncUtils.waitForFxEvents();
            assertEquals(0, fx(() -> on(window).map().count(2)), "one step back");
        }
    }

    /** Drawn on 12 of 24 images, 3 mm apart; the next day all are there: the same voxels are, 12 slices further up. */
    @Test
    void whatWasDrawnOnAPartOfASeriesIsThereWhenTheRestHasCome() throws Exception {
        var phantom = DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack());
        Integer[] lower = java.util.stream.IntStream.range(0, 12).boxed().toArray(Integer[]::new);
        phantom.without(lower).writeTo(folder.resolve("study"));
        long painted;
        try (var window = open("none")) {
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            fx(() -> window.view().goTo(0));
            window.untilPainted();
            stroke(window, window.viewport(), 20, 30, 40, 30);
            painted = fx(() -> on(window).map().count(1));
        }
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        try (var window = open("none")) {
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            assertEquals(GRID.slices(), fx(() -> on(window).grid().slices()));
            assertEquals(painted, fx(() -> on(window).map().count(1)));
            assertEquals(1, fx(() -> on(window).map().label(30, 30, 12)));
        }
    }
}
