package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.view.PresentedLog;
import org.radiloom.ui.view.ViewportLayer;
import org.testfx.util.WaitForAsyncUtils;

/** Paging and playing in the real window: a CT of 1000 slices and an ultrasound loop of 300 frames with a clock of its own. */
@Tag("ui")
class MotionWindowTest {
    private static final int SLICES = 1000;
    private static final int FRAMES = 300;

    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static double[] increments = {};
    private static volatile long paintMs;

    @BeforeAll
    static void openTheFolder() throws Exception {
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(
                        Phantoms.jaw(Geometry.axial(32, 32, SLICES, 2, 2, 0.5)).stack())
                .writeTo(study);
        Random random = new Random(3);
        increments = IntStream.range(0, FRAMES)
                .mapToDouble(k -> 20 + random.nextInt(61))
                .toArray();
        DicomSeriesFixture.ultrasoundLoop(study.resolve("loop.dcm"), 160, 120, increments);
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.viewport().add(new SlowLayer()));
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.models().browser().items().size() == 2
                && window.models().jobs().active().isEmpty());
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    /** Paints nothing, and takes its time for it. */
    private static final class SlowLayer implements ViewportLayer {
        @Override
        public List<Node> nodes() {
            return List.of();
        }

        @Override
        public void place(Shown shown) {
            long end = System.nanoTime() + paintMs * 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    private static void show(String modality, int images) throws Exception {
        String id = window.models().browser().items().stream()
                .filter(item -> item.detail().startsWith(modality))
                .findFirst()
                .orElseThrow()
                .id();
        fx(() -> window.workplace.desk().showSeries(id));
        window.until(() -> window.view().slices() == images);
        window.untilPainted();
    }

    private static List<Integer> presentedSince(int entries) {
        return fx(() -> window.view().motion().log().entries().stream()
                .skip(entries)
                .map(PresentedLog.Entry::slice)
                .toList());
    }

    private static int entries() {
        return fx(() -> window.view().motion().log().entries().size());
    }

    /** Plays from slice {@code first} to the end at 60 slices a second, and returns what was painted, and how long it took. */
    private static double play(int first) throws Exception {
        fx(() -> window.view().goTo(first));
        window.untilPainted();
        fx(() -> {
            window.view().motion().setSpeed(4);
            window.viewport().requestFocus();
        });
        long start = System.nanoTime();
        window.robot.push(KeyCode.SPACE);
        assertTrue(fx(() -> window.view().motion().moving()));
        window.until(() -> !window.view().motion().moving());
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void theSpaceBarPagesThroughAThousandSlicesAndEachIsPainted() throws Exception {
        show("CT", SLICES);
        window.until(() -> IntStream.range(0, SLICES)
                .allMatch(k -> window.view().stack().orElseThrow().ifLoaded(k).isPresent()));
        int before = entries();
        double seconds = play(0);
        List<Integer> painted = presentedSince(before);
        System.out.printf("1000 slices at 60/s: %.2f s, %d painted%n", seconds, painted.size());
        assertEquals(IntStream.range(0, SLICES).boxed().toList(), painted);
        assertTrue(seconds > 16.5, "faster than 60 a second: " + seconds);
        assertTrue(
                window.viewport().text().viewWords().endsWith("1000 of 1000 shown, none skipped"),
                window.viewport().text().viewWords());
    }

    @Test
    void whenAPaintingTakes40MsTheCounterShowsAndNothingIsSkipped() throws Exception {
        show("CT", SLICES);
        fx(() -> window.view().goTo(SLICES - 80));
        window.untilPainted();
        int before = entries();
        paintMs = 40;
        try {
            fx(() -> {
                window.view().motion().setSpeed(4);
                window.viewport().requestFocus();
            });
            window.robot.push(KeyCode.SPACE);
            window.until(() -> window.view().motion().waitingForLong() > 5);
            window.until(() -> window.viewport().text().viewWords().contains(" waiting"));
            fx(() -> Screenshots.save(window.stage.getScene(), "motion-behind"));
            window.until(() -> !window.view().motion().moving());
        } finally {
            paintMs = 0;
        }
        List<Integer> painted = presentedSince(before);
        assertEquals(IntStream.range(SLICES - 79, SLICES).boxed().toList(), painted);
    }

    @Test
    void aQuickWheelOnASlowDisplayLeavesOutNoSlice() throws Exception {
        show("CT", SLICES);
        fx(() -> window.view().goTo(100));
        window.untilPainted();
        int before = entries();
        paintMs = 40;
        try {
            for (int n = 0; n < 12; n++) {
                fx(() -> window.viewport().fireEvent(WindowUnderTest.wheelEvent(-3, false)));
            }
            window.until(() -> !window.view().motion().moving());
        } finally {
            paintMs = 0;
        }
        window.untilPainted();
        assertEquals(IntStream.rangeClosed(101, 136).boxed().toList(), presentedSince(before));
    }

    @Test
    void aLoopKeepsItsClockForTwoSeconds() throws Exception {
        show("US", FRAMES);
        fx(() -> window.view().goTo(0));
        window.untilPainted();
        long loaded = loaded();
        assertTrue(loaded < FRAMES, "all frames decoded before anybody asked for them: " + loaded);
        int before = entries();
        fx(() -> window.viewport().requestFocus());
        window.robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.sleep(1, java.util.concurrent.TimeUnit.SECONDS);
        fx(() -> Screenshots.save(window.stage.getScene(), "cine-1600x1000"));
        WaitForAsyncUtils.sleep(1, java.util.concurrent.TimeUnit.SECONDS);
        window.robot.push(KeyCode.SPACE);
        assertFalse(fx(() -> window.view().motion().moving()));
        List<PresentedLog.Entry> log = fx(() -> window.view().motion().log().entries());
        List<PresentedLog.Entry> played = log.subList(before, log.size());
        assertTrue(played.size() > 10, "painted " + played.size());
        double[] starts = new double[FRAMES];
        for (int k = 1; k < FRAMES; k++) {
            starts[k] = starts[k - 1] + increments[k];
        }
        // the clock as the first painted frame has it; a frame may be painted late by the time of one frame
        double origin =
                played.getFirst().nanos() / 1e6 - starts[played.getFirst().slice()];
        int worst = 0;
        for (PresentedLog.Entry e : played) {
            double filmMs = e.nanos() / 1e6 - origin;
            int due = 0;
            while (due < FRAMES - 1 && starts[due + 1] <= filmMs) {
                due++;
            }
            worst = Math.max(worst, Math.abs(due - e.slice()));
        }
        System.out.printf(
                "loop of %d frames: %d painted, worst %d frames from the clock%n", FRAMES, played.size(), worst);
        assertTrue(worst <= 2, "frames from the clock: " + worst);
    }

    private static long loaded() {
        return fx(() -> IntStream.range(0, window.view().slices())
                .filter(k -> window.view().stack().orElseThrow().ifLoaded(k).isPresent())
                .count());
    }
}
