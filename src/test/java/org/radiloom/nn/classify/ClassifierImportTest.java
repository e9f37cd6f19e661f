package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.nn.EncoderImport;
import org.radiloom.nn.EncoderImport.FirstLayer;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/** Bodies filled from weight files laid out as those of torchvision and timm. */
@Tag("engine")
class ClassifierImportTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "se_resnet50", "squeezenet1_0", "squeezenet1_1", "vit_ti16"})
    void aBodyWithForeignNamesComesInAndTheHeadStays(String body) throws Exception {
        ClassifierSpec spec = ClassifierSpec.micro(body, 4, 3);
        Map<String, FloatTensor> source = body(spec, 1);
        Map<String, FloatTensor> file = foreign(source, body.startsWith("vit"));
        String head = body.startsWith("resnet") ? "fc" : body.startsWith("vit") ? "heads.head" : "classifier.1";
        file.put(head + ".bias", new FloatTensor(new long[] {10}, new float[10]));
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 2)) {
            Map<String, FloatTensor> before = Weights.copy(net.parameters(), net.buffers());
            EncoderImport.Done done =
                    EncoderImport.fill(net.parameters(), net.buffers(), write(file), "auto", FirstLayer.SUM);
            assertEquals(new EncoderImport.Done("torchvision", source.size(), List.of(head + ".bias"), 0), done);
            Weights.copy(net.parameters(), net.buffers())
                    .forEach((name, tensor) -> assertEquals(source.getOrDefault(name, before.get(name)), tensor, name));
        }
    }

    @Test
    void everyDifferenceIsToldAndNothingIsChanged() throws Exception {
        ClassifierSpec spec = ClassifierSpec.micro("squeezenet1_1", 4, 3);
        Map<String, FloatTensor> file = foreign(body(spec, 1), false);
        file.remove("features.3.squeeze.bias");
        file.put("features.13.squeeze.bias", new FloatTensor(new long[] {1}, new float[1]));
        file.put("features.4.expand1x1.bias", new FloatTensor(new long[] {4}, new float[4]));
        Path path = write(file);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 2)) {
            Map<String, FloatTensor> before = Weights.copy(net.parameters(), net.buffers());
            Problem problem = assertThrows(
                    Problem.class,
                    () -> EncoderImport.fill(net.parameters(), net.buffers(), path, "auto", FirstLayer.SUM));
            assertEquals("nn.encoder.mismatch", problem.code());
            for (String part : List.of(
                    "3 differences",
                    "features.3.squeeze.bias is missing",
                    "features.13.squeeze.bias is unexpected",
                    "features.4.expand1x1.bias has shape [4] instead of [8]")) {
                assertTrue(problem.sentence().contains(part), part + " in " + problem.sentence());
            }
            assertEquals(before, Weights.copy(net.parameters(), net.buffers()));
        }
    }

    @Test
    void aColourBodyServesGreyPictures() throws Exception {
        for (String body : List.of("squeezenet1_0", "vit_ti16")) {
            Path file = write(foreign(body(ClassifierSpec.micro(body, 4, 3), 1), body.startsWith("vit")));
            try (Classifier net = Classifiers.create(ClassifierSpec.micro(body, 4, 1), Device.cpu(), 2)) {
                assertEquals(
                        3,
                        EncoderImport.fill(net.parameters(), net.buffers(), file, "auto", FirstLayer.SUM)
                                .fileChannels());
            }
        }
    }

    private Path write(Map<String, FloatTensor> tensors) throws IOException {
        Path file = folder.resolve("body.safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    /** The arrays of a body by our names. */
    private static Map<String, FloatTensor> body(ClassifierSpec spec, long seed) throws Problem {
        try (Classifier net = Classifiers.create(spec, Device.cpu(), seed)) {
            return EncoderImport.copy(net.parameters(), net.buffers());
        }
    }

    /** The same by the names of torchvision. */
    private static Map<String, FloatTensor> foreign(Map<String, FloatTensor> body, boolean vit) {
        Map<String, FloatTensor> named = new LinkedHashMap<>();
        body.forEach((name, tensor) -> {
            String plain = name.substring("encoder.".length());
            named.put(vit ? torchvision(plain) : plain, tensor);
        });
        return named;
    }

    private static String torchvision(String name) {
        return name.replace("cls_token", "class_token")
                .replace("pos_embed", "encoder.pos_embedding")
                .replace("patch_embed.proj", "conv_proj")
                .replaceFirst("^norm\\.", "encoder.ln.")
                .replace("blocks.", "encoder.layers.encoder_layer_")
                .replace("norm1", "ln_1")
                .replace("norm2", "ln_2")
                .replace("attn.qkv.", "self_attention.in_proj_")
                .replace("attn.proj", "self_attention.out_proj")
                .replace("mlp.fc1", "mlp.0")
                .replace("mlp.fc2", "mlp.3");
    }
}
