package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.file.SegmentationFormat;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.ui.desk.Dialogs;
import org.radiloom.ui.edit.EditCase;
import org.testfx.util.WaitForAsyncUtils;

/** Segmentations written to files of every format from the window, and read into it again. */
@Tag("ui")
class EditFilesWindowTest {
    private static final Geometry GRID = Geometry.axial(48, 40, 10, 3, 3, 3);

    @TempDir
    Path folder;

    /** Answers with one place after the other. */
    private static final class Answers implements Dialogs {
        private volatile Path next;
        private final List<Path> more;

        Answers(Path first, Path... more) {
            next = first;
            this.more = List.of(more);
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.of(next);
        }

        @Override
        public List<Path> files(String title) {
            List<Path> all = new ArrayList<>(List.of(next));
            all.addAll(more);
            return all;
        }

        @Override
        public Optional<Path> saveAs(String title, String suggestedName) {
            return Optional.of(next.resolve(suggestedName));
        }
    }

    private WindowUnderTest open(Dialogs answers, String home) throws Exception {
        var window = WindowUnderTest.open(folder.resolve("none"), answers, Home.under(folder.resolve(home)));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
        window.until(() -> window.view().stack().isPresent());
        window.untilPainted();
        return window;
    }

    private static EditCase on(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    private static boolean begun(WindowUnderTest window) {
        return window.models().tools().edit().on(window.view().stack()).isPresent();
    }

    private static String notice(WindowUnderTest window) throws Exception {
        window.until(() -> window.models().status().notice().isPresent());
        String words = fx(() -> window.models().status().notice().orElseThrow().words());
        fx(() -> window.models().status().clearNotice());
        return words;
    }

    private static void run(WindowUnderTest window, String command) {
        fx(() -> window.workplace.commands().run(command));
    }

    /** Two segments: a block with a hole, and a bar across it that no mirroring maps onto itself. */
    private static void draw(WindowUnderTest window) {
        fx(() -> {
            EditCase on = on(window);
            on.add(
                    "segment",
                    new Segment(
                            2,
                            "Nerve, left",
                            0x3A7BD5,
                            new CodedConcept("85756007", "SCT", "Tissue"),
                            true,
                            false,
                            Segment.State.DONE));
            on.edit("brush", canvas -> {
                for (int k = 2; k < 7; k++) {
                    for (int j = 5; j < 21; j++) {
                        canvas.setRow(8, j > 9 && j < 15 ? 14 : 30, j, k, 1);
                        canvas.setRow(j > 9 && j < 15 ? 22 : 8, 30, j, k, 1);
                    }
                }
                for (int k = 4; k < 9; k++) {
                    canvas.setRow(2 + k, 40 - k, 25 + k, k, 2);
                }
            });
        });
    }

    private void study() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
    }

