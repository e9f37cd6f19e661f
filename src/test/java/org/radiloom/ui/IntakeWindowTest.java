package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.control.TableView;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.ZipFixture;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Job;
import org.radiloom.ui.browse.BrowserRow;
import org.testfx.util.WaitForAsyncUtils;

/** Everything that can be dropped on the window comes in by one door. */
@Tag("ui")
class IntakeWindowTest {
    private static final VolumeStack BALL = Phantoms.ball(
                    Geometry.axial(16, 12, 10, 0.5, 0.75, 2), new Vec3(4, 4, 9), 3)
            .stack();

    @TempDir
    Path dir;

    private WindowUnderTest window;
    private int ended;
    private Home home = Home.under(Path.of(""));

    @BeforeEach
    void openTheWindow() throws Exception {
        home = Home.under(dir.resolve("home"));
        window = WindowUnderTest.open(dir.resolve("no-models"), dir, home);
        fx(() -> window.models().jobs().onChange(() -> {
            if (window.models().jobs().active().isEmpty()) {
                ended++;
            }
        }));
    }

    @AfterEach
    void closeIt() throws Exception {
        window.close();
        assertEquals(List.of(), unpacked());
    }

    private List<Path> unpacked() throws Exception {
        Path folder = home.cache().resolve("unpacked");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void drop(Path... paths) throws Exception {
        int before = fx(() -> {
            DroppedFiles.on(window.viewport(), paths);
            return ended;
        });
        window.until(() -> ended > before);
    }

    private Map<String, Integer> series() {
        return fx(() -> {
            Map<String, Integer> all = new TreeMap<>();
            window.models()
                    .browser()
                    .items()
                    .forEach(i -> all.merge(
                            i.detail().replaceAll(" · .*", ""),
                            Integer.parseInt(i.detail().replaceAll(".*· (\\d+) image.*", "$1")),
                            Integer::sum));
            return all;
        });
    }

    @Test
    void sixKindsOfThingsAreDroppedAndTheirSeriesAndSlicesAreCounted() throws Exception {
        Path folder = dir.resolve("1 folder/deep/deeper");
        DicomSeriesFixture.ct(BALL).writeTo(folder);
        drop(dir.resolve("1 folder"));
        assertEquals(Map.of("CT", 10), series());

        Path disc = dir.resolve("2 disc");
        List<Path> files = DicomSeriesFixture.ct(BALL).series(2).modality("MR").writeTo(disc.resolve("IMG"));
        List<DicomDataset> records = new ArrayList<>();
        for (Path file : files.subList(0, 7)) {
            records.add(DicomDataset.builder()
                    .string(
                            org.radiloom.dicom.Tag.REFERENCED_FILE_ID,
                            "IMG",
                            file.getFileName().toString())
                    .build());
        }
        DicomWriter.write(
                disc.resolve("DICOMDIR"),
                DicomDataset.builder()
                        .string(org.radiloom.dicom.Tag.SOP_CLASS_UID, "1.2.840.10008.1.3.10")
                        .string(org.radiloom.dicom.Tag.SOP_INSTANCE_UID, "2.25.2")
                        .items(org.radiloom.dicom.Tag.DIRECTORY_RECORD_SEQUENCE, records.toArray(DicomDataset[]::new))
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        drop(disc.resolve("DICOMDIR"));
        assertEquals(Map.of("CT", 10, "MR", 7), series());

        Path packed = dir.resolve("packed");
        DicomSeriesFixture.ct(BALL).series(3).modality("PT").writeTo(packed);
        drop(new ZipFixture().folder(packed).writeTo(dir.resolve("3 archive.zip")));
        assertEquals(Map.of("CT", 10, "MR", 7, "PT", 10), series());

        Path pictures = Files.createDirectories(dir.resolve("4 pictures"));
        var grey = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(grey, "png", pictures.resolve("a.png").toFile());
        ImageIO.write(grey, "jpg", pictures.resolve("b.jpg").toFile());
        ImageIO.write(
                new BufferedImage(8, 6, BufferedImage.TYPE_USHORT_GRAY),
                "tiff",
                pictures.resolve("c.tif").toFile());
        drop(pictures.resolve("a.png"), pictures.resolve("b.jpg"), pictures.resolve("c.tif"));
        assertEquals(Map.of("CT", 10, "MR", 7, "PT", 10, "Picture", 3), series());

        Path nifti = dir.resolve("5 volume.nii.gz");
        Nifti.write(nifti, BALL);
        drop(nifti);
        Path nrrd = Files.write(
                dir.resolve("6 volume.nrrd"),
                "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 3\nencoding: raw\n\nabcdefghijkl"
                        .getBytes(StandardCharsets.US_ASCII));
        drop(nrrd);
        assertEquals(Map.of("CT", 10, "MR", 7, "PT", 10, "Picture", 3, "NIfTI", 10, "NRRD", 3), series());
        assertEquals(List.of(), fx(() -> window.models().browser().skipped()));
        // each was remembered as one place
        window.until(() -> window.models().browser().places().size() == 6);
    }

    @Test
    void junkIsALineForEachFile() throws Exception {
        Path junk = Files.createDirectories(dir.resolve("junk"));
        Files.write(junk.resolve("zero.dcm"), new byte[0]);
        Files.writeString(junk.resolve("text.txt"), "not an image");
        Files.write(junk.resolve("noise.png"), new byte[] {1, 2, 3});
        List<Path> whole = DicomSeriesFixture.ct(BALL).writeTo(dir.resolve("whole"));
        byte[] bytes = Files.readAllBytes(whole.get(0));
        Files.write(junk.resolve("cut.dcm"), java.util.Arrays.copyOf(bytes, bytes.length - 50));
        drop(junk);
        assertEquals(List.of(), fx(() -> window.models().browser().items()));
        window.robot.clickOn("#show-skipped");
        assertEquals(4, window.node("skipped-table", TableView.class).getItems().size());
        window.robot.clickOn("#skipped-close");
    }

    @Test
    void whatArrivesTakesNeitherSelectionNorPlaceNorFocus() throws Exception {
        for (int n = 1; n <= 12; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(dir.resolve("first").resolve("s" + n));
        }
        drop(dir.resolve("first"));
        var list = window.node("series", javafx.scene.control.ListView.class);
        String chosen = fx(() -> {
            window.workplace
                    .desk()
                    .showSeries(window.models().browser().items().get(7).id());
            list.scrollTo(5);
            return window.models().browser().items().get(7).id();
        });
        window.until(() -> window.view().slices() == 10);
        fx(() -> {
            window.view().goTo(3);
            window.workplace.commands().run("browser.search");
        });
        WaitForAsyncUtils.waitForFxEvents();
        double top = fx(() -> firstRow(list));
        for (int n = 20; n <= 40; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(dir.resolve("second").resolve("s" + n));
        }
        fx(() -> window.workplace.desk().open(List.of(dir.resolve("second"))));
        window.until(() -> window.models().browser().items().size() == 33
                && window.models().jobs().active().isEmpty());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(chosen, fx(() -> window.models().browser().selected().orElseThrow()));
        assertEquals(
                chosen, fx(() -> ((BrowserRow.Entry) list.getSelectionModel().getSelectedItem())
                        .item()
                        .id()));
        assertEquals(3, window.view().slice());
        assertEquals(
                "browser-search",
                fx(() -> window.stage.getScene().getFocusOwner().getId()));
        assertEquals(top, fx(() -> firstRow(list)), 0.5);
    }

    /** Where the first visible line is: its number, and how far it is scrolled off. */
    private static double firstRow(javafx.scene.control.ListView<?> list) {
        var flow = (javafx.scene.control.skin.VirtualFlow<?>) list.lookup(".virtual-flow");
        var cell = flow.getFirstVisibleCell();
        return 1000 * cell.getIndex() + cell.getLayoutY();
    }

    @Test
    void aSeriesThatGrowsKeepsTheImageAndTheWindowOnScreen() throws Exception {
        DicomSeriesFixture.ct(BALL).without(0, 1, 2, 3, 4).writeTo(dir.resolve("half"));
        drop(dir.resolve("half"));
        window.until(() -> window.view().slices() == 5);
        fx(() -> {
            window.view().goTo(1);
            window.view().setWindow(new org.radiloom.imaging.Window(123, 456));
        });
        DicomSeriesFixture.ct(BALL).writeTo(dir.resolve("half"));
        drop(dir.resolve("half"));
        window.until(() -> window.view().slices() == 10);
        // slice 1 of the upper half is slice 6 of the whole
        assertEquals(6, window.view().slice());
        assertEquals(new org.radiloom.imaging.Window(123, 456), window.view().window());
        window.untilPainted();
    }

    @Test
    void aCancelledImportIsOverWithinHalfASecondAndLeavesNothing() throws Exception {
        Path packed = dir.resolve("packed");
        for (int n = 1; n <= 60; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(packed.resolve("s" + n));
        }
        Path zip =
                new ZipFixture().zeros("filler.bin", 60L << 20).folder(packed).writeTo(dir.resolve("large.zip"));
        Map<Long, String> before = threads();
        List<Double> told = new ArrayList<>();
        fx(() -> window.models()
                .jobs()
                .onChange(() -> window.models().jobs().active().forEach(j -> {
                    if (j.fraction() >= 0) {
                        told.add(j.fraction());
                    }
                })));
        fx(() -> window.workplace.desk().open(List.of(zip)));
        window.until(() -> !told.isEmpty());
        long start = System.nanoTime();
        fx(() -> window.models().jobs().active().forEach(Job::cancel));
        window.until(() -> window.models().jobs().active().isEmpty());
        long ms = (System.nanoTime() - start) / 1_000_000;
        System.out.println("cancel took effect after " + ms + " ms");
        assertTrue(ms < 500, ms + " ms");
        assertEquals(
                List.of(),
                unpacked().stream().filter(f -> !f.endsWith("in-use")).toList());
        List<Double> sorted = fx(() -> told.stream().sorted().toList());
        assertEquals(sorted, fx(() -> List.copyOf(told)));
        Map<Long, String> after = threads();
        after.keySet().removeAll(before.keySet());
        after.values().removeIf(name -> name.startsWith("radiloom-") || name.startsWith("ForkJoinPool"));
        assertFalse(
                after.values().stream().anyMatch(n -> n.contains("import") || n.contains("series")), after.toString());
    }

    private static Map<Long, String> threads() {
        Map<Long, String> all = new HashMap<>();
        Thread.getAllStackTraces().keySet().forEach(t -> all.put(t.threadId(), t.getName()));
        return all;
    }
}
