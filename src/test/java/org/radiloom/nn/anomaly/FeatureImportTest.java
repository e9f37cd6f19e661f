package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;

@Tag("engine")
class FeatureImportTest {
    /** As torchvision's vgg19 counts its convolutions up to the fifth block. */
    private static final int[] LAYERS = {0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23};

    /** Widths of an eighth, for speed; the layers are those of the published network. */
    private static final int[] WIDTHS = {8, 8, 16, 16, 32, 32, 32, 32, 64, 64, 64};

    @TempDir
    Path folder;

    private static DetectorSpec spec() {
        return DetectorSpec.published(Detectors.DPA)
                .sized(16, 16, 4)
                .with(new FeatureSpec("import", List.of(8, 16, 32, 64), "deep"));
    }

    private Path file(String prefix, int layers) throws Exception {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        int below = 3;
        for (int n = 0; n < layers; n++) {
            float[] weight = new float[WIDTHS[n] * below * 9];
            Arrays.fill(weight, n + 1);
            float[] bias = new float[WIDTHS[n]];
            Arrays.fill(bias, -n);
            String name = prefix + "features." + LAYERS[n];
            tensors.put(name + ".weight", new FloatTensor(new long[] {WIDTHS[n], below, 3, 3}, weight));
            tensors.put(name + ".bias", new FloatTensor(new long[] {WIDTHS[n]}, bias));
            below = WIDTHS[n];
        }
        tensors.put(prefix + "classifier.0.bias", new FloatTensor(new long[] {2}, new float[2]));
        Path file = folder.resolve("vgg.safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    @Test
    void convolutionsUpToRelu42AreFoundByTheirPlaceInTheList() throws Exception {
        for (String prefix : List.of("", "module.")) {
            try (Detector detector = Detectors.create(spec(), Device.cpu(), 1)) {
                FeatureImport.fill(detector, file(prefix, 11));
                assertEquals(5, first(detector, "features.block3.conv1.weight"));
                assertEquals(8, first(detector, "features.block3.conv4.weight"));
                assertEquals(10, first(detector, "features.block4.conv2.weight"));
                assertEquals(-9, first(detector, "features.block4.conv2.bias"));
            }
        }
    }

    private static float first(Detector detector, String name) {
        NDArray array = Objects.requireNonNull(detector.parameters().get(name), name);
        return array.toFloatArray()[0];
    }

    @Test
    void whatIsMissingIsNamedAndNothingIsChanged() throws Exception {
        try (Detector detector = Detectors.create(spec(), Device.cpu(), 1)) {
            NDArray array = Objects.requireNonNull(detector.parameters().get("features.block1.conv1.weight"));
            float[] before = array.toFloatArray();
            Path file = file("", 9);
            Problem problem = assertThrows(Problem.class, () -> FeatureImport.fill(detector, file));
            assertEquals("nn.weights.mismatch", problem.code());
            assertTrue(problem.getMessage().contains("block4.conv2.weight"), problem.getMessage());
            assertArrayEquals(before, array.toFloatArray());
        }
    }
}
