package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.ProcessMemory;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;

/** Measures what this machine gives; figures that need a window come from a process of its own. */
final class Benchmarks {
    private static final int ROUNDS = 5;
    private static final String FIRST_IMAGE = "firstImageMs";
    private static final List<String> WINDOW = List.of(
            FIRST_IMAGE,
            "firstImageProcessorMs",
            "wholeSeriesMs",
            "wholeSeriesProcessorMs",
            "pagingFps",
            "pagingGaps",
            "pagingLateFrames",
            "wheelToPaintMedianMs",
            "wheelToPaintP99Ms",
            "startToWindowMs",
            "startProcessorMs",
            "residentEmptyMiB",
            "residentMiB",
            "pixelsMiB");

    private final EngineRoom room;
    private final PrintWriter err;

    Benchmarks(EngineRoom room, PrintWriter err) {
        this.room = room;
        this.err = err;
    }

    /** The "bench" object of the diagnostics. */
    ObjectNode run() throws Problem {
        ObjectNode bench = Printed.MAPPER.createObjectNode();
        ImportBench imports = ImportBench.run(err);
        bench.put("indexFilesPerSecond", Math.round(imports.filesPerSecond()));
        ObjectNode decode = bench.putObject("decodeMBPerSecond");
        imports.decodeMbPerSecond().forEach((syntax, speed) -> decode.put(syntax, Math.round(speed)));
        WindowFigures window = WindowFigures.measured(WindowFigures.SLICES, err);
        window(bench, window, imports);
        say("rendering");
        bench.put("renderFps", Math.round(renderFps()));
        say("planes");
        bench.put("mprFps", Math.round(PlaneBench.framesPerSecond()));
        ObjectNode inference = bench.putObject("inferenceMs");
        for (ModelPackage model : ModelRegistry.installed().list().packages()) {
            say("model " + model.card().id());
            inference.put(model.card().id(), Math.round(inferenceMs(model)));
        }
        say("matrix product");
        bench.put("matmulGflops", Math.round(room.matmulGflops()));
        ProcessMemory.peakMib().ifPresent(peak -> bench.put("peakRssMiB", peak));
        return bench;
    }

    /** Figures of a window; null, not absent, where there is none, and then with the reason. */
    private static void window(ObjectNode bench, WindowFigures window, ImportBench imports) {
        WINDOW.forEach(name -> {
            Double value = window.values().get(name);
            if (value == null) {
                bench.putNull(name);
            } else {
                bench.put(name, Math.round(value * 10) / 10.0);
            }
        });
        if (!window.values().containsKey(FIRST_IMAGE)) {
            // the pixels of the middle slice are there; nobody has seen them
            bench.put(FIRST_IMAGE, Math.round(imports.firstImageMs()));
        }
        bench.put("windowNotMeasured", window.reason().isEmpty() ? null : window.reason());
    }

    private void say(String step) {
        err.println("measuring: " + step);
        err.flush();
    }

    /** A 512 x 512 16-bit slice with half of it labelled, drawn at 1600 x 1000 on all cores. */
    private static double renderFps() {
        var random = new Random(1);
        short[] stored = new short[512 * 512];
        byte[] labels = new byte[512 * 512];
        for (int at = 0; at < stored.length; at++) {
            stored[at] = (short) (random.nextInt(2000) - 1000);
            labels[at] = (byte) (at % 512 < 256 ? 1 : 0);
        }
        var view = new SliceView(
                GreySlice.ofStored(stored, true, 1, 0, 512, 512),
                new Window(40, 400),
                false,
                Optional.of(LabelOverlay.of(labels, 512, 512, List.of(0xFFB000), 0.5f, false)),
                ViewTransform.fit(512, 512, 1, 1, 1600, 1000),
                1600,
                1000);
        int[] pixels = new int[1600 * 1000];
        int frames = 60;
        return frames
                / medianSeconds(() -> {
                    for (int n = 0; n < frames; n++) {
                        new SliceRenderer(view).renderParallel(pixels);
                    }
                });
    }

    /** The least of a few runs on an input that fits the model. */
    private double inferenceMs(ModelPackage model) throws Problem {
        return switch (model.card().task()) {
            case SegmentationTask task -> task.ofPictures() ? FrameBench.outlineMs(room, model) : volumeMs(model);
            case GradingTask task -> FrameBench.gradeMs(room, model);
            case AnomalyTask task -> FrameBench.scanMs(room, model);
        };
    }

    /** One volume of 64 slices of 128 x 128 voxels, 3 mm apart in every direction, all of it above the window's black. */
    private double volumeMs(ModelPackage model) throws Problem {
        short[] hu = new short[128 * 128 * 64];
        var random = new Random(2);
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (short) random.nextInt(1000);
        }
        VolumeStack stack = VolumeStack.ofShorts(Geometry.axial(128, 128, 64, 3, 3, 3), hu, ValueUnit.HOUNSFIELD);
        try (VolumeSegmenter segmenter = VolumeSegmenter.open(room, model)) {
            double[] seconds = new double[2];
            for (int round = 0; round < seconds.length; round++) {
                long start = System.nanoTime();
                segmenter.probabilities(stack, Progress.NONE);
                seconds[round] = (System.nanoTime() - start) / 1e9;
            }
            return 1000 * Math.min(seconds[0], seconds[1]);
        }
    }

    private static double medianSeconds(Runnable work) {
        work.run();
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }
}
