package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.MarkerPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.view.ViewportModel;
import org.testfx.util.WaitForAsyncUtils;

/** Planes through a CT phantom with markers, opened and moved as a reader does. */
@Tag("ui")
class PlanesWindowTest {
    private static final Geometry GRID = new Geometry(
            96, 80, 54, new Vec3(-71, -55, -30), new Vec3(1.5, 0, 0), new Vec3(0, 1.4, 0), new Vec3(0, 0, 2));
    private static final Vec3 MIDDLE = MarkerPhantom.middle(GRID);

    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static String whole = "";
    private static String tilted = "";
    private static String gappy = "";
    private static String broken = "";
    private static Path torn = Path.of("");

    @BeforeAll
    static void openTheFolder() throws Exception {
        var phantom = MarkerPhantom.on(GRID);
        DicomSeriesFixture.ct(phantom).writeTo(folder.resolve("whole"));
        DicomSeriesFixture.ct(phantom).series(2).without(20, 21).writeTo(folder.resolve("gappy"));
        var askew = new java.util.ArrayList<Vec3>();
        for (int k = 0; k < GRID.slices(); k++) {
            askew.add(GRID.toPatient(0, 0.3 * (k - 26.5), k));
        }
        DicomSeriesFixture.ct(MarkerPhantom.at(GRID, askew, MIDDLE))
                .series(3)
                .changed((k, d) -> d.decimal(
                        org.radiloom.dicom.Tag.IMAGE_POSITION_PATIENT,
                        askew.get(k).x(),
                        askew.get(k).y(),
                        askew.get(k).z()))
                .writeTo(folder.resolve("tilted"));
        torn = DicomSeriesFixture.ct(phantom)
                .series(4)
                .writeTo(folder.resolve("broken"))
                .get(5);
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.workplace.desk().open(List.of(folder)));
        window.until(() -> window.models().browser().items().size() == 4
                && window.models().jobs().active().isEmpty());
        whole = id("Series 1");
        gappy = id("Series 2");
        tilted = id("Series 3");
        broken = id("Series 4");
    }

    private static String id(String title) {
        return window.models().browser().items().stream()
                .filter(item -> item.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @BeforeEach
    void showTheWholeSeries() throws Exception {
        show(whole);
    }

    @AfterEach
    void leaveThePlanes() throws Exception {
        if (window.models().planes().on()) {
            fx(() -> window.workplace.desk().planes().toggle());
        }
        fx(() -> window.models().status().clearNotice());
        window.until(() -> window.models().panes().grid().equals(PaneGrid.ONE)
                && window.view().stack().isPresent());
    }

    private static void show(String id) throws Exception {
        fx(() -> window.workplace.desk().showSeries(id));
        window.until(() -> window.models()
                .panes()
                .active()
                .series()
                .filter(s -> s.item().id().equals(id))
                .isPresent());
        window.untilPainted();
    }

    private static ViewportModel view(int n) {
        return window.models().panes().shown().get(n).viewport();
    }

    private static Viewport viewport(int n) {
        return window.node(n == 0 ? viewportIds().get(0) : viewportIds().get(n), Viewport.class);
    }

    /** Ids of the visible viewports in the order of their panes. */
    private static List<String> viewportIds() {
        return window.models().panes().shown().stream()
                .map(Pane::viewport)
                .map(v -> window.robot.lookup(".viewport-frame").queryAllAs(Viewport.class).stream()
                        .filter(each -> each.model() == v)
                        .findFirst()
                        .orElseThrow()
                        .getId())
                .toList();
    }

    private static void openPlanes() throws Exception {
        window.robot.press(KeyCode.CONTROL).push(KeyCode.R).release(KeyCode.CONTROL);
        window.until(() -> window.models().planes().on()
                && List.of(0, 1, 2).stream().allMatch(n -> view(n).slices() > 0 && painted(n)));
    }

    private static boolean painted(int n) {
        return viewport(n).paintedSlice() == view(n).slice();
    }

    private static List<Integer> slices() {
        return List.of(view(0).slice(), view(1).slice(), view(2).slice());
    }

    @Test
    void ctrlRShowsThreePlanesThroughThePointOnScreenAndCtrlRGoesBack() throws Exception {
        fx(() -> window.view().goTo(30));
        fx(() -> window.view().setWindow(new Window(500, 1500)));
        openPlanes();
        assertEquals(List.of(54, 80, 96), List.of(view(0).slices(), view(1).slices(), view(2).slices()));
        assertEquals(
                List.of("RLAP", "RLHF", "APHF"),
                List.of(
                        viewport(0).text().letters(),
                        viewport(1).text().letters(),
                        viewport(2).text().letters()));
        // the middle of slice 30: row 39.5, column 47.5; sagittal planes count from the patient's left
        assertEquals(30, view(0).slice());
        assertEquals(new Window(500, 1500), view(1).window());
        window.robot.press(KeyCode.CONTROL).push(KeyCode.R).release(KeyCode.CONTROL);
        window.until(() -> window.models().panes().grid().equals(PaneGrid.ONE)
                && window.view().slices() == 54);
        assertFalse(window.models().planes().on());
        assertEquals(
                whole,
                window.models().panes().active().series().orElseThrow().item().id());
    }

    @Test
    void draggingTheCrosshairInOnePaneMovesTheOtherPlanes() throws Exception {
        openPlanes();
        Vec3 marker = MarkerPhantom.markers(MIDDLE).get(0);
        Node middle = crosshair(0);
        Point2D from = centre(middle);
        Vec3 index = view(0).geometry().orElseThrow().toIndex(marker);
        var target = view(0).place().toView(index.x(), index.y());
        Point2D to = fx(() -> viewport(0).localToScreen(target.x(), target.y()));
        window.robot.moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        Vec3 now = window.models().planes().point().orElseThrow();
        // half a screen pixel and the rounding of the robot
        assertEquals(marker.x(), now.x(), 0.6);
        assertEquals(marker.y(), now.y(), 0.6);
        // the planes that lie there, by hand: row (y + 55) / 1.4, and column (x + 71) / 1.5 counted from the other side
        assertEquals(Math.round((now.y() + 55) / 1.4), view(1).slice());
        assertEquals(95 - Math.round((now.x() + 71) / 1.5), view(2).slice());
        window.until(() -> painted(1) && painted(2));
    }

    @Test
    void pagingInAPlaneMovesThePointAndADoubleClickBringsItBack() throws Exception {
        openPlanes();
        List<Integer> before = slices();
        fx(() -> view(1).goTo(10));
        assertEquals(-55 + 14, window.models().planes().point().orElseThrow().y(), 1e-9);
        assertEquals(List.of(before.get(0), 10, before.get(2)), slices());
        window.robot.moveTo(centre(crosshair(0))).doubleClickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        Vec3 at = window.models().planes().point().orElseThrow();
        assertEquals(0, at.minus(MIDDLE).length(), 1e-9);
        assertEquals(4, window.models().panes().shown().size());
    }

    @Test
    void theWindowOfOnePlaneIsThatOfAll() throws Exception {
        openPlanes();
        fx(() -> view(2).setWindow(new Window(123, 456)));
        assertEquals(new Window(123, 456), view(0).window());
        assertEquals(new Window(123, 456), view(1).window());
    }

    @Test
    void aThickPlaneShowsTheBrightestWithinIt() throws Exception {
        openPlanes();
        Vec3 marker = MarkerPhantom.markers(MIDDLE).get(1);
        // 15 mm in front of the marker, tissue is all there is
        fx(() -> window.models().planes().moveTo(marker.plus(new Vec3(0, 15, 0))));
        window.until(() -> painted(1));
        Vec3 index = view(1).geometry().orElseThrow().toIndex(marker);
        assertEquals(40, valueAt(1, index), 5);
        Spinner<?> thickness = window.node("slab-thickness", Spinner.class);
        fx(() -> {
            thickness.getEditor().setText("40");
            thickness.commitValue();
        });
        assertEquals(40, window.models().planes().slab().thicknessMm());
        assertEquals(1540, valueAt(1, index), 120);
        // a key changes it, too
        window.robot.press(KeyCode.ALT).push(KeyCode.DOWN).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(39, window.models().planes().slab().thicknessMm());
    }

    private static float valueAt(int n, Vec3 index) throws Exception {
        var slice =
                (org.radiloom.imaging.GreySlice) view(n).stack().orElseThrow().slice(view(n).slice());
        return slice.valueAt((int) Math.round(index.x()), (int) Math.round(index.y()));
    }

    @Test
    void aTiltedSeriesIsStraightenedAndSaysSo() throws Exception {
        show(tilted);
        openPlanes();
        // atan(0.3 * 1.4 / 2)
        assertEquals(
                "Gantry tilt of 11.9° straightened: values are interpolated",
                window.node("plane-banner", Label.class).getText());
        for (int n = 0; n < 3; n++) {
            MarkerPhantom.assertMarkers(view(n).stack().orElseThrow(), MIDDLE, 0.5);
        }
    }

    @Test
    void aSeriesWithGapsIsRefusedWithTheReason() throws Exception {
        show(gappy);
        window.robot.press(KeyCode.CONTROL).push(KeyCode.R).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(window.models().planes().on());
        assertEquals(
                "Planes cannot be cut through this series: slices are missing (2 missing, the first after slice 20 of"
                        + " 52). Import the whole series.",
                window.models().status().notice().orElseThrow().words());
    }

    @Test
    void imagesThatCannotBeReadAreToldAndTheOthersAreShown() throws Exception {
        // it was there when the folder was opened
        java.nio.file.Files.delete(torn);
        show(broken);
        openPlanes();
        window.until(() -> !window.models().planes().banner().isEmpty());
        assertEquals(
                "1 of 54 images cannot be read: black here",
                window.node("plane-banner", Label.class).getText());
        var coronal = (org.radiloom.imaging.GreySlice)
                view(1).stack().orElseThrow().ifLoaded(40).orElseThrow();
        // slice 53 is the top row; 5 is broken
        assertEquals(-1000, coronal.valueAt(50, 53 - 5));
        assertEquals(40, coronal.valueAt(3, 53 - 6), 1);
    }

    @Test
    void keyImagesAreMarkedOnTheSeriesOwnSlicesAndNotOnOtherPlanes() throws Exception {
        openPlanes();
        var keys = window.models().keyImages();
        int k = view(0).slice();
        fx(() -> window.workplace.commands().run("keyimage.toggle"));
        assertTrue(keys.of(whole).get(k));
        fx(() ->
                window.models().panes().activate(window.models().panes().shown().get(1)));
        assertFalse(window.workplace.commands().run("keyimage.toggle"), "no image of a file");
        assertEquals(1, keys.of(whole).cardinality());
        leaveThePlanes();
        assertTrue(window.view().over().keys().get(k), "the series by itself has the mark");
        fx(() -> keys.toggle(whole, k));
    }

    @Test
    void aLengthIsMeasuredInAPlaneInMillimetres() throws Exception {
        openPlanes();
        window.until(
                () -> window.models().tools().measure().subject(view(1).stack()).isPresent());
        var scale = window.models()
                .tools()
                .measure()
                .subject(view(1).stack())
                .orElseThrow()
                .calibration()
                .at(3, 1, 1);
        assertEquals(
                org.radiloom.imaging.measure.Scale.millimetres(1.5, 2),
                ((org.radiloom.imaging.measure.Calibration.Located.In) scale).scale());
    }

    @Test
    void anotherGridEndsThePlanes() throws Exception {
        openPlanes();
        fx(() -> window.workplace.desk().arrange(PaneGrid.ONE));
        assertFalse(window.models().planes().on());
        fx(() -> window.workplace.desk().showSeries(whole));
        window.until(() -> window.view().slices() == 54);
    }

    private static Node crosshair(int n) {
        return viewport(n).lookup("#crosshair-middle");
    }

    private static Point2D centre(Node node) {
        return fx(() -> {
            var b = node.localToScreen(node.getBoundsInLocal());
            return new Point2D(b.getCenterX(), b.getCenterY());
        });
    }

    @Test
    void theSurfaceCellSaysWhatToDo() throws Exception {
        openPlanes();
        assertTrue(window.node("surface-message", Label.class).getText().startsWith("No surface: "));
    }
}
