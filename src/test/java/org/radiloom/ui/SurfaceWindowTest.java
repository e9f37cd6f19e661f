package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.StructureSummary;
import org.radiloom.ui.plane.SurfaceModel;
import org.radiloom.ui.plane.SurfaceView;
import org.testfx.util.WaitForAsyncUtils;

/** From the sample's CT to a surface that turns and a file of it, in the real window with the shipped model. */
@Tag("ui")
@Tag("engine")
class SurfaceWindowTest {
    private static final Path MODELS = Path.of("models");

    @TempDir
    Path folder;

    @Test
    void theMandibleIsFoundFromItsCellTurnsUnderThePointerAndIsSaved() throws Exception {
        try (var window = WindowUnderTest.open(MODELS, folder)) {
            fx(() -> window.workplace.desk().open(List.of(MODELS.resolve("mandible-ct/sample/input"))));
            window.until(() -> window.view().stack().isPresent()
                    && window.models().jobs().active().isEmpty());
            fx(() -> window.view().preset(3));
            window.robot.press(KeyCode.CONTROL).push(KeyCode.R).release(KeyCode.CONTROL);
            SurfaceModel surface = window.models().planes().surface();
            window.until(surface::askable);
            fx(() -> Screenshots.save(window.stage.getScene(), "planes-before-analysis"));
            window.robot.clickOn("#surface-analyse");
            window.until(() -> surface.shown().isPresent());
            SurfaceView view = window.node("surface", SurfaceView.class);
            assertEquals(List.of("A"), fx(view::facing));
            window.robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(90, 40).release(MouseButton.PRIMARY);
            WaitForAsyncUtils.waitForFxEvents();
            // dragged to the right and down: the patient's right side and the head come to the front
            assertEquals(List.of("A", "R", "H"), fx(view::facing));
            StructureSummary found = (StructureSummary) window.models()
                    .panes()
                    .shown()
                    .get(0)
                    .inspector()
                    .findings()
                    .get(0);
            int middle = (found.areas().first() + found.areas().last()) / 2;
            fx(() -> {
                window.models().panes().activate(window.models().panes().shown().get(0));
                window.view().goTo(middle);
            });
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "planes-1600x1000"));
            fx(() -> {
                window.stage.setWidth(1280);
                window.stage.setHeight(800);
                window.models().planes().thicken(20);
            });
            WaitForAsyncUtils.waitForFxEvents();
            window.untilPainted();
            fx(() -> Screenshots.save(window.stage.getScene(), "planes-1280x800"));
            window.robot.clickOn("#surface-export");
            window.until(() -> window.models().status().notice().isPresent());
            ByteBuffer stl = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("mandible.stl")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(84 + 50 * stl.getInt(80), stl.capacity());
            var mesh = surface.shown().orElseThrow().original();
            assertTrue(mesh.closed());
            assertEquals(found.volumeCm3(), mesh.volumeMm3() / 1000, 0.02 * found.volumeCm3());
            assertEquals(
                    new Analysis.Done(),
                    window.models().panes().shown().get(1).inspector().analysis());
        }
    }
}
