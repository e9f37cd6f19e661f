package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;

/** Opening never blocks: a CT of 1,000 slices of 512 x 512 pixels in one folder. */
@Tag("ui")
class SpeedTest {
    private static final int SLICES = 1000;
    private static final int TURNS = 200;

    @TempDir
    static Path folder;

    private static WindowUnderTest window;

    @BeforeAll
    static void writeTheSeries() throws Exception {
        DicomSeriesFixture.large(folder.resolve("ct"), SLICES);
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
    }

    @AfterAll
    static void closeTheWindow() {
        window.close();
    }

    /**
     * The limits are for a machine of our own. Where more programs want to run than there are cores, each waits its turn:
     * a little of that is allowed for, and where there is much of it the figures say nothing about this program.
     */
    private static double tolerance() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        double wanted = system.getSystemLoadAverage() / system.getAvailableProcessors();
        assumeTrue(wanted < 3, "other programs keep the cores busy: " + wanted + " want to run on each");
        return Math.clamp(wanted, 1, 3);
    }

    @Test
    void theFirstImageComesWithinASecondAndTheWheelIsFollowedWhileTheRestIsRead() throws Exception {
        double firstMs = painted(() -> window.workplace.desk().open(List.of(folder)));
        System.out.printf(
                "first image of %d slices after %.0f ms, %d slices read by then%n", SLICES, firstMs, loaded());

        double[] ms = new double[TURNS];
        fx(() -> {
            for (int again = 0; again < 20; again++) {
                window.workplace.desk().open(List.of(folder));
            }
        });
        for (int n = 0; n < TURNS; n++) {
            ms[n] = wheelToPaint(n % 40 < 20 ? -1 : 1);
        }
        fx(() -> window.models().jobs().active().forEach(org.radiloom.job.Job::cancel));
        Arrays.sort(ms);
        double p99 = ms[TURNS * 99 / 100 - 1];
        System.out.printf("wheel to paint: median %.1f ms, p99 %.1f ms%n", ms[TURNS / 2], p99);
        double tolerance = tolerance();
        assertTrue(firstMs < 1000 * tolerance, "first image after " + firstMs + " ms, tolerance " + tolerance);
        assertTrue(p99 < 50 * tolerance, "wheel to paint " + p99 + " ms, tolerance " + tolerance);
    }

    private static long loaded() {
        return fx(() -> {
            var stack = window.view().stack().orElseThrow();
            long n = 0;
            for (int k = 0; k < stack.slices(); k++) {
                n += stack.ifLoaded(k).isPresent() ? 1 : 0;
            }
            return n;
        });
    }

    private static double wheelToPaint(int notches) throws Exception {
        return painted(() -> window.viewport().fireEvent(WindowUnderTest.wheelEvent(notches, false)));
    }

    /**
     * Milliseconds from doing something to the first pulse after the one that painted the slice it leads to: by then
     * the frame has been drawn, because a pulse does not start while the frame before it is still being drawn.
     */
    private static double painted(Runnable action) throws Exception {
        var end = new CompletableFuture<Long>();
        long start = System.nanoTime();
        fx(() -> {
            action.run();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    // this runs at the start of a pulse, before the layout that paints
                    boolean there = window.view().stack().isPresent()
                            && window.viewport().paintedSlice() == window.view().slice();
                    if (there) {
                        stop();
                        end.complete(System.nanoTime());
                    }
                }
            }.start();
        });
        return (end.get(60, TimeUnit.SECONDS) - start) / 1e6;
    }
}
