package org.radiloom.nn.classify;

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
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.nn.EncoderImport;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Weights;

/** Classifiers written by PyTorch compute here what they compute there; docs/how-to/peers.md names the package. */
@Tag("peers")
class ClassifierPeersTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnet18, fc",
        "resnet50, fc",
        "se_resnet18, fc",
        "se_resnet50, fc",
        "cbam_resnet18, fc",
        "cbam_resnet50, fc",
        "squeezenet1_0, classifier.1",
        "squeezenet1_1, classifier.1",
        "vit_ti16, heads.head",
        "vit_ti16-cls, heads.head"
    })
    void aFileOfPyTorchGivesTheScoresOfPyTorch(String body, String head) throws Exception {
        Path weights = folder.resolve("weights.safetensors");
        Path outputs = folder.resolve("outputs.safetensors");
        run(body, weights, outputs);
        ClassifierSpec spec =
                ClassifierSpec.micro(body.replace("-cls", ""), 4, 3).withDropout(0);
        spec = body.endsWith("-cls") ? spec.withHead(ClassifierSpec.CLS) : spec;
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 1);
                NDManager scope = net.manager().newSubManager()) {
            EncoderImport.Done done = EncoderImport.fill(
                    net.parameters(), net.buffers(), weights, "auto", EncoderImport.FirstLayer.REFUSE);
            assertEquals("torchvision", done.nameMap());
            Map<String, FloatTensor> all = Weights.copy(net.parameters(), net.buffers());
            Map<String, FloatTensor> file = Safetensors.read(weights, name -> name.startsWith(head + "."));
            for (String part : new String[] {".weight", ".bias"}) {
                all.put("head" + part, Objects.requireNonNull(file.get(head + part)));
            }
            Weights.restore(net.parameters(), net.buffers(), all, "PyTorch");
            Map<String, FloatTensor> expected = Safetensors.read(outputs);
            FloatTensor input = Objects.requireNonNull(expected.get("input"));
            NDArray x = scope.create(input.values(), new Shape(input.shape()));
            FeatureOut out = net.forward(x, null, false);
            assertClose(expected.get("map"), out.map(), "map");
            assertClose(expected.get("scores"), out.logits(), "scores");
            assertClose(expected.get("trained"), net.forward(x, null, true).logits(), "scores in training");
        }
    }

    /** Within 1e-4 of the largest value. */
    private static void assertClose(
            @org.jspecify.annotations.Nullable FloatTensor expected, NDArray actual, String what) {
        FloatTensor there = Objects.requireNonNull(expected);
        assertEquals(new Shape(there.shape()), actual.getShape());
        float largest = 1;
        for (float value : there.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(there.values(), actual.toFloatArray(), 1e-4f * largest, what);
    }

    private void run(String body, Path weights, Path outputs) throws IOException, InterruptedException {
        Path script = folder.resolve("torch_classifier.py");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("torch_classifier.py"))) {
            Files.copy(in, script);
        }
        Process process = new ProcessBuilder(PYTHON, script.toString(), body, weights.toString(), outputs.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
    }
}
