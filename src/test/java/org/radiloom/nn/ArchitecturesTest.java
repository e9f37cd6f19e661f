package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.problem.Problem;

/** What every segmentation network must do, whatever it is built of; eighth of the published widths. */
@Tag("engine")
class ArchitecturesTest {
    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    static Stream<SegmenterSpec> networks() {
        return Stream.of(
                SegmenterSpec.mandi("resnet50", 4, 3),
                SegmenterSpec.mandi("vgg16", 8, 3),
                SegmenterSpec.mandi("vgg16", 8, 3).withCbam(false),
                SegmenterSpec.mandi("vgg16-bn", 8, 3),
                SegmenterSpec.baseline("fcn8s", 8, 3).withHead(64, 0),
                SegmenterSpec.baseline("deeplabv1", 8, 3).withHead(0, 3),
                SegmenterSpec.baseline("segnet", 8, 3));
    }

    /*
     * By hand. VGG-16 body: weights 9·(3·64 + 64² + 64·128 + 128² + 128·256 + 2·256² + 256·512 + 5·512²) = 14,710,464
     * and 4,224 biases. U-Net steps 9·in·c + c + 9·c² + c for in 1024, 768, 384, 192 to c 512, 256, 128, 64 and a head
     * of 130. Attention 2·in·(in/16) + 98.
     */
    @Test
    void theUNetsOnVggHave25MillionParameters() throws Problem {
        long vgg = 14_710_464 + 4_224;
        long decoder = upStep(1024, 512) + upStep(768, 256) + upStep(384, 128) + upStep(192, 64) + 130;
        long attention = 2 * 1024 * 64 + 2 * 768 * 48 + 2 * 384 * 24 + 2 * 192 * 12 + 4 * 98;
        SegmenterSpec spec = SegmenterSpec.mandi("vgg16", 64, 3);
        assertEquals(vgg + decoder, Segmenters.parameterCount(spec.withCbam(false)));
        assertEquals(24_891_202, vgg + decoder);
        assertEquals(vgg + decoder + attention, Segmenters.parameterCount(spec));
        assertEquals(25_119_434, vgg + decoder + attention);
    }

    private static long upStep(long in, long c) {
        return 9 * in * c + c + 9 * c * c + c;
    }

    /** By hand: body, 7×7 and 1×1 convolution with biases, scores from 4096 (1024), 512 and 256 channels. */
    @Test
    void fcnHas134MillionParametersOr41WithTheNarrowHead() throws Problem {
        SegmenterSpec spec = SegmenterSpec.baseline("fcn8s", 64, 3);
        assertEquals(
                14_714_688L + 49L * 512 * 4096 + 4096 + 4096 * 4096 + 4096 + 8194 + 1026 + 514,
                Segmenters.parameterCount(spec));
        assertEquals(
                14_714_688L + 49L * 512 * 1024 + 1024 + 1024 * 1024 + 1024 + 2050 + 1026 + 514,
                Segmenters.parameterCount(spec.withHead(1024, 0)));
        assertEquals(134.3, Segmenters.parameterCount(spec) / 1e6, 0.05);
        assertEquals(41.5, Segmenters.parameterCount(spec.withHead(1024, 0)) / 1e6, 0.05);
    }

    @Test
    void deepLabHas20MillionParameters() throws Problem {
        assertEquals(
                14_714_688 + 9 * 512 * 1024 + 1024 + 1024 * 1024 + 1024 + 2050,
                Segmenters.parameterCount(SegmenterSpec.baseline("deeplabv1", 64, 3)));
    }

