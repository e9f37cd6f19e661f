package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.home.Home;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.SegmentPresets;
import org.radiloom.ui.view.Viewport;

/** How long the window takes for a step of a stroke, a new segment and the opening of a case; and that fast strokes have no gaps. */
@Tag("ui")
class StrokeSpeedTest {
    private static final Geometry GRID = Geometry.axial(512, 512, 6, 0.5, 0.5, 1);

    /** 4,000 pixels a second, seen 60 times a second. */
    private static final double STEP_PX = 4000.0 / 60;

    @TempDir
    Path folder;

    private EditHand open() throws Exception {
        var window =
                WindowUnderTest.open(folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
        window.until(() -> window.view().stack().isPresent());
        return new EditHand(window);
    }

    /** Processor time of the window's thread, ms: other programs on the machine do not count. */
    private static double spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    /** What a step costs: the tool, the outlines that change, and the layout that shows them. */
    private static double fire(Viewport viewport, EventType<MouseEvent> type, double x, double y) {
        Node catcher = viewport.lookup("#edit-catcher");
        var scene = viewport.localToScene(x, y);
        var screen = viewport.localToScreen(x, y);
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        var e = new MouseEvent(
                type,
                scene.getX(),
                scene.getY(),
                screen.getX(),
                screen.getY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null);
        double start = spent();
        catcher.fireEvent(e);
        viewport.getScene().getRoot().layout();
        return spent() - start;
    }

    /** Sweeps over the image from edge to edge and back, one step further down each time; the time of each step in ms. */
    private static double[] sweep(Viewport viewport) {
        return fx(() -> {
            var first = viewport.model().place().toView(0, 0);
            var last = viewport.model().place().toView(511, 511);
            double[] times = new double[90];
            double x = first.x();
            double y = first.y() + 20;
            double dx = STEP_PX;
            fire(viewport, MouseEvent.MOUSE_PRESSED, x, y);
            for (int n = 0; n < times.length; n++) {
                if (x + dx > last.x() || x + dx < first.x()) {
                    dx = -dx;
                    y += STEP_PX;
                } else {
                    x += dx;
                }
                times[n] = fire(viewport, MouseEvent.MOUSE_DRAGGED, x, Math.min(y, last.y()));
            }
            fire(viewport, MouseEvent.MOUSE_RELEASED, x, y);
            return times;
        });
    }

    private static double p95(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (0.95 * sorted.length)];
    }

    @Test
    void stepsOfAStrokeFitIntoAFrameAndNewSegmentsAndOldCasesComeAtOnce() throws Exception {
        short[] values = new short[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (short) (at * 31 % 2000 - 1000);
        }
        DicomSeriesFixture.ct(VolumeStack.ofShorts(GRID, values, ValueUnit.HOUNSFIELD))
                .writeTo(folder.resolve("study"));
        long painted;
        EditHand hand = open();
        WindowUnderTest window = hand.window;
        try {
            window.untilPainted();
            hand.take(KeyCode.B);
            EditModel model = hand.model();
            fx(() -> model.setOptions(o -> o.withRadiusMm(0.5)));
            sweep(window.viewport());
            assertEquals(1, fx(() -> Components.of(hand.on().map().mask(1), Neighbours.TWENTY_SIX)
                    .count()));
            fx(() -> hand.on().undo());
            fx(() -> model.setOptions(o -> o.withRadiusMm(25)));
            sweep(window.viewport());
            fx(() -> hand.on().undo());
            double step = p95(sweep(window.viewport()));
            painted = hand.count(1);
            double fresh = fx(() -> {
                double start = spent();
                hand.on().add("segment", SegmentPresets.named("Other", 2));
                window.stage.getScene().getRoot().layout();
                return spent() - start;
            });
            System.out.printf("stroke step p95 %.1f ms, new segment %.1f ms%n", step, fresh);
            assertTrue(step < 16, step + " ms a step");
            assertTrue(fresh < 100, fresh + " ms for a segment");
        } finally {
            window.close();
        }
        EditHand again = open();
        try {
            long start = System.nanoTime();
            again.window.until(
                    () -> again.model().on(again.window.view().stack()).isPresent());
            double opened = (System.nanoTime() - start) / 1e6;
            System.out.printf("case there after %.0f ms%n", opened);
            assertTrue(opened < 4000, opened + " ms to open a case");
            assertEquals(painted, again.count(1));
        } finally {
            again.window.close();
        }
    }
}
