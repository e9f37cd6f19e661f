package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoders written by PyTorch compute here what they compute there; docs/how-to/peers.md names the package. */
@Tag("peers")
class EncoderPeersTest {
    /** Debian's own interpreter: another python3 may come first on the path and know no PyTorch. */
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"resnet18, f32", "resnet50, f32", "vgg16, f32", "vgg16-bn, f32", "resnet18, f16"})
    void aFileOfPyTorchGivesTheMapsOfPyTorch(String encoder, String number) throws Exception {
        Path weights = folder.resolve("weights.safetensors");
        Path features = folder.resolve("features.safetensors");
        run(encoder, number, weights, features);
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Parameters arrays = new Parameters(manager, 1);
            Encoder network = Segmenters.encoder(SegmenterSpec.mandi(encoder, 8, 3), arrays);
            EncoderImport.Done done = EncoderImport.fill(
                    arrays.trained(), arrays.buffers(), weights, "auto", EncoderImport.FirstLayer.REFUSE);
            assertEquals("torchvision", done.nameMap());
            Map<String, FloatTensor> expected = Safetensors.read(features);
            FloatTensor input = Objects.requireNonNull(expected.get("input"));
            NDArray x = Layout.channelsLast(manager.create(input.values(), new Shape(input.shape())));
            List<NDArray> maps = network.features(x, false);
            assertEquals(5, maps.size());
            for (int level = 0; level < 5; level++) {
                FloatTensor map = Objects.requireNonNull(expected.get("map" + level));
                assertEquals(new Shape(map.shape()), maps.get(level).getShape());
                assertClose(map.values(), maps.get(level).toFloatArray(), "map " + level);
            }
        }
    }

    /** Within 1e-4 of the largest value of the map. */
    private static void assertClose(float[] expected, float[] actual, String what) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, actual, 1e-4f * Math.max(1, largest), what);
    }

    private void run(String encoder, String number, Path weights, Path features)
            throws IOException, InterruptedException {
        Path script = folder.resolve("torch_encoder.py");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("torch_encoder.py"))) {
            Files.copy(in, script);
        }
        Process process = new ProcessBuilder(
                        PYTHON, script.toString(), encoder, "8", number, weights.toString(), features.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
    }
}
