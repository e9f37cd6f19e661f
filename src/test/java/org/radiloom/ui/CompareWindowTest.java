package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.ui.compare.CompareModel;
import org.radiloom.ui.edit.EditCase;
import org.testfx.util.WaitForAsyncUtils;

/** Two masks beside each other in the window: a segment, and what a second reader's file holds. */
@Tag("ui")
class CompareWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);

    @TempDir
    Path folder;

    private static CompareModel model(WindowUnderTest window) {
        return window.models().tools().compare();
    }

    private static EditCase on(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    /**
     * Columns 22 to 31, in slice 12 to 36, of rows 30 to 39 in slices 8 to 12, and one voxel in slice 3: beside the columns 20 to 29 of
     * the reader's, slice 12 has 70 voxels of its own and lacks 20, slices 8 to 11 have 20 and lack 20, slice 3 has one.
     */
    private Path second() throws Exception {
        byte[] voxels = new byte[(int) GRID.voxels()];
        for (int k = 8; k <= 12; k++) {
            for (int j = 30; j <= 39; j++) {
                for (int i = 22; i <= (k == 12 ? 36 : 31); i++) {
                    voxels[i + 64 * (j + 64 * k)] = 1;
                }
            }
        }
        voxels[5 + 64 * (5 + 64 * 3)] = 1;
        Path file = folder.resolve("second.nii.gz");
        Nifti.write(file, Mask.of(GRID, voxels));
        return file;
    }

    private static void paint(Canvas canvas) {
        for (int k = 8; k <= 12; k++) {
            for (int j = 30; j <= 39; j++) {
                canvas.setRow(20, 30, j, k, 1);
            }
        }
    }

    private static String text(WindowUnderTest window, String id) {
        return fx(() -> window.node(id, Label.class).getText());
    }

    private static void push(WindowUnderTest window, KeyCode key, KeyCode... with) {
        window.robot.press(with).push(key).release(with);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void twoMasksAreComparedSliceBySliceAndBlinded() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        Home home = Home.under(folder.resolve("home"));
        try (var window = WindowUnderTest.open(folder.resolve("none"), second(), home)) {
            fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
            window.until(() -> window.view().stack().isPresent());
            window.untilPainted();
            push(window, KeyCode.C, KeyCode.CONTROL, KeyCode.ALT);
            window.until(() ->
                    window.models().tools().edit().on(window.view().stack()).isPresent());
            fx(() -> on(window).edit("brush", CompareWindowTest::paint));
            window.until(() -> window.node("masks-panel", Region.class).isVisible());
            window.robot.clickOn("#masks-file");
            window.until(() -> model(window).result().isPresent());

            // 400 voxels in both, 551 in the file, 500 of the segment
            assertEquals("0.7612", text(window, "masks-dice"));
            assertEquals("only A 151, only B 100", text(window, "masks-voxels"));
            assertEquals("A 14.88, B 13.50 cm³", text(window, "masks-volumes"));
            assertEquals("-1.38 cm³ (-9.3 %)", text(window, "masks-difference"));
            assertEquals(
                    List.of(12, 8, 9, 10, 11, 3),
                    fx(() -> model(window).order().stream().map(s -> s.slice()).toList()));

            fx(() -> window.view().goTo(20));
            fx(() -> window.viewport().requestFocus());
            push(window, KeyCode.N, KeyCode.ALT);
            assertEquals(12, fx(() -> window.view().slice()));
            window.untilPainted();
            assertEquals("1 of 6: slice 13", text(window, "masks-place"));
            double width = 7 * window.view().place().scaleX();
            window.until(() -> Math.abs(window.node("masks-only-a", javafx.scene.shape.Path.class)
                                    .getBoundsInLocal()
                                    .getWidth()
                            - width)
                    < 4);
            assertTrue(fx(() -> window.node("labels", Group.class).getChildren().isEmpty()), "one drawing, not two");
            fx(() -> Screenshots.save(window.stage.getScene(), "compare-masks"));
            push(window, KeyCode.N, KeyCode.ALT);
            assertEquals(8, fx(() -> window.view().slice()));
            push(window, KeyCode.N, KeyCode.ALT, KeyCode.SHIFT);
            assertEquals(12, fx(() -> window.view().slice()));
            Region strip = window.node("masks-strip", Region.class);
            window.robot.clickOn(fx(() -> strip.localToScreen(strip.getWidth() - 4, 30)));
            WaitForAsyncUtils.waitForFxEvents();
            assertEquals(3, fx(() -> window.view().slice()));

            // a step is followed: the segment gives up its columns 20 and 21
            fx(() -> on(window).edit("eraser", canvas -> {
                for (int k = 8; k <= 12; k++) {
                    for (int j = 30; j <= 39; j++) {
                        canvas.setRow(20, 22, j, k, 0);
                    }
                }
            }));
            window.until(() -> text(window, "masks-voxels").equals("only A 151, only B 0"));

            window.robot.clickOn("#masks-hide");
            window.until(() -> model(window).hidden() && model(window).result().isPresent());
            assertFalse(
                    fx(() -> window.node("masks-a", ComboBox.class).getParent().isVisible()));
            assertFalse(
                    fx(() -> window.node("masks-swap", Region.class).getParent().isVisible()));
            assertFalse(
                    fx(() -> window.node("segments", Region.class).getParent().isVisible()),
                    "the volume in the list would tell");
            fx(() -> Screenshots.save(window.stage.getScene(), "compare-blinded"));
            boolean fileIsA =
                    fx(() -> model(window).result().orElseThrow().figures().voxelsA() == 551);
            window.robot.clickOn("#masks-better-a");
            window.robot.clickOn("#masks-reveal");
            window.until(() -> !model(window).hidden());
            assertTrue(
                    fx(() -> window.node("segments", Region.class).getParent().isVisible()));
            String said = text(window, "masks-blind");
            assertEquals(
                    fileIsA
                            ? "A was Label 1 in second.nii.gz, B was Mandible."
                            : "A was Mandible, B was Label 1 in second.nii.gz.",
                    said);
            assertEquals(
                    fileIsA,
                    fx(() -> model(window).first().orElseThrow().toString().contains("OfFile")));
            window.until(() -> records(home).size() == 1
                    && Files.readString(records(home).getFirst()).contains("\"better\" : \"A\"")
                    && !Files.readString(records(home).getFirst()).contains("\"revealed\" : null"));
        }
    }

    private static List<Path> records(Home home) throws Exception {
        Path folder = home.data().resolve("comparisons");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
