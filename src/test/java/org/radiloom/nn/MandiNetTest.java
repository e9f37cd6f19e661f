package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

@Tag("engine")
class MandiNetTest {
    private static final SegmenterSpec MICRO = SegmenterSpec.mandiMicro(3);

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    /*
     * By hand. ResNet-50 body (3 input channels, no head): 23,508,032, the published 25,557,032 less the head's
     * 2048·1000 + 1000. Decoder convolutions 9·in·c + c + 9·c·c + c:
     *   up4 3072→512 16,516,096; up3 1024→256 2,949,632; up2 512→128 737,536; up1 192→64 147,584. Head 64·2 + 2 = 130.
     * Attention 2·in·(in/16) + 2·49: in 3072 1,179,648; 1024 131,072; 512 32,768; 192 4,608; + 4·98 = 1,348,488.
     */
    @Test
    void theFullNetworkHas45MillionParameters() throws Problem {
        long decoder = 16_516_096L + 2_949_632 + 737_536 + 147_584 + 130;
        assertEquals(23_508_032L + decoder + 1_348_488, parameters(SegmenterSpec.mandi("resnet50", 64, 3)));
        assertEquals(
                23_508_032L + decoder,
                parameters(SegmenterSpec.mandi("resnet50", 64, 3).withCbam(false)));
    }

    /*
     * By hand. ResNet-18 body 11,176,512 (published 11,689,512 less the head's 512·1000 + 1000). Decoder inputs 512 + 256,
     * 512 + 128, 256 + 64, 128 + 64 (below + skip), widths 512, 256, 128, 64; attention 2·in·(in/16) + 98 each.
     */
    @Test
    void theLightNetworkHas20MillionParameters() throws Problem {
        long decoder = upStep(768, 512) + upStep(640, 256) + upStep(320, 128) + upStep(192, 64) + 130;
        long attention = 2 * 768 * 48 + 2 * 640 * 40 + 2 * 320 * 20 + 2 * 192 * 12 + 4 * 98;
        assertEquals(11_176_512L + decoder + attention, parameters(SegmenterSpec.mandi("resnet18", 64, 3)));
    }

    /*
     * By hand. Body: stem 1,192; stages 1,184, 3,680, 14,528, 57,728. Decoder inputs 96, 48, 24, 16 to 32, 16, 8, 8;
     * head 18; attention with reduction 4.
     */
    @Test
    void theMicroNetworkHas135ThousandParameters() throws Problem {
        long decoder = upStep(96, 32) + upStep(48, 16) + upStep(24, 8) + upStep(16, 8) + 18;
        long attention = 2 * 96 * 24 + 2 * 48 * 12 + 2 * 24 * 6 + 2 * 16 * 4 + 4 * 98;
        assertEquals(78_312 + decoder + attention, parameters(MICRO));
        assertEquals(135_138, parameters(MICRO));
    }

    private static long upStep(long in, long c) {
        return 9 * in * c + c + 9 * c * c + c;
    }

