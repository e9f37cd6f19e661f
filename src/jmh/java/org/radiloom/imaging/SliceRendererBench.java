package org.radiloom.imaging;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames of 1600 x 1000 from a 16-bit slice with a 50 % overlay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SliceRendererBench {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    @Param({"512", "1024"})
    int size;

    @Param({"fit", "zoom3"})
    String zoom = "fit";

    @Param({"true", "false"})
    boolean overlaid;

    private final int[] buffer = new int[WIDTH * HEIGHT];
    private SliceView view = new SliceView(
            GreySlice.ofValues(new float[1], 1, 1),
            new Window(0, 1),
            false,
            Optional.empty(),
            new ViewTransform(1, 1, 0, 0),
            1,
            1);

    @Setup
    public void scene() {
        short[] stored = new short[size * size];
        byte[] labels = new byte[stored.length];
        for (int at = 0; at < stored.length; at++) {
            stored[at] = (short) (at * 31 % 3000 - 1000);
            labels[at] = (byte) (at / size / 32 % 2);
        }
        Optional<LabelOverlay> overlay =
                Optional.of(LabelOverlay.of(labels, size, size, List.of(0xFF8800), 0.5f, false));
        ViewTransform fit = ViewTransform.fit(size, size, 1, 1, WIDTH, HEIGHT);
        view = new SliceView(
                GreySlice.ofStored(stored, true, 1, 0, size, size),
                new Window(40, 400),
                false,
                overlaid ? overlay : Optional.empty(),
                zoom.equals("fit") ? fit : fit.zoomedAround(3, 800, 500),
                WIDTH,
                HEIGHT);
    }

    @Benchmark
    public int[] oneThread() {
        new SliceRenderer(view).render(buffer);
        return buffer;
    }

    @Benchmark
    public int[] allCores() {
        new SliceRenderer(view).renderParallel(buffer);
        return buffer;
    }
}