    @Test
    void everyFormatLeavesTheWindowAndComesBackIntoAFreshOneVoxelByVoxel() throws Exception {
        study();
        Path out = Files.createDirectory(folder.resolve("out"));
        LabelMap drawn;
        try (var window = open(new Answers(out), "home")) {
            window.robot.push(KeyCode.B);
            window.until(() -> begun(window) && fx(() -> on(window).segments().size()) == 1);
            draw(window);
            drawn = fx(() -> on(window).map().copy());
            window.robot.clickOn("#edit-export");
            window.until(() -> window.node("edit-export", MenuButton.class).isShowing());
            fx(() -> Screenshots.save(
                    window.node("edit-export", MenuButton.class)
                            .getItems()
                            .getFirst()
                            .getParentPopup()
                            .getScene(),
                    "edit-export-menu"));
            fx(() -> Screenshots.save(window.stage.getScene(), "window-edit-files"));
            fx(() -> window.node("edit-export", MenuButton.class).hide());
            for (SegmentationFormat format : SegmentationFormat.values()) {
                fx(() -> window.node("edit-export", MenuButton.class).getItems().stream()
                        .filter(i -> ("edit-export-" + format.id()).equals(i.getId()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
                String words = notice(window);
                assertTrue(words.startsWith("Saved and checked: "), format + ": " + words);
                String lost = "Polygons have no holes: 200 voxels inside of Mandible were filled.";
                assertEquals(format == SegmentationFormat.LABELME_POLYGONS, words.endsWith(lost), words);
            }
        }
        assertTrue(Files.size(out.resolve("Nerve, left.stl")) > 1000);
        List<String> obj = Files.readAllLines(out.resolve("segmentation.obj"));
        assertEquals(
                List.of("o Mandible", "o Nerve,_left"),
                obj.stream().filter(l -> l.startsWith("o ")).toList());
        var answers = new Answers(out);
        try (var window = open(answers, "another home")) {
            for (SegmentationFormat format : SegmentationFormat.values()) {
                if (format.read()) {
                    answers.next = format.named(
                            out.resolve("segmentation" + (format.folder() || format.dicom() ? "-" + format.id() : "")));
                    comesBack(format, window, drawn);
                }
            }
        }
    }

    private static void comesBack(SegmentationFormat format, WindowUnderTest window, LabelMap drawn) throws Exception {
        run(window, "correct.import");
        String words = notice(window);
        assertTrue(words.startsWith("2 segments imported from "), format + ": " + words);
        LabelMap read = fx(() -> on(window).map().copy());
        if (format == SegmentationFormat.LABELME_POLYGONS) {
            // the hole: columns 14 to 21, rows 10 to 14, slices 2 to 6
            assertEquals(drawn.count(1) + 8 * 5 * 5, read.count(1));
        } else {
            assertEquals(List.of(), LabelPhantom.differences(drawn, read), format.toString());
        }
        if (format != SegmentationFormat.NIFTI) {
            assertEquals(
                    List.of("Mandible", "Nerve, left"),
                    fx(() -> on(window).segments().stream().map(Segment::name).toList()));
        }
        // one step: taken back at once, and the case is fresh again
        window.robot.press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0, fx(() -> on(window).segments().size()));
        assertEquals(0, fx(() -> on(window).map().count(1)));
        assertFalse(fx(() -> on(window).canUndo()));
    }

    /** As programs write them that segment a whole body: one file a structure. */
    @Test
    void severalFilesComeInAsOneStepAndWhatTheyTakeFromEachOtherIsCounted() throws Exception {
        study();
        byte[][] liver = new byte[10][48 * 40];
        byte[][] spleen = new byte[10][48 * 40];
        java.util.Arrays.fill(liver[3], 100, 110, (byte) 1);
        java.util.Arrays.fill(spleen[3], 106, 112, (byte) 1);
        Path a = folder.resolve("liver.nii.gz");
        Path b = folder.resolve("spleen.nii.gz");
        var answers = new Answers(a, b);
        try (var window = open(answers, "home")) {
            Geometry grid =
                    fx(() -> window.view().stack().orElseThrow().geometry().orElseThrow());
            Nifti.write(a, grid, (k, into) -> System.arraycopy(liver[k], 0, into, 0, into.length));
            Nifti.write(b, grid, (k, into) -> System.arraycopy(spleen[k], 0, into, 0, into.length));
            run(window, "correct.import");
            assertEquals(
                    "2 segments imported from liver.nii.gz, spleen.nii.gz. 4 voxels of other segments went over to it.",
                    notice(window));
            assertEquals(
                    List.of("liver", "spleen"),
                    fx(() -> on(window).segments().stream().map(Segment::name).toList()));
            assertEquals(6, fx(() -> on(window).map().count(1)));
            assertEquals(6, fx(() -> on(window).map().count(2)));
            fx(() -> on(window).undo());
            assertTrue(fx(() -> on(window).segments().isEmpty()));
        }
    }

    @Test
    void whatComesInIsToldAndWhatCannotComeInToo() throws Exception {
        study();
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "no segmentation");
        try (var window = open(new Answers(file), "home")) {
            run(window, "correct.import");
            assertTrue(notice(window).startsWith("notes.txt is of no format that segmentations are read from."));
            assertTrue(fx(() -> on(window).segments().isEmpty()), "and nothing has begun");
        }
    }
}
