package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.testfx.util.WaitForAsyncUtils;

/** What the files of an image say, read in the window. */
@Tag("ui")
class TagsWindowTest {
    @TempDir
    static Path dir;

    private static WindowUnderTest window;

    @BeforeAll
    static void openAStudy() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(96, 96, 30, 2, 2, 2)).stack())
                .patient("Nasreddin^Leyla")
                .writeTo(dir.resolve("study"));
        Files.writeString(dir.resolve("study/notes.txt"), "not an image");
        window = WindowUnderTest.open(dir.resolve("no-models"), dir);
        fx(() -> window.workplace.desk().open(List.of(dir.resolve("study"))));
        window.until(() ->
                window.view().slices() == 30 && window.models().jobs().active().isEmpty());
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @SuppressWarnings("unchecked")
    private static List<AttributeRow> rows() {
        return fx(() -> ((TreeTableView<AttributeRow>) window.node("tags", TreeTableView.class))
                .getRoot().getChildren().stream().map(TreeItem::getValue).toList());
    }

    private static String value(String keyword) {
        return rows().stream()
                .filter(r -> r.keyword().equals(keyword))
                .findFirst()
                .map(AttributeRow::value)
                .orElse("");
    }

    @Test
    void theAttributesFollowTheImageAndAreSearchedAndCopied() throws Exception {
        fx(() -> {
            window.view().goTo(4);
            window.models().status().clearNotice();
            window.viewport().requestFocus();
        });
        window.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
        window.until(() -> rows().size() > 20);
        assertEquals("Nasreddin^Leyla", value("PatientName"));
        String place = value("ImagePositionPatient");
        for (int[] size : new int[][] {{1600, 1000}, {1280, 800}}) {
            fx(() -> {
                window.stage.setWidth(size[0]);
                window.stage.setHeight(size[1]);
            });
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), "tags-" + size[0] + "x" + size[1]));
        }
        window.robot.push(KeyCode.PAGE_DOWN);
        window.until(() -> !value("ImagePositionPatient").equals(place));
        assertEquals(5, window.view().slice());
        window.robot.clickOn("#tags-search").write("pixel");
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(rows().stream().allMatch(r -> r.name().contains("Pixel")), rows().toString());
        assertTrue(window.node("tags-count", Label.class).getText().endsWith("attributes"));
        window.robot.clickOn("#tags-copy");
        assertTrue(fx(() -> Clipboard.getSystemClipboard().getString())
                .contains("(0028,0030)\tDS\tPixel Spacing\t2 \\ 2"));
        fx(() -> window.models().patients().setHidden(true));
        window.robot.doubleClickOn("#tags-search").write("PatientName");
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(rows().toString().isEmpty());
        assertEquals("•••", value("PatientName"));
        fx(() -> window.models().patients().setHidden(false));
        window.robot.push(KeyCode.ESCAPE);
        assertTrue(window.robot.lookup("#tags").tryQuery().isEmpty());
    }

    @Test
    void theListOfSkippedFilesIsSaved() throws Exception {
        fx(() -> window.workplace.shell().showSkipped());
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "skipped"));
        window.robot.clickOn("#skipped-save-csv");
        window.robot.clickOn("#skipped-save-text");
        WaitForAsyncUtils.waitForFxEvents();
        window.until(() -> saved(".csv").contains("notes.txt") && saved(".txt").contains("notes.txt"));
        window.robot.clickOn("#skipped-close");
    }

    private static String saved(String end) {
        try (Stream<Path> files = Files.list(dir)) {
            Path file =
                    files.filter(f -> f.toString().endsWith(end)).findFirst().orElse(null);
            return file == null ? "" : Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
