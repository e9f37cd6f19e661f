package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.surface.SurfaceMesh;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.plane.SurfaceModel;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** Beside the planes stands the surface of the segment that is being corrected, and it follows every step. */
@Tag("ui")
class SurfaceEditWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);

    @TempDir
    Path folder;

    private static EditCase on(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    /** The surface is closed and as large as the voxels of the segment. */
    private static boolean follows(WindowUnderTest window) {
        SurfaceModel surface = window.models().planes().surface();
        EditCase on = on(window);
        double mm3 = on.map().count(on.label()) * GRID.voxelVolumeMm3();
        if (surface.shown().isEmpty()) {
            return false;
        }
        SurfaceMesh mesh = surface.shown().get().original();
        return mesh.closed() && Math.abs(mesh.volumeMm3() - mm3) <= 0.02 * mm3;
    }

    private static Point2D at(Viewport viewport, double column, double row) {
        var p = viewport.model().place().toView(column, row);
        return fx(() -> viewport.localToScreen(p.x(), p.y()));
    }

    @Test
    void theSurfaceIsMadeAnewAfterEveryStrokeAndStepBackAndForEverySegment() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        try (var window = WindowUnderTest.open(
                folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")))) {
            fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
            window.until(() -> window.view().stack().isPresent());
            window.untilPainted();
            fx(() -> window.workplace.commands().run("program.preferences"));
            window.robot.clickOn("#annotator").write("AB");
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-preferences-annotator"));
            window.robot.push(KeyCode.ESCAPE);
            WaitForAsyncUtils.waitForFxEvents();
            window.robot.push(KeyCode.B);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            fx(() -> window.models().tools().edit().setOptions(o -> o.withRadiusMm(14)
                    .withBall(true)));
            fx(() -> window.workplace.desk().planes().toggle());
            window.until(() -> window.models().panes().shown().stream()
                    .limit(3)
                    .allMatch(p -> p.viewport().stack().isPresent()));
            SurfaceModel surface = window.models().planes().surface();
            window.until(() -> surface.message().startsWith("There is nothing in this segment yet."));

            Viewport coronal = window.node("viewport-2", Viewport.class);
            window.until(() -> coronal.paintedSlice() == coronal.model().slice());
            window.robot
                    .moveTo(at(coronal, 20, 12))
                    .press(MouseButton.PRIMARY)
                    .moveTo(at(coronal, 44, 12))
                    .release(MouseButton.PRIMARY);
            WaitForAsyncUtils.waitForFxEvents();
            window.until(() -> follows(window));
            long once = fx(() -> on(window).map().count(1));
            String title = fx(() -> surface.shown().orElseThrow().words());
            assertTrue(
                    title.endsWith(" cm³")
                            && title.startsWith(on(window).segments().getFirst().name()),
                    title);
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-surface"));

            // many steps at once: the last wins
            fx(() -> {
                for (int n = 0; n < 12; n++) {
                    int k = n;
                    on(window).edit("brush", canvas -> canvas.setRow(5, 60, 10 + k, k + 4, 1));
                }
            });
            window.until(() -> follows(window));
            fx(() -> {
                while (on(window).map().count(1) > once) {
                    on(window).undo();
                }
            });
            window.until(() -> follows(window));
            assertEquals(once, fx(() -> on(window).map().count(1)));
            fx(() -> on(window).undo());
            window.until(() -> surface.message().startsWith("There is nothing in this segment yet."));

            // and what it took is a row of a table
            fx(() -> window.workplace.commands().run("correct.effort"));
            window.until(() -> window.models().status().notice().isPresent());
            List<String> rows = Files.readAllLines(folder.resolve("out").resolve("corrections.csv"));
            assertEquals(2, rows.size());
            assertTrue(rows.get(1).endsWith("\"AB\",\"brush=13;segment=1\""), rows.get(1));
        }
    }
}
