package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.nn.EncoderImport.FirstLayer;
import org.radiloom.problem.Problem;

@Tag("engine")
class EncoderImportTest {
    private static final SegmenterSpec SPEC = SegmenterSpec.mandiMicro(3);

    @TempDir
    private Path folder;

    @Test
    void anEncoderWithForeignNamesComesInAndTheRestStays() throws Exception {
        Map<String, FloatTensor> source = encoder(SPEC, 1);
        Map<String, FloatTensor> file = new LinkedHashMap<>(source);
        file.put("fc.weight", new FloatTensor(new long[] {10, 64}, new float[640]));
        file.put("fc.bias", new FloatTensor(new long[] {10}, new float[10]));
        try (Segmenter network = Segmenters.create(SPEC, Device.cpu(), 2)) {
            Map<String, FloatTensor> before = Weights.copy(network);
            EncoderImport.Done done = EncoderImport.fill(network, write(file), "auto", FirstLayer.SUM);
            assertEquals(
                    new EncoderImport.Done("torchvision", source.size(), List.of("fc.bias", "fc.weight"), 0), done);
            Weights.copy(network).forEach((name, tensor) -> {
                FloatTensor expected = name.startsWith("encoder.") ? source.get(name.substring(8)) : before.get(name);
                assertEquals(expected, tensor, name);
            });
        }
    }

    @Test
    void theWeightsOfAWholeNetworkOfOursGiveTheirEncoder() throws Exception {
        Path file = folder.resolve("whole.safetensors");
        try (Segmenter one = Segmenters.create(SPEC, Device.cpu(), 1);
                Segmenter two = Segmenters.create(SPEC, Device.cpu(), 2)) {
            Weights.save(one, file, Map.of());
            assertEquals(
                    "own", EncoderImport.fill(two, file, "auto", FirstLayer.SUM).nameMap());
            assertEquals(
                    EncoderImport.copy(one.parameters(), one.buffers()),
                    EncoderImport.copy(two.parameters(), two.buffers()));
            assertNotEquals(
                    Weights.copy(one).get("head.weight"), Weights.copy(two).get("head.weight"));
        }
    }

    @Test
    void everyDifferenceIsToldAndNothingIsChanged() throws Exception {
        Map<String, FloatTensor> file = new LinkedHashMap<>(encoder(SPEC, 1));
        file.remove("bn1.bias");
        file.remove("layer3.0.conv2.weight");
        file.put("extra.weight", new FloatTensor(new long[] {1}, new float[1]));
        file.put("layer1.0.bn1.weight", new FloatTensor(new long[] {4}, new float[4]));
        try (Segmenter network = Segmenters.create(SPEC, Device.cpu(), 2)) {
            Map<String, FloatTensor> before = Weights.copy(network);
            Path path = write(file);
            Problem problem =
                    assertThrows(Problem.class, () -> EncoderImport.fill(network, path, "torchvision", FirstLayer.SUM));
            assertEquals("nn.encoder.mismatch", problem.code());
            for (String part : List.of(
                    "4 differences",
                    "bn1.bias is missing",
                    "layer3.0.conv2.weight is missing",
                    "extra.weight is unexpected",
                    "layer1.0.bn1.weight has shape [4] instead of [8]")) {
                assertTrue(problem.sentence().contains(part), part + " in " + problem.sentence());
            }
            assertEquals(before, Weights.copy(network));
        }
    }

    @Test
    void anEncoderOfAnotherWidthIsRefusedWithItsWidth() throws Exception {
        Path file = write(encoder(SPEC, 1));
        SegmenterSpec wide = SegmenterSpec.mandi("resnet-micro", 16, 3);
        try (Segmenter network = Segmenters.create(wide, Device.cpu(), 2)) {
            Problem problem =
                    assertThrows(Problem.class, () -> EncoderImport.fill(network, file, "auto", FirstLayer.SUM));
            assertEquals("nn.encoder.width", problem.code());
            assertTrue(
                    problem.sentence().contains("begins with 8 channels, that of the network with 16"),
                    problem.sentence());
        }
    }

    @Test
    void anotherNumberOfChannelsIsTakenBySumOrMeanOrRefused() throws Exception {
        Path file = write(encoder(SPEC, 1));
        try (Segmenter network = Segmenters.create(SegmenterSpec.mandiMicro(5), Device.cpu(), 2)) {
            assertEquals(
                    3, EncoderImport.fill(network, file, "auto", FirstLayer.SUM).fileChannels());
            Problem problem =
                    assertThrows(Problem.class, () -> EncoderImport.fill(network, file, "auto", FirstLayer.REFUSE));
            assertEquals("nn.encoder.mismatch", problem.code());
            assertTrue(problem.sentence().contains("conv1.weight has shape [8, 3, 7, 7]"), problem.sentence());
        }
        // two kernels of one pixel over three channels: (1, 2, 6) and (0, 0, 3)
        FloatTensor weight = new FloatTensor(new long[] {2, 3, 1, 1}, new float[] {1, 2, 6, 0, 0, 3});
        assertArrayEquals(
                new float[] {4.5f, 4.5f, 1.5f, 1.5f}, EncoderImport.adapted(weight, 2, FirstLayer.SUM)); // 9/2, 3/2
        assertArrayEquals(new float[] {3, 3, 1, 1}, EncoderImport.adapted(weight, 2, FirstLayer.MEAN)); // 9/3, 3/3
    }

    @Test
    void countersOfAnyNumberTypeAreSkippedButWeightsMustBeReadable() throws Exception {
        try (Segmenter network = Segmenters.create(SPEC, Device.cpu(), 2)) {
            Path file = folder.resolve("typed.safetensors");
            String header = "{\"bn1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                    + "\"bn1.weight\":{\"dtype\":\"F64\",\"shape\":[8],\"data_offsets\":[8,72]}}";
            byte[] json = header.getBytes(StandardCharsets.UTF_8);
            Files.write(
                    file,
                    ByteBuffer.allocate(8 + json.length + 72)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(json.length)
                            .put(json)
                            .array());
            Problem problem =
                    assertThrows(Problem.class, () -> EncoderImport.fill(network, file, "auto", FirstLayer.SUM));
            assertTrue(problem.sentence().contains("bn1.weight has number type F64"), problem.sentence());
            assertTrue(!problem.sentence().contains("num_batches_tracked"), problem.sentence());
        }
    }

    private Path write(Map<String, FloatTensor> tensors) throws IOException {
        Path file = folder.resolve("encoder.safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    /** Names as torchvision gives them. */
    private static Map<String, FloatTensor> encoder(SegmenterSpec spec, long seed) throws Problem {
        try (Segmenter network = Segmenters.create(spec, Device.cpu(), seed)) {
            Map<String, FloatTensor> named = new LinkedHashMap<>();
            EncoderImport.copy(network.parameters(), network.buffers())
                    .forEach((name, tensor) -> named.put(name.substring("encoder.".length()), tensor));
            return named;
        }
    }
}
