package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.browse.BrowserRow;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.Thumbnail;
import org.testfx.util.WaitForAsyncUtils;

/** Studies of several patients, found again after the window was closed. */
@Tag("ui")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserWindowTest {
    private static final VolumeStack JAW =
            Phantoms.jaw(Geometry.axial(96, 96, 30, 2, 2, 2)).stack();

    @TempDir
    static Path dir;

    private static Home home = Home.under(Path.of(""));
    private static WindowUnderTest window;

    @BeforeAll
    static void openStudiesAndCloseTheWindow() throws Exception {
        home = Home.under(dir.resolve("home"));
        study("Archive/2026-11 Nasreddin", "Nasreddin^Leyla", "P-1001", "CT", "20261127", "Head and neck", 1);
        study("Archive/2026-11 Okafor", "Okafor^Chidi", "P-1002", "CT", "20261130", "Jaw, follow-up", 2);
        study("Archive/2024 Zhang", "张^伟", "P-1003", "MR", "20240305", "Temporomandibular joint", 3);
        study("Disc/Lindqvist", "Lindqvist^Astrid", "P-1004", "CT", "20260915", "Trauma", 4);
        try (var first = WindowUnderTest.open(dir.resolve("no-models"), dir, home)) {
            for (String place : List.of("Archive/2026-11 Nasreddin", "Archive/2024 Zhang", "Disc/Lindqvist")) {
                fx(() -> first.workplace.desk().open(List.of(dir.resolve(place))));
            }
            first.until(() -> first.models().browser().places().size() == 3
                    && first.models().browser().items().stream()
                            .allMatch(i ->
                                    first.models().browser().thumbnail(i.id()).isPresent()));
        }
        Files.move(dir.resolve("Disc/Lindqvist"), dir.resolve("elsewhere"));
        window = WindowUnderTest.open(dir.resolve("no-models"), dir, home);
        window.until(() -> window.models().browser().earlier().size() == 3);
    }

    private static void study(
            String folder, String name, String id, String modality, String date, String description, int number)
            throws Exception {
        for (int series = 1; series <= 2; series++) {
            DicomSeriesFixture.ct(JAW)
                    .series(10 * number + series)
                    .modality(modality)
                    .patient(name)
                    .changed((k, d) -> d.string(org.radiloom.dicom.Tag.PATIENT_ID, id)
                            .string(org.radiloom.dicom.Tag.STUDY_INSTANCE_UID, "2.25.8." + number)
                            .string(org.radiloom.dicom.Tag.STUDY_DATE, date)
                            .string(org.radiloom.dicom.Tag.STUDY_DESCRIPTION, description))
                    .writeTo(dir.resolve(folder).resolve("S" + series));
        }
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    private static ListView<?> list() {
        return window.node("series", ListView.class);
    }

    private static long rows(Class<? extends BrowserRow> kind) {
        return fx(() -> list().getItems().stream().filter(kind::isInstance).count());
    }

    private static void picture(String name) {
        for (int[] size : new int[][] {{1600, 1000}, {1280, 800}}) {
            fx(() -> {
                window.stage.setWidth(size[0]);
                window.stage.setHeight(size[1]);
            });
            WaitForAsyncUtils.waitForFxEvents();
            fx(() -> Screenshots.save(window.stage.getScene(), name + "-" + size[0] + "x" + size[1]));
        }
    }

    @Test
    @Order(1)
    void anEmptyWindowOffersWhatWasOpenedBefore() throws Exception {
        window.until(() -> window.models().browser().earlier().stream()
                .allMatch(s -> window.models().browser().thumbnail(s.picture()).isPresent()));
        assertEquals(3, rows(BrowserRow.Earlier.class));
        assertEquals(3, window.robot.lookup("#start-place").queryAll().size());
        assertEquals(List.of(false, true, true), fx(() -> window.models().browser().places().stream()
                .map(p -> p.present())
                .toList()));
        picture("browser-empty");
    }

    @Test
    @Order(2)
    void aStudyWhoseFilesAreGoneSaysWhatToDo() {
        fx(() -> window.workplace
                .desk()
                .openStudy(window.models().browser().earlier().stream()
                        .filter(s -> !s.present())
                        .findFirst()
                        .orElseThrow()));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(fx(() -> window.models().status().notice().orElseThrow().words())
                .contains("Lindqvist"));
        fx(() -> window.models().status().clearNotice());
    }

    @Test
    @Order(3)
    void theKeysAloneFindAndOpenAStudyOfBefore() throws Exception {
        window.robot.push(KeyCode.CONTROL, KeyCode.F);
        window.robot.write("zhang 张".substring(6));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, rows(BrowserRow.Earlier.class));
        window.robot.push(KeyCode.DOWN);
        window.robot.push(KeyCode.ENTER);
        window.until(() -> window.view().slices() == 30);
        assertEquals(0, rows(BrowserRow.Earlier.class));
        assertEquals(2, rows(BrowserRow.Entry.class));
        fx(() -> window.node("browser-search", javafx.scene.control.TextField.class)
                .clear());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, rows(BrowserRow.Earlier.class));
        window.untilPainted();
        // going on by keys shows the next series and leaves the keys in the list
        fx(() -> window.node("series", ListView.class).requestFocus());
        String before = fx(() -> window.models().browser().selected().orElseThrow());
        window.robot.push(KeyCode.DOWN);
        window.until(() -> !window.models().browser().selected().orElseThrow().equals(before));
        assertTrue(fx(() -> list().isFocused()));
    }

    @Test
    @Order(4)
    void modalityAndTimeNarrowTheList() throws Exception {
        fx(() -> window.workplace.desk().open(List.of(dir.resolve("Archive/2026-11 Okafor"))));
        window.until(() -> window.models().browser().items().size() == 4
                && window.models().jobs().active().isEmpty());
        ComboBox<?> modality = window.node("browser-modality", ComboBox.class);
        fx(() -> modality.getSelectionModel().select(1));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("CT", modality.getValue());
        assertEquals(2, rows(BrowserRow.Entry.class));
        assertEquals(2, rows(BrowserRow.Earlier.class));
        window.until(() -> window.models().browser().items().stream()
                .allMatch(i -> window.models().browser().thumbnail(i.id()).isPresent()));
        window.untilPainted();
        picture("browser-filter");
        fx(() -> modality.getSelectionModel().select(0));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(4, rows(BrowserRow.Entry.class));
        window.untilPainted();
        picture("browser-studies");
    }

    /** The list takes 500 pictures; what counts is how long the window's thread is kept by each of its turns. */
    @Test
    @Order(9)
    void fiveHundredThumbnailsNeverHoldTheWindowUp() throws Exception {
        List<SeriesItem> many = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            many.add(new SeriesItem("many" + n, "Many", "Studies", "Series " + n, "CT · 1 image"));
        }
        fx(() -> window.models().browser().add(many));
        WaitForAsyncUtils.waitForFxEvents();
        double worst = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            worst = Math.min(worst, longestTurnMs(many, round));
        }
        System.out.printf(Locale.ROOT, "500 thumbnails: longest turn of the window's thread %.1f ms%n", worst);
        assertTrue(worst < 50, worst + " ms");
    }

    @Test
    @Order(10)
    void aLostIndexIsMadeAgainAndTheReaderIsTold() throws Exception {
        window.close();
        try (var files = Files.walk(home.cache().resolve("index"))) {
            files.filter(Files::isRegularFile).map(Path::toFile).forEach(java.io.File::delete);
        }
        window = WindowUnderTest.open(dir.resolve("no-models"), dir, home);
        // the disc is gone, the three others are found again
        window.until(() -> window.models().browser().earlier().size() == 3);
        assertTrue(fx(() -> window.models().status().notice().orElseThrow().words())
                .contains("made again"));
    }

    private static double longestTurnMs(List<SeriesItem> many, int round) throws Exception {
        double[] longest = {0};
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        AnimationTimer timer = fx(() -> {
            var t = new AnimationTimer() {
                private long last = threads.getCurrentThreadCpuTime();

                @Override
                public void handle(long now) {
                    long cpu = threads.getCurrentThreadCpuTime();
                    longest[0] = Math.max(longest[0], (cpu - last) / 1e6);
                    last = cpu;
                }
            };
            t.start();
            return t;
        });
        int side = Thumbnail.SIDE;
        for (int n = 0; n < many.size(); n++) {
            int[] argb = new int[side * side];
            Arrays.fill(argb, 0xFF000000 | n * 9973 + round);
            String id = many.get(n).id();
            javafx.application.Platform.runLater(() -> window.models().browser().setThumbnail(id, new Thumbnail(argb)));
            if (n % 10 == 0) {
                int at = n;
                javafx.application.Platform.runLater(() -> list().scrollTo(at));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        WaitForAsyncUtils.waitForFxEvents();
        fx(timer::stop);
        return longest[0];
    }
}
