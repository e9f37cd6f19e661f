package org.radiloom.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.AnomalyScanner;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.infer.GradeInput;
import org.radiloom.infer.Grader;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;

/** How long models take for one made-up ultrasound frame of 640 x 480. */
final class FrameBench {
    private static final int COLUMNS = 640;
    private static final int ROWS = 480;
    private static final int ROUNDS = 6;
    private static final int BITS = 8;

    private FrameBench() {}

    /** The search for the region alone. */
    static double outlineMs(EngineRoom room, ModelPackage model) throws Problem {
        Frame frame = Frame.of(frame(), BITS);
        try (FrameSegmenter segmenter = FrameSegmenter.open(room, model)) {
            return leastMs(() -> segmenter.outline(frame));
        }
    }

    /** From the frame to the grade; the region is searched, and a third of the frame is graded whatever was found. */
    static double gradeMs(EngineRoom room, ModelPackage model) throws Problem {
        String name = model.card().grading().regionModel();
        Optional<ModelPackage> region =
                name.isEmpty() ? Optional.empty() : Optional.of(ModelRegistry.beside(model, name));
        VolumeStack stack = VolumeStack.of(List.of(frame()), Optional.<Geometry>empty(), ValueUnit.RAW);
        Polygon third = Polygon.of(120, 100, 520, 100, 520, 356, 120, 356);
        Map<Integer, Polygon> drawn = region.isPresent() ? Map.of(0, third) : Map.of();
        GradeInput input = new GradeInput(stack, BITS, false, 0, true, List.of(), drawn, Map.of());
        double searching = region.isPresent() ? outlineMs(room, region.get()) : 0;
        try (Grader grader = Grader.open(room, model, region)) {
            return searching + leastMs(() -> grader.grade(input, Progress.NONE));
        }
    }

    /** From the frame to score and map, as of the first domain; a third of the frame is taken for its region. */
    static double scanMs(EngineRoom room, ModelPackage model) throws Problem {
        AnomalyTask task = model.card().anomaly();
        Map<String, ModelPackage> regions = new HashMap<>();
        for (AnomalyTask.Domain each : task.domains()) {
            if (!each.regionModel().isEmpty()) {
                regions.put(each.regionModel(), ModelRegistry.beside(model, each.regionModel()));
            }
        }
        Frame frame = Frame.of(frame(), BITS);
        byte[] third = Polygon.of(120, 100, 520, 100, 520, 356, 120, 356).rasterised(COLUMNS, ROWS);
        try (AnomalyScanner scanner = AnomalyScanner.open(room, model, regions)) {
            return leastMs(() -> scanner.look(frame, false, task.domains().getFirst(), Optional.of(third)));
        }
    }

    private interface Work {
        Object run() throws Problem;
    }

    private static double leastMs(Work work) throws Problem {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Objects.requireNonNull(work.run());
            least = Math.min(least, (System.nanoTime() - start) / 1e6);
        }
        return least;
    }

    /** Speckle. */
    private static GreySlice frame() {
        var random = new Random(4);
        float[] values = new float[COLUMNS * ROWS];
        for (int at = 0; at < values.length; at++) {
            values[at] = (int) Math.clamp(30 + 30 * Math.hypot(random.nextGaussian(), random.nextGaussian()), 0, 254);
        }
        return GreySlice.ofValues(values, COLUMNS, ROWS);
    }
}