    private static long parameters(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1)) {
            return net.parameters().values().stream()
                    .mapToLong(a -> a.getShape().size())
                    .sum();
        }
    }

    @Test
    void theScoresHaveTheSizeOfTheInputAndAreFinite() throws Problem {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            for (float value : new float[] {0, 1}) {
                NDArray y = net.logits(step.full(new Shape(2, 3, 64, 96), value), false);
                assertEquals(new Shape(2, 2, 64, 96), y.getShape());
                for (float score : y.toFloatArray()) {
                    assertTrue(Float.isFinite(score));
                }
            }
        }
    }

    @Test
    void anInputOfAnotherSizeIsRefusedByName() throws Problem {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            NDArray odd = step.zeros(new Shape(1, 3, 60, 64));
            assertThrows(IllegalArgumentException.class, () -> net.logits(odd, false));
        }
    }

    @Test
    void savedAndLoadedWeightsGiveTheSameScores(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("weights.safetensors");
        try (Segmenter a = Segmenters.create(MICRO, Device.cpu(), 1);
                Segmenter b = Segmenters.create(MICRO, Device.cpu(), 2);
                NDManager step = a.manager().newSubManager()) {
            NDArray x = random(step, 7, new Shape(2, 3, 64, 64));
            a.logits(x, true).close(); // moves the running statistics
            Weights.save(a, file, Map.of("made-by", "test"));
            byte[] first = Files.readAllBytes(file);
            float[] expected = a.logits(x, false).toFloatArray();
            Weights.load(b, file);
            assertEquals(Weights.copy(a), Weights.copy(b));
            // Convolutions may round differently with the address of their data, so not to the last bit.
            assertArrayEquals(expected, b.logits(x, false).toFloatArray(), 1e-6f);
            Weights.save(b, file, Map.of("made-by", "test"));
            assertArrayEquals(first, Files.readAllBytes(file));
        }
    }

    @Test
    void everyMisfitOfAWeightFileIsNamed() throws Exception {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1)) {
            Map<String, FloatTensor> tensors = new LinkedHashMap<>(Weights.copy(net));
            tensors.remove("head.bias");
            tensors.put("head.weight", new FloatTensor(new long[] {1}, new float[1]));
            tensors.put("tail", new FloatTensor(new long[] {1}, new float[1]));
            Problem problem = assertThrows(Problem.class, () -> Weights.restore(net, tensors, "w"));
            assertEquals("nn.weights.mismatch", problem.code());
            String message = String.valueOf(problem.getMessage());
            assertTrue(message.contains("3 differences"), message);
            assertTrue(message.contains("head.bias is missing"), message);
            assertTrue(message.contains("head.weight has shape [1] instead of [2, 8, 1, 1]"), message);
            assertTrue(message.contains("tail is unknown"), message);
        }
    }

    @Test
    void foldingChangesTheScoresByRoundingOnly() throws Problem {
        try (Segmenter net = Segmenters.create(SegmenterSpec.mandi("resnet18", 8, 5), Device.cpu(), 3);
                NDManager step = net.manager().newSubManager()) {
            NDArray x = random(step, 11, new Shape(2, 5, 64, 64));
            for (int i = 0; i < 5; i++) {
                net.logits(x, true).close();
            }
            float[] plain = net.logits(x, false).toFloatArray();
            net.prepareForInference();
            assertArrayEquals(plain, net.logits(x, false).toFloatArray(), 1e-4f);
            assertThrows(IllegalStateException.class, () -> net.logits(x, true));
            assertThrows(IllegalStateException.class, net::parameters);
        }
    }

    @Test
    void aFrozenEncoderNeitherLearnsNorMovesItsRunningStatistics() throws Problem {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1)) {
            Map<String, FloatTensor> before = Weights.copy(net);
            net.freezeEncoder(true);
            descend(net, 0.1f, 2);
            Map<String, FloatTensor> frozen = Weights.copy(net);
            assertTrue(changed(before, frozen).stream().noneMatch(n -> n.startsWith("encoder.")));
            assertFalse(changed(before, frozen).isEmpty());
            net.freezeEncoder(false);
            descend(net, 0.1f, 2);
            List<String> later = changed(frozen, Weights.copy(net));
            assertTrue(later.contains("encoder.conv1.weight"));
            assertTrue(later.contains("encoder.bn1.running_mean"));
        }
    }

    @Test
    void theNumberOfArraysStaysTheSameOverSteps() throws Problem {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1)) {
            descend(net, 0.01f, 2);
            int before = net.manager().getManagedArrays().size();
            descend(net, 0.01f, 20);
            try (NDManager step = net.manager().newSubManager()) {
                NDArray x = random(step, 1, new Shape(1, 3, 64, 64));
                int alone = step.getManagedArrays().size();
                net.logits(x, false).close();
                assertEquals(alone, step.getManagedArrays().size(), "an intermediate was left open");
            }
            assertEquals(before, net.manager().getManagedArrays().size());
        }
    }

    @Test
    void theMicroNetworkLearnsEightSquares() throws Problem {
        try (Segmenter net = Segmenters.create(MICRO, Device.cpu(), 1)) {
            float first = descend(net, 0.2f, 1);
            float last = descend(net, 0.2f, 60);
            assertTrue(last < first / 4, "loss went from " + first + " to " + last);
        }
    }

    /** Plain gradient descent on eight bright squares; the loss of the last step. */
    private static float descend(Segmenter net, float rate, int steps) throws Problem {
        SegmentationLoss criterion = SegmentationLoss.of("focal+dice");
        float value = 0;
        for (int s = 0; s < steps; s++) {
            try (NDManager step = net.manager().newSubManager()) {
                NDArray y = squares(step);
                NDArray x = y.repeat(1, 3);
                try (GradLock.Recording recording = GradLock.record()) {
                    NDArray loss = criterion.compute(net.logits(x, true), y);
                    recording.backward(loss);
                    value = loss.getFloat();
                }
                for (NDArray p : net.parameters().values()) {
                    if (p.hasGradient()) {
                        try (NDArray g = p.getGradient();
                                NDArray change = g.mul(rate)) {
                            p.subi(change);
                            EngineCompat.zeroGrad(p);
                        }
                    }
                }
            }
        }
        return value;
    }

    private static NDArray squares(NDManager manager) {
        float[] values = new float[8 * 64 * 64];
        for (int b = 0; b < 8; b++) {
            for (int i = 0; i < 20 * 20; i++) {
                values[b * 4096 + (4 * b + i / 20) * 64 + 3 * b + i % 20] = 1;
            }
        }
        return manager.create(values, new Shape(8, 1, 64, 64));
    }

    private static List<String> changed(Map<String, FloatTensor> a, Map<String, FloatTensor> b) {
        List<String> names = new ArrayList<>();
        a.forEach((name, tensor) -> {
            if (!tensor.equals(b.get(name))) {
                names.add(name);
            }
        });
        return names;
    }

    private static NDArray random(NDManager manager, long seed, Shape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return manager.create(values, shape);
    }
}
