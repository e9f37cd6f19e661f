package org.radiloom.ui;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ScrollEvent.HorizontalTextScrollUnits;
import javafx.scene.input.ScrollEvent.VerticalTextScrollUnits;
import org.radiloom.imaging.ImageStack;
import org.radiloom.infer.ProcessMemory;
import org.radiloom.job.Job;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;

/**
 * Uses the real window of this process as a reader would, and prints what it measured, one {@code name=value} a line.
 *
 * <p>A slice counts as painted at the first pulse after the one that painted it: a pulse does not start while the frame
 * before it is still being drawn.
 */
final class WindowBench {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int TURNS = 200;
    private static final int AGAIN = 20;
    private static final double MIB = 1 << 20;
    private static final double LATE_MS = 25;
    private static final long PATIENCE_S = 120;

    private final Workplace place;
    private final Path folder;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Jobs script = new Jobs(Platform::runLater);

    /** @param folder one series of many slices */
    WindowBench(Workplace place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /** Measures in the background and closes the program; call when the window has been shown. */
    void run() {
        script.<Integer>submit("bench", "bench", progress -> measured(), new Outcome<>() {
            @Override
            public void done(Integer steps) {
                script.close();
                Platform.exit();
            }

            @Override
            public void failed(Problem problem) {
                out.println("failed=" + problem.sentence());
                script.close();
                Platform.exit();
            }
        });
    }

    private int measured() throws Problem {
        try {
            // the window is there when its first frame has been drawn
            twoPulses();
            out.println("windowAtMs=" + System.currentTimeMillis());
            figure("startProcessorMs", SYSTEM.getProcessCpuTime() / 1e6);
            Thread.sleep(1500);
            memory("residentEmptyMiB");
            opening();
            Thread.sleep(1000);
            memory("residentMiB");
            figure("pixelsMiB", place.pixelBytes() / MIB);
            paging();
            wheel();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.input("bench.interrupted", "The measurement was interrupted.", "Measure again.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.input("bench.window", "The window did not do what was to be measured.", "Measure again.", e);
        }
    }

    private void figure(String name, double value) {
        out.println(name + "=" + String.format(Locale.ROOT, "%.1f", value));
    }

    private void memory(String name) {
        ProcessMemory.currentMib().ifPresent(now -> figure(name, (double) now));
    }

    private void twoPulses() throws InterruptedException, ExecutionException, TimeoutException {
        var end = new CompletableFuture<Boolean>();
        Platform.runLater(() -> new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses > 2) {
                    stop();
                    end.complete(true);
                }
            }
        }.start());
        end.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Chooses the folder: when is the first slice on screen, when are all in memory. */
    private void opening() throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        painted(() -> place.desk().open(List.of(folder)));
        figure("firstImageMs", (System.nanoTime() - start) / 1e6);
        figure("firstImageProcessorMs", (SYSTEM.getProcessCpuTime() - processor) / 1e6);
        ImageStack stack = place.models().viewport().stack().orElseThrow();
        for (int k = 0; k < stack.slices(); k++) {
            while (stack.ifLoaded(k).isEmpty()) {
                Thread.sleep(2);
            }
        }
        figure("wholeSeriesMs", (System.nanoTime() - start) / 1e6);
        figure("wholeSeriesProcessorMs", (SYSTEM.getProcessCpuTime() - processor) / 1e6);
    }

    /** Goes through all slices, one a pulse. */
    private void paging() throws InterruptedException, ExecutionException, TimeoutException {
        var end = new CompletableFuture<double[]>();
        Platform.runLater(() -> {
            place.models().viewport().goTo(0);
            new AnimationTimer() {
                private int gaps;
                private int late;
                private long began;
                private long before;

                @Override
                public void handle(long now) {
                    var view = place.models().viewport();
                    long clock = System.nanoTime();
                    int asked = view.slice();
                    if (place.shell().viewport().paintedSlice() != asked) {
                        gaps += began == 0 ? 0 : 1;
                    } else if (began == 0) {
                        began = clock;
                    }
                    if (began == 0) {
                        return;
                    }
                    late += before != 0 && clock - before > LATE_MS * 1e6 ? 1 : 0;
                    before = clock;
                    if (asked == view.slices() - 1) {
                        stop();
                        end.complete(new double[] {(view.slices() - 1) / ((clock - began) / 1e9), gaps, late});
                    } else {
                        view.goTo(asked + 1);
                    }
                }
            }.start();
        });
        double[] found = end.get(PATIENCE_S, TimeUnit.SECONDS);
        figure("pagingFps", found[0]);
        figure("pagingGaps", found[1]);
        figure("pagingLateFrames", found[2]);
    }

    /** Turns the wheel while the folder is imported again and again. */
    private void wheel() throws InterruptedException, ExecutionException, TimeoutException {
        Platform.runLater(() -> {
            for (int again = 0; again < AGAIN; again++) {
                place.desk().open(List.of(folder));
            }
        });
        double[] ms = new double[TURNS];
        for (int n = 0; n < TURNS; n++) {
            int notches = n % 40 < 20 ? -1 : 1;
            long start = System.nanoTime();
            painted(() -> place.shell().viewport().fireEvent(turn(notches)));
            ms[n] = (System.nanoTime() - start) / 1e6;
        }
        Platform.runLater(() -> place.models().jobs().active().forEach(Job::cancel));
        Arrays.sort(ms);
        figure("wheelToPaintMedianMs", ms[TURNS / 2]);
        figure("wheelToPaintP99Ms", ms[TURNS * 99 / 100 - 1]);
    }

    private void painted(Runnable action) throws InterruptedException, ExecutionException, TimeoutException {
        var end = new CompletableFuture<Boolean>();
        Platform.runLater(() -> {
            action.run();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    var view = place.models().viewport();
                    if (view.stack().isPresent() && place.shell().viewport().paintedSlice() == view.slice()) {
                        stop();
                        end.complete(true);
                    }
                }
            }.start();
        });
        end.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static ScrollEvent turn(int notches) {
        double pixels = 40.0 * notches;
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                400,
                400,
                700,
                500,
                false,
                false,
                false,
                false,
                true,
                false,
                0,
                pixels,
                0,
                pixels,
                HorizontalTextScrollUnits.NONE,
                0,
                VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }
}
