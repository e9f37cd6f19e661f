package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.Window;
import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** With a brush in the hand the pointer does what it should and nothing else, however the image lies, on images of every kind. */
@Tag("ui")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditPointerWindowTest {
    private static final Geometry GRID = Geometry.axial(48, 40, 10, 3, 3, 3);

    private Path folder = Path.of("");
    private WindowUnderTest window;
    private EditHand hand;

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        window =
                WindowUnderTest.open(folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")));
        hand = new EditHand(window);
        show(folder.resolve("study"));
    }

    private void show(Path what) throws Exception {
        var browser = window.models().browser();
        Set<String> before = fx(() -> ids(browser));
        fx(() -> window.workplace.desk().open(List.of(what), false));
        window.until(() -> !before.containsAll(ids(browser)));
        show(fx(() -> {
            Set<String> fresh = ids(browser);
            fresh.removeAll(before);
            return fresh.iterator().next();
        }));
    }

    private static Set<String> ids(BrowserModel browser) {
        return browser.items().stream().map(SeriesItem::id).collect(Collectors.toCollection(HashSet::new));
    }

    private void show(String series) throws Exception {
        fx(() -> window.workplace.desk().showSeries(series));
        window.until(() -> window.models()
                .panes()
                .active()
                .series()
                .filter(s -> s.item().id().equals(series))
                .isPresent());
        window.untilPainted();
        hand.take(KeyCode.B);
    }

    @BeforeEach
    void clean() throws Exception {
        fx(() -> window.view().goTo(5));
        window.untilPainted();
        hand.again();
    }

    @AfterAll
    void close() {
        window.close();
    }

    private void wheel(double notches, boolean shift, boolean ctrl) {
        fx(() -> {
            var at = window.viewport().localToScene(400, 400);
            window.viewport()
                    .lookup("#edit-catcher")
                    .fireEvent(new ScrollEvent(
                            ScrollEvent.SCROLL,
                            at.getX(),
                            at.getY(),
                            at.getX(),
                            at.getY(),
                            shift,
                            ctrl,
                            false,
                            false,
                            true,
                            false,
                            0,
                            40 * notches,
                            0,
                            40 * notches,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null));
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void theWheelTurnsSlicesDuringAStrokeWhichGoesOnThere() throws Exception {
        fx(() -> hand.model().setOptions(o -> o.withRadiusMm(1)));
        hand.take(KeyCode.B);
        window.robot.moveTo(EditHand.at(window.viewport(), 10, 10)).press(MouseButton.PRIMARY);
        wheel(-1, false, false);
        window.untilPainted();
        window.robot.moveTo(EditHand.at(window.viewport(), 12, 10)).moveTo(EditHand.at(window.viewport(), 15, 10));
        window.robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, hand.label(10, 10, 5));
        assertEquals(1, hand.label(15, 10, 6));
        assertEquals(0, hand.label(15, 10, 5));
        hand.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(0, hand.count(1), "one step");
    }

    @Test
    void theWheelAloneAndWithCtrlAndShiftAndTheOtherButtonsDoWhatTheyDo() throws Exception {
        hand.take(KeyCode.B);
        double zoom = fx(() -> window.view().place().zoom());
        wheel(1, false, true);
        assertTrue(fx(() -> window.view().place().zoom()) > zoom);
        fx(() -> window.view().fit());
        double radius = fx(() -> hand.model().options().radiusMm());
        wheel(1, true, false);
        assertEquals(1.25 * radius, fx(() -> hand.model().options().radiusMm()), 1e-9);
        assertEquals(5, (int) fx(() -> window.view().slice()));
        Window before = fx(() -> window.view().window());
        Point2D from = EditHand.at(window.viewport(), 20, 20);
        window.robot
                .moveTo(from)
                .press(MouseButton.SECONDARY)
                .moveTo(from.add(60, 30))
                .release(MouseButton.SECONDARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotEquals(before, fx(() -> window.view().window()));
        var place = fx(() -> window.view().place());
        window.robot
                .moveTo(from)
                .press(MouseButton.MIDDLE)
                .moveTo(from.add(40, 30))
                .release(MouseButton.MIDDLE);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotEquals(place, fx(() -> window.view().place()));
        fx(() -> window.view().fit());
        assertEquals(0, hand.count(1));
    }

    @Test
    void aStrokeThatLeavesTheImageComesBackWhereThePointerDoes() throws Exception {
        fx(() -> hand.model().setOptions(o -> o.withRadiusMm(1)));
        hand.take(KeyCode.B);
        hand.drag(40, 10, 60, 10, 60, 20, 40, 20);
        assertEquals(1, hand.label(47, 10, 5));
        assertEquals(1, hand.label(47, 20, 5));
        assertEquals(0, hand.label(47, 15, 5), "outside the image there is nothing to paint");
        assertEquals("brush", fx(() -> hand.on().editor().undoName()).orElseThrow());
    }

    @Test
    void turnedAndMirroredImagesArePaintedWhereThePointerIs() throws Exception {
        fx(() -> hand.model().setOptions(o -> o.withRadiusMm(1)));
        for (Turn turn : List.of(new Turn(1, false), new Turn(2, true), new Turn(3, true))) {
            fx(() -> window.view().setTurn(turn));
            window.untilPainted();
            WaitForAsyncUtils.waitForFxEvents();
            hand.take(KeyCode.B);
            hand.drag(8, 12, 14, 12);
            for (int i = 8; i <= 14; i++) {
                assertEquals(1, hand.label(i, 12, 5), turn + " column " + i);
            }
            assertEquals(7, hand.count(1), turn.toString());
            fx(() -> hand.on().undo());
        }
        fx(() -> window.view().reset());
    }

    @Test
    void twoPanesOfOneSeriesShowTheSameStroke() throws Exception {
        String id = fx(() -> hand.on().id());
        fx(() -> window.models().panes().setGrid(new PaneGrid(1, 2)));
        fx(() -> window.workplace
                .desk()
                .showSeries(id, window.models().panes().shown().get(1)));
        window.until(
                () -> window.models().panes().shown().get(1).viewport().stack().isPresent());
        try {
            Viewport other = window.node("viewport-2", Viewport.class);
            fx(() -> other.model().goTo(5));
            window.until(() -> other.paintedSlice() == 5);
            hand.take(KeyCode.B);
            hand.drag(20, 20, 26, 20);
            window.until(() -> other.lookup("#label-1") != null
                    && other.lookup("#label-1").getLayoutBounds().getWidth()
                            > 6 * other.model().place().zoom());
        } finally {
            fx(() -> window.models().panes().setGrid(PaneGrid.ONE));
        }
    }

    @Test
    void filmsInColourAndPicturesWithoutAPlaceArePaintedToo() throws Exception {
        String study = fx(() -> hand.on().id());
        DicomSeriesFixture.ultrasoundFilm(folder.resolve("film").resolve("film.dcm"), 64, 48, 5);
        UltrasoundPhantom.png(folder.resolve("picture").resolve("liver.png"), 3);
        try {
            show(folder.resolve("film"));
            fx(() -> window.view().goTo(2));
            window.untilPainted();
            fx(() -> hand.model().setOptions(o -> o.withRadiusMm(1)));
            hand.drag(10, 20, 16, 20);
            assertEquals(1, hand.label(13, 20, 2));
            assertEquals(0, hand.label(13, 20, 3));
            long painted = hand.count(1);
            fx(() -> hand.model().setOptions(o -> o.limitedTo(Optional.of(new EditOptions.Limit(0, 100)))));
            hand.drag(30, 20, 36, 20);
            assertEquals(painted, hand.count(1));
            assertTrue(hand.notice().orElse("").contains("colour"), "says why");
            fx(() -> window.models().status().clearNotice());
            fx(() -> hand.model().setOptions(o -> EditOptions.USUAL));
            hand.take(KeyCode.SHIFT, KeyCode.C);
            hand.click(30, 20);
            assertTrue(hand.notice().orElse("").contains("colour"), "says why");
            assertEquals(painted, hand.count(1));

            show(folder.resolve("picture"));
            fx(() -> hand.model().setOptions(o -> o.withRadiusMm(2.5)));
            hand.drag(100, 200, 160, 200);
            // without a size of pixels a millimetre stands for one: five rows of 61 and two caps
            assertEquals(1, hand.label(130, 202, 0));
            assertEquals(0, hand.label(130, 203, 0));
        } finally {
            show(study);
        }
    }
}
