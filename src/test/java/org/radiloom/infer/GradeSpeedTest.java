package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/**
 * The whole chain on one frame of 640 x 480 with the region network of the preset {@code liver/region}: goal 300 ms on two
 * idle processors after warm-up. The figure is printed; the test fails only at four times that, because others may use the
 * machine.
 */
@Tag("engine")
@Tag("slow")
class GradeSpeedTest {
    private static final double GOAL_MS = 300;

    @TempDir
    private Path models;

    @Test
    void oneFrameIsGradedWithinTheGoal() throws Problem, IOException {
        ModelPackage region = region();
        ModelPackage grades = TinyGrading.write(models, TinyGrading.card("tiny-grades", "speed-region"));
        measure("ResNet-18 of base width 8", grades, region, UltrasoundPhantom.grey(1));
    }

    @Test
    void theShippedModelsGradeTheirSampleWithinTheGoal() throws Problem {
        Path shipped = Path.of("models", "steatosis-us");
        assumeTrue(Files.exists(shipped.resolve("card.json")), "the model is not shipped yet");
        ModelPackage grades = ModelPackage.open(shipped);
        ModelPackage region =
                ModelRegistry.beside(grades, grades.card().grading().regionModel());
        Slice sample = PictureFile.read(shipped.resolve("sample/input/aul-normal-30.jpg"), 0);
        GreySlice grey =
                switch (sample) {
                    case GreySlice g -> g;
                    case ColourSlice c -> c.luminance();
                };
        measure("steatosis-us", grades, region, grey);
    }

    private static void measure(String what, ModelPackage grades, ModelPackage region, GreySlice picture)
            throws Problem {
        VolumeStack frame = VolumeStack.of(List.of(picture), Optional.<Geometry>empty(), ValueUnit.RAW);
        GradeInput input = new GradeInput(frame, 8, false, 0, false, List.of(), Map.of(), Map.of());
        double[] ms = new double[12];
        int patches = 0;
        try (EngineRoom room = new EngineRoom();
                Grader grader = Grader.open(room, grades, Optional.of(region))) {
            for (int round = 0; round < ms.length; round++) {
                long start = System.nanoTime();
                GradeOutcome outcome = grader.grade(input, Progress.NONE);
                ms[round] = (System.nanoTime() - start) / 1e6;
                patches = ((GradeOutcome.Graded) outcome)
                        .finding()
                        .perFrame()
                        .getFirst()
                        .patches()
                        .size();
            }
        }
        double[] warm = Arrays.copyOfRange(ms, 4, ms.length);
        Arrays.sort(warm);
        double median = warm[warm.length / 2];
        System.out.printf(
                "grading a frame of %d x %d with %s, %d patches: median %.0f ms, least %.0f ms (goal %.0f ms)%n",
                picture.columns(), picture.rows(), what, patches, median, warm[0], GOAL_MS);
        assertTrue(warm[0] < 4 * GOAL_MS, warm[0] + " ms");
    }

    /** Says liver everywhere, at the cost of the real one. */
    private ModelPackage region() throws Problem, IOException {
        RunConfig preset = RunConfig.of("liver/region", Map.of());
        SegmenterSpec spec = preset.model();
        ModelPackage everywhere = TinyGrading.writeRegion(models, "tiny-region", true);
        Path folder = Files.createDirectories(models.resolve("speed-region"));
        Path weights = folder.resolve("weights.safetensors");
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1)) {
            Map<String, org.radiloom.nn.FloatTensor> tensors = TinyGrading.liverEverywhere(Weights.copy(net), true);
            Weights.restore(net, tensors, "fixture");
            Weights.save(net, weights, Map.of());
        }
        ObjectNode changes = JsonMapper.builder().build().createObjectNode();
        changes.put("id", "speed-region");
        changes.put("pictureSide", preset.sampling().crop());
        changes.set("network", JsonMapper.builder().build().valueToTree(spec));
        return ModelPackage.write(folder, everywhere.card().with(changes), weights);
    }
}