    /**
     * By hand: body with 2·4,224 numbers of batch norms; decoder weights 9·(5·512² + 512·256 + 2·256² + 256·128 + 128² +
     * 128·64 + 64² + 64·2), biases and batch norms three for each of 512·5 + 256·3 + 128·2 + 64·2 channels, 2 biases.
     */
    @Test
    void segNetHas29MillionParameters() throws Problem {
        long decoder =
                9L * (5 * 512 * 512 + 512 * 256 + 2 * 256 * 256 + 256 * 128 + 128 * 128 + 128 * 64 + 64 * 64 + 64 * 2);
        long vectors = 3 * (512 * 5 + 256 * 3 + 128 * 2 + 64 * 2) + 2;
        long count = Segmenters.parameterCount(SegmenterSpec.baseline("segnet", 64, 3));
        assertEquals(14_714_688 + 2 * 4_224 + decoder + vectors, count);
        assertEquals(29.4, count / 1e6, 0.05);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatIsCountedIsWhatIsBuilt(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1)) {
            Map<String, Shape> shapes = Segmenters.shapes(spec);
            assertEquals(
                    List.copyOf(shapes.keySet()), List.copyOf(net.parameters().keySet()));
            net.parameters().forEach((name, array) -> assertEquals(shapes.get(name), array.getShape(), name));
        }
    }

    /** Names and places as in the files that are trained on photographs. */
    @Test
    void layersOfVggAreNumberedAsInPublishedWeights() throws Problem {
        List<String> plain = convolutions(SegmenterSpec.mandi("vgg16", 8, 3));
        assertEquals(numbered(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28), plain);
        List<String> normed = convolutions(SegmenterSpec.baseline("segnet", 8, 3));
        assertEquals(numbered(0, 3, 7, 10, 14, 17, 20, 24, 27, 30, 34, 37, 40), normed);
    }

    private static List<String> convolutions(SegmenterSpec spec) throws Problem {
        List<String> names = new ArrayList<>();
        Segmenters.shapes(spec).forEach((name, shape) -> {
            if (name.startsWith("encoder.") && shape.dimension() == 4) {
                names.add(name);
            }
        });
        return names;
    }

    private static List<String> numbered(int... layers) {
        return java.util.Arrays.stream(layers)
                .mapToObj(n -> "encoder.features." + n + ".weight")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void scoresHaveTheSizeOfTheInputAndAreFinite(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            Shape shape = new Shape(2, 3, 64, 96);
            for (NDArray x : List.of(step.zeros(shape), step.ones(shape), random(step, 3, shape))) {
                NDArray y = net.logits(x, false);
                assertEquals(new Shape(2, 2, 64, 96), y.getShape());
                for (float score : y.toFloatArray()) {
                    assertTrue(Float.isFinite(score));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void intermediatesAreClosedAndTheInputIsNot(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            NDArray x = random(step, 3, new Shape(2, 3, 64, 64));
            int before = net.manager().getManagedArrays().size();
            int alone = step.getManagedArrays().size();
            net.logits(x, false).close();
            assertEquals(alone, step.getManagedArrays().size());
            try (GradLock.Recording recording = GradLock.record()) {
                net.logits(x, true).close();
            }
            assertEquals(alone, step.getManagedArrays().size());
            assertEquals(before, net.manager().getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theLossFallsAndTheWeightsStayFinite(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1)) {
            EngineCompat.seed(1);
            float first = descend(net, 1);
            float last = descend(net, 40);
            assertTrue(last < 0.8 * first, "loss went from " + first + " to " + last);
            for (float n : net.parameters().values().stream()
                    .map(ArchitecturesTest::sumOfSquares)
                    .toList()) {
                assertTrue(Float.isFinite(n));
            }
        }
    }

    private static float sumOfSquares(NDArray array) {
        try (NDArray squares = array.square();
                NDArray sum = squares.sum()) {
            return sum.getFloat();
        }
    }

    /** Normalised gradient descent on one bright square in each of four pictures. */
    private static float descend(Segmenter net, int steps) throws Problem {
        SegmentationLoss criterion = SegmentationLoss.of("ce");
        float value = 0;
        for (int s = 0; s < steps; s++) {
            try (NDManager step = net.manager().newSubManager()) {
                NDArray y = squares(step);
                try (GradLock.Recording recording = GradLock.record()) {
                    NDArray loss = criterion.compute(net.logits(y.repeat(1, 3), true), y);
                    recording.backward(loss);
                    value = loss.getFloat();
                }
                double norm = 0;
                for (NDArray p : net.parameters().values()) {
                    try (NDArray g = p.getGradient()) {
                        norm += sumOfSquares(g);
                    }
                }
                float rate = (float) (0.1 / Math.max(1, Math.sqrt(norm)));
                for (NDArray p : net.parameters().values()) {
                    try (NDArray g = p.getGradient();
                            NDArray change = g.mul(rate)) {
                        p.subi(change);
                        EngineCompat.zeroGrad(p);
                    }
                }
            }
        }
        return value;
    }

    private static NDArray squares(NDManager manager) {
        float[] values = new float[4 * 64 * 64];
        for (int b = 0; b < 4; b++) {
            for (int i = 0; i < 20 * 20; i++) {
                values[b * 4096 + (8 * b + i / 20) * 64 + 6 * b + i % 20] = 1;
            }
        }
        return manager.create(values, new Shape(4, 1, 64, 64));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void savedAndLoadedWeightsGiveTheSameScores(SegmenterSpec spec, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("weights.safetensors");
        try (Segmenter a = Segmenters.create(spec, Device.cpu(), 1);
                Segmenter b = Segmenters.create(spec, Device.cpu(), 2);
                NDManager step = a.manager().newSubManager()) {
            NDArray x = random(step, 7, new Shape(2, 3, 64, 64));
            a.logits(x, true).close();
            Weights.save(a, file, Map.of());
            Weights.load(b, file);
            assertEquals(Weights.copy(a), Weights.copy(b));
            // convolutions may round differently with the address of their data, so not to the last bit
            assertArrayEquals(
                    a.logits(x, false).toFloatArray(), b.logits(x, false).toFloatArray(), 1e-5f);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void foldingChangesTheScoresByRoundingOnly(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 3);
                NDManager step = net.manager().newSubManager()) {
            NDArray x = random(step, 11, new Shape(2, 3, 64, 64));
            for (int i = 0; i < 5; i++) {
                net.logits(x, true).close();
            }
            float[] plain = net.logits(x, false).toFloatArray();
            net.prepareForInference();
            float[] folded = net.logits(x, false).toFloatArray();
            double largest = 0;
            for (float score : plain) {
                largest = Math.max(largest, Math.abs(score));
            }
            assertArrayEquals(plain, folded, (float) (1e-4 * Math.max(1, largest)));
            assertThrows(IllegalStateException.class, () -> net.logits(x, true));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aFrozenEncoderGetsNoGradientAndKeepsItsBuffers(SegmenterSpec spec) throws Problem {
        try (Segmenter net = Segmenters.create(spec, Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            net.freezeEncoder(true);
            Map<String, FloatTensor> before = Weights.copy(net);
            NDArray x = random(step, 7, new Shape(2, 3, 64, 64));
            try (GradLock.Recording recording = GradLock.record()) {
                recording.backward(net.logits(x, true).square().sum());
            }
            net.parameters().forEach((name, p) -> assertEquals(!name.startsWith("encoder."), p.hasGradient(), name));
            Map<String, FloatTensor> after = Weights.copy(net);
            before.forEach((name, tensor) -> {
                if (name.startsWith("encoder.")) {
                    assertEquals(tensor, after.get(name), name);
                }
            });
        }
    }

    @Test
    void attentionMapsAreThereForTheAskingInEachStepsSize() throws Problem {
        try (Segmenter net = Segmenters.create(SegmenterSpec.mandi("vgg16", 8, 3), Device.cpu(), 1);
                Segmenter plain =
                        Segmenters.create(SegmenterSpec.mandi("vgg16", 8, 3).withCbam(false), Device.cpu(), 1);
                NDManager step = net.manager().newSubManager()) {
            Shape shape = new Shape(1, 1, 64, 96);
            NDArray x = random(step, 5, new Shape(1, 3, 64, 96));
            net.prepareForInference();
            Map<String, NDArray> maps = net.attention(x);
            assertEquals(List.of("up4", "up3", "up2", "up1"), List.copyOf(maps.keySet()));
            assertEquals(
                    List.of(new Shape(1, 1, 8, 12), new Shape(1, 1, 16, 24), new Shape(1, 1, 32, 48), shape),
                    maps.values().stream().map(NDArray::getShape).toList());
            for (NDArray map : maps.values()) {
                for (float m : map.toFloatArray()) {
                    assertTrue(m > 0 && m < 1);
                }
            }
            assertTrue(plain.attention(x).isEmpty());
        }
    }

    @Test
    void aCardFromBeforeTheOtherNetworksIsStillRead() throws Exception {
        String card = """
                {"architecture": "mandi", "encoder": "resnet18", "baseWidth": 24, "inputChannels": 5, "cbam": true,
                 "cbamReduction": 16, "decoderWidths": [192, 96, 48, 24], "classes": 2}""";
        assertEquals(
                SegmenterSpec.mandi("resnet18", 24, 5).decoder(),
                JsonMapper.builder()
                        .build()
                        .readValue(card, SegmenterSpec.class)
                        .decoder());
    }

    @Test
    void partsThatDoNotGoTogetherAreRefused() {
        SegmenterSpec odd = new SegmenterSpec("segnet", "resnet18", 8, 3, false, 16, List.of(), 2);
        assertEquals(
                "nn.encoder",
                assertThrows(Problem.class, () -> Segmenters.shapes(odd)).code());
        SegmenterSpec unknown = new SegmenterSpec("pspnet", "vgg16", 8, 3, false, 16, List.of(), 2);
        assertEquals(
                "nn.architecture",
                assertThrows(Problem.class, () -> Segmenters.create(unknown, Device.cpu(), 1))
                        .code());
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
