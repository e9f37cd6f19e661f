package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;

/** What the window's thread spends on one slice, in processor time: the layout that paints it, in a window of 1600 x 1000. */
@Tag("ui")
class PaintSpeedTest {
    private static final int SLICES = 8;
    private static final int ROUNDS = 200;

    @TempDir
    static Path folder;

    private static WindowUnderTest window;

    @BeforeAll
    static void openTheWindow() throws Exception {
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        // something is open, or the window would show its start page
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(16, 16, 3, 2, 2, 2)).stack())
                .writeTo(study);
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.view().slices() == 3);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    private static void show(int size) {
        Random random = new Random(1);
        short[] values = new short[size * size * SLICES];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) (random.nextInt(3000) - 1000);
        }
        var stack = VolumeStack.ofShorts(Geometry.axial(size, size, SLICES, 0.7, 0.7, 1), values, ValueUnit.HOUNSFIELD);
        fx(() -> window.view().show(stack, Caption.EMPTY, new Presentation(false, false, Optional.empty(), false)));
    }

    /** Median and 95th percentile of what {@code what} and the layout after it take, ms of processor time. */
    private static double[] cost(java.util.function.IntConsumer what) {
        return fx(() -> {
            double[] ms = new double[ROUNDS];
            for (int n = 0; n < ROUNDS; n++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                what.accept(n);
                window.viewport().layout();
                ms[n] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
            }
            Arrays.sort(ms);
            return new double[] {ms[ROUNDS / 2], ms[ROUNDS * 95 / 100]};
        });
    }

    private static void print(String what, double[] ms) {
        System.out.printf("%s: median %.1f ms, p95 %.1f ms%n", what, ms[0], ms[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void aSliceIsPaintedWithinTheTimeOfHalfAPulse(int size) {
        show(size);
        cost(n -> window.view().goTo(n % SLICES));
        double[] straight = cost(n -> window.view().goTo(n % SLICES));
        print(size + " x " + size + " paging", straight);
        fx(() -> window.view().setTurn(Turn.NONE.right()));
        cost(n -> window.view().goTo(n % SLICES));
        double[] turned = cost(n -> window.view().goTo(n % SLICES));
        print(size + " x " + size + " paging, turned by a quarter", turned);
        double limitMs = size == 512 ? 8 : 16;
        assertTrue(straight[0] < limitMs, "median of painting: " + straight[0]);
        assertTrue(turned[0] < limitMs, "median of painting, turned: " + turned[0]);
    }

    @Test
    void aFrameOfAColouredFilmIsPaintedInHalfAPulse() {
        var film = LiverFilm.of(SLICES, 100, 70);
        fx(() -> window.view().show(film, Caption.EMPTY, new Presentation(false, false, Optional.empty(), true)));
        cost(n -> window.view().goTo(n % SLICES));
        double[] colour = cost(n -> window.view().goTo(n % SLICES));
        print("640 x 480 in colour", colour);
        assertTrue(colour[0] < 8, "median of painting: " + colour[0]);
    }

    @Test
    void aMoveOfThePointerPaintsNothing() {
        show(1024);
        double[] paging = cost(n -> window.view().goTo(n % SLICES));
        double[] pointer = cost(n -> window.viewport()
                .fireEvent(new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        300 + n,
                        300,
                        300 + n,
                        300,
                        javafx.scene.input.MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null)));
        print("moving the pointer", pointer);
        assertTrue(pointer[0] < paging[0] / 3, pointer[0] + " against " + paging[0]);
    }
}
