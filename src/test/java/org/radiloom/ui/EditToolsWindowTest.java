package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.edit.EditTool;
import org.radiloom.ui.edit.SegmentPresets;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** Every tool by pointer and keys, against the mask that follows from the images. */
@Tag("ui")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditToolsWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);
    private static final int MIDDLE = 12;

    private Path folder = Path.of("");
    private WindowUnderTest window;
    private EditHand hand;

    private interface Inside {
        boolean holds(int i, int j, int k);
    }

    /** A block of bone in the air, and a second one that does not touch it. */
    private static boolean bone(int i, int j, int k) {
        return i >= 20 && i < 40 && j >= 15 && j < 45 && k >= 5 && k < 19;
    }

    private static boolean other(int i, int j, int k) {
        return i >= 50 && i < 56 && j >= 15 && j < 45 && k >= 5 && k < 19;
    }

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        short[] values = new short[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % 64;
            int j = at / 64 % 64;
            int k = at / 4096;
            values[at] = (short) (bone(i, j, k) || other(i, j, k) ? 1200 : -1000);
        }
        DicomSeriesFixture.ct(VolumeStack.ofShorts(GRID, values, ValueUnit.HOUNSFIELD))
                .writeTo(folder.resolve("study"));
        window =
                WindowUnderTest.open(folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
        window.until(() -> window.view().stack().isPresent());
        window.untilPainted();
        hand = new EditHand(window);
        hand.take(KeyCode.B);
    }

    @BeforeEach
    void clean() throws Exception {
        fx(() -> window.view().goTo(MIDDLE));
        window.untilPainted();
        hand.again();
    }

    @AfterAll
    void close() {
        window.close();
    }

    private void assertPainted(int label, Inside expected) {
        List<String> wrong = fx(() -> {
            List<String> differ = new ArrayList<>();
            for (int k = 0; k < GRID.slices(); k++) {
                for (int j = 0; j < GRID.rows(); j++) {
                    for (int i = 0; i < GRID.columns(); i++) {
                        if ((hand.on().map().label(i, j, k) == label) != expected.holds(i, j, k)) {
                            differ.add(i + "," + j + "," + k);
                        }
                    }
                }
            }
            return differ;
        });
        assertEquals(List.of(), wrong, "voxels that differ");
        assertTrue(hand.count(label) > 0, "something was painted");
    }

    @Test
    void aPolygonIsFilledByEnterOrADoubleClickOrAClickOnItsFirstCorner() throws Exception {
        hand.take(KeyCode.SHIFT, KeyCode.P);
        hand.click(9.5, 9.5);
        hand.click(20.5, 9.5);
        hand.click(50.5, 50.5);
        assertEquals(0, hand.count(1), "nothing is painted before it is closed");
        hand.push(KeyCode.BACK_SPACE);
        hand.click(20.5, 19.5);
        hand.click(9.5, 19.5);
        fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-polygon"));
        hand.push(KeyCode.ENTER);
        assertPainted(1, (i, j, k) -> k == MIDDLE && i >= 10 && i <= 20 && j >= 10 && j <= 19);

        window.robot.press(KeyCode.CONTROL);
        hand.click(14.5, 5.5);
        hand.click(25.5, 5.5);
        hand.click(25.5, 25.5);
        hand.click(14.5, 25.5);
        hand.click(14.5, 5.5);
        window.robot.release(KeyCode.CONTROL);
        assertPainted(1, (i, j, k) -> k == MIDDLE && i >= 10 && i <= 14 && j >= 10 && j <= 19);

        hand.click(29.5, 9.5);
        hand.click(33.5, 9.5);
        hand.click(33.5, 12.5);
        hand.doubleClick(29.5, 12.5);
        assertPainted(
                1,
                (i, j, k) -> k == MIDDLE
                        && ((i >= 10 && i <= 14 && j >= 10 && j <= 19) || (i >= 30 && i <= 33 && j >= 10 && j <= 12)));
        assertEquals("polygon", fx(() -> hand.on().editor().undoName()).orElseThrow());
        window.robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(50, hand.count(1));
    }

    @Test
    void escDropsAnOutlineThenTheToolAndAnOutlineStaysOnItsSlice() throws Exception {
        hand.take(KeyCode.SHIFT, KeyCode.P);
        hand.click(10, 10);
        hand.click(30, 10);
        fx(() -> window.view().goTo(MIDDLE + 1));
        window.untilPainted();
        hand.click(30, 30);
        assertTrue(
                hand.notice().orElse("").contains("another slice"),
                hand.notice().orElse(""));
        hand.push(KeyCode.ESCAPE);
        assertEquals(EditTool.POLYGON, fx(() -> hand.model().tool()).orElseThrow());
        hand.push(KeyCode.ENTER);
        assertEquals(0, hand.count(1));
        hand.push(KeyCode.ESCAPE);
        assertTrue(fx(() -> hand.model().tool()).isEmpty());
    }

    @Test
    void aLassoIsFilledWhenItIsLetGo() throws Exception {
        hand.take(KeyCode.SHIFT, KeyCode.O);
        hand.drag(9.5, 9.5, 20.5, 9.5, 20.5, 19.5, 9.5, 19.5);
        assertPainted(1, (i, j, k) -> k == MIDDLE && i >= 10 && i <= 20 && j >= 10 && j <= 19);
        window.robot.press(KeyCode.CONTROL);
        hand.drag(14.5, 5.5, 25.5, 5.5, 25.5, 25.5, 14.5, 25.5);
        window.robot.release(KeyCode.CONTROL);
        assertPainted(1, (i, j, k) -> k == MIDDLE && i >= 10 && i <= 14 && j >= 10 && j <= 19);
    }

    @Test
    void aLassoWithARangeOfValuesPaintsOnlyThem() throws Exception {
        fx(() -> hand.model().setOptions(o -> o.limitedTo(Optional.of(new EditOptions.Limit(300, 3000)))));
        hand.take(KeyCode.SHIFT, KeyCode.O);
        hand.drag(9.5, 9.5, 30.5, 9.5, 30.5, 19.5, 9.5, 19.5);
        assertPainted(1, (i, j, k) -> k == MIDDLE && i >= 20 && i <= 30 && j >= 15 && j <= 19);
    }

    @Test
    void aLivewireFollowsTheEdgesBetweenItsCorners() throws Exception {
        hand.take(KeyCode.SHIFT, KeyCode.X);
        hand.click(30, 15);
        hand.click(39, 30);
        hand.click(30, 44);
        window.robot.moveTo(EditHand.at(window.viewport(), 20, 40));
        hand.click(20, 30);
        fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-livewire"));
        hand.click(30, 15);
        // straight lines between these points make a diamond of half the size; the edge lies between two voxels
        int wrong = fx(() -> {
            int differ = 0;
            for (int j = 0; j < 64; j++) {
                for (int i = 0; i < 64; i++) {
                    boolean inner = i > 20 && i < 39 && j > 15 && j < 44;
                    boolean outer = i >= 19 && i <= 40 && j >= 14 && j <= 45;
                    int label = hand.on().map().label(i, j, MIDDLE);
                    differ += (inner && label == 0) || (!outer && label != 0) ? 1 : 0;
                }
            }
            return differ;
        });
        assertEquals(0, wrong);
        assertEquals("livewire", fx(() -> hand.on().editor().undoName()).orElseThrow());
    }

    @Test
    void aRegionGrowsOnThePlaneAtOnceAndThroughSlicesAsAPreview() throws Exception {
        hand.take(KeyCode.SHIFT, KeyCode.C);
        hand.click(25, 20);
        assertPainted(1, (i, j, k) -> k == MIDDLE && bone(i, j, k));
        window.robot.press(KeyCode.CONTROL);
        hand.click(25, 20);
        window.robot.release(KeyCode.CONTROL);
        assertEquals(0, hand.count(1));

        fx(() -> hand.model().setOptions(o -> o.growing(new EditOptions.Growth(OptionalDouble.of(50), true))));
        hand.click(25, 20);
        window.until(() -> hand.on().preview().isPresent());
        assertEquals(0, hand.count(1), "a preview paints nothing");
        fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-preview"));
        hand.push(KeyCode.ESCAPE);
        assertTrue(fx(() -> hand.on().preview()).isEmpty());
        hand.click(25, 20);
        window.until(() -> hand.on().preview().isPresent());
        hand.push(KeyCode.ENTER);
        assertPainted(1, EditToolsWindowTest::bone);
        assertEquals("grow", fx(() -> hand.on().editor().undoName()).orElseThrow());
        window.robot.press(KeyCode.CONTROL);
        hand.click(25, 20);
        window.robot.release(KeyCode.CONTROL);
        window.until(() -> hand.on().preview().isPresent());
        hand.push(KeyCode.ENTER);
        assertEquals(0, hand.count(1));
    }

    @Test
    void areasAreFilledOnPlanesAcrossTheSlicesToo() throws Exception {
        fx(() -> window.workplace.desk().planes().toggle());
        window.until(() -> window.models().panes().shown().stream()
                .limit(3)
                .allMatch(p -> p.viewport().stack().isPresent()));
        WaitForAsyncUtils.waitForFxEvents();
        try {
            Viewport coronal = window.node("viewport-2", Viewport.class);
            window.until(() -> coronal.paintedSlice() == coronal.model().slice());
            int row = coronal.model().slice();
            hand.take(KeyCode.SHIFT, KeyCode.C);
            hand.click(coronal, 30, 12);
            assertPainted(1, (i, j, k) -> j == row && bone(i, j, k));
            hand.again();
            hand.take(KeyCode.SHIFT, KeyCode.O);
            // the rows of a coronal plane run from the head down: its row 5 is slice 18
            hand.drag(coronal, 9.5, 4.5, 20.5, 4.5, 20.5, 9.5, 9.5, 9.5);
            assertPainted(1, (i, j, k) -> j == row && i >= 10 && i <= 20 && k >= 14 && k <= 18);
        } finally {
            fx(() -> window.workplace.desk().planes().toggle());
            window.untilPainted();
        }
    }

    @Test
    void operationsAreCommandsThatMakeOneStepEach() throws Exception {
        fx(() -> hand.on().edit("paint", canvas -> {
            for (int k : new int[] {8, 16}) {
                for (int j = 20; j < 30; j++) {
                    canvas.setRow(20, 30, j, k, 1);
                }
            }
        }));
        hand.take(KeyCode.B);
        hand.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        window.until(() -> hand.on().preview().isPresent());
        assertTrue(window.node("preview-hint", Label.class).getText().contains("Enter"));
        fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-interpolate"));
        hand.push(KeyCode.ENTER);
        assertPainted(1, (i, j, k) -> k >= 8 && k <= 16 && i >= 20 && i < 30 && j >= 20 && j < 30);
        fx(() -> hand.on().edit("hole", canvas -> canvas.set(25, 25, 12, 0)));
        hand.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.H);
        window.until(() -> hand.on().map().count(1) == 900);
        hand.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(899, hand.count(1));
        hand.push(KeyCode.CONTROL, KeyCode.DELETE);
        assertEquals(800, hand.count(1));
        hand.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        window.until(() -> hand.on().map().count(1) == 400);
    }

    @Test
    void aBrushThatStopsAtEdgesStaysInTheBone() throws Exception {
        fx(() -> hand.model().setOptions(o -> o.withRadiusMm(15).withEdges(true)));
        hand.take(KeyCode.B);
        hand.drag(22, 25, 22, 35);
        // five voxels around the way of the pointer, which is not exactly on centres, but no air
        assertPainted(1, (i, j, k) -> {
            double far = Math.hypot(i - 22, j - Math.clamp(j, 25, 35));
            boolean near = far < 4.9 || (far < 5.1 && hand.on().map().label(i, j, k) == 1);
            return k == MIDDLE && bone(i, j, k) && near;
        });
    }

    @Test
    void segmentsGrowFromWhatWasPaintedInEachOfThem() throws Exception {
        hand.take(KeyCode.B);
        hand.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.G);
        assertTrue(hand.notice().orElse("").contains("two segments"));
        fx(() -> {
            hand.on().add("segment", SegmentPresets.named("Around", 2));
            hand.on().edit("seeds", canvas -> {
                canvas.setRow(22, 34, 30, MIDDLE, 1);
                canvas.setRow(8, 18, 30, MIDDLE, 2);
            });
        });
        hand.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.G);
        window.until(() -> hand.on().preview().isPresent());
        assertTrue(hand.notice().isEmpty(), "what was lacking is there now");
        fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-seeds"));
        hand.push(KeyCode.ENTER);
        // six voxels around the seeds, in and out of the bone
        assertPainted(1, (i, j, k) -> bone(i, j, k) && j >= 24 && j <= 36 && k >= 6 && k <= 18);
        assertEquals("seeds", fx(() -> hand.on().editor().undoName()).orElseThrow());
        fx(() -> hand.on().editor().remove("delete", 2));
    }
}
