package org.radiloom.nn.icfd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class IcfdNetTest {
    private static final IcfdSpec MICRO = IcfdSpec.of("micro");

    private NDManager manager;

    @BeforeEach
    void openAManager() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    /** The first four are what a prototype of the same table has; the last is counted by hand from the table. */
    @ParameterizedTest
    @CsvSource({
        "lite, 224, 64, 16, 14, 909533",
        "small, 112, 32, 8, 14, 169033",
        "micro, 64, 16, 8, 8, 81161",
        "micro, 64, 8, 4, 8, 20779",
        "base, 224, 128, 32, 14, 3624245"
    })
    void eachProfileHasItsNumberOfParameters(String profile, int side, int width, int mid, int bottom, long count)
            throws Problem {
        IcfdSpec spec = IcfdSpec.of(profile).sized(side, width, mid, bottom);
        spec.check();
        assertEquals(count, IcfdNet.parameterCount(spec, 1, 4));
    }

    @ParameterizedTest
    @CsvSource({"lite, 224, 64, 16, 14", "base, 224, 128, 32, 14", "small, 112, 32, 8, 14", "micro, 64, 8, 4, 8"})
    void aProfileNamesItsNumbers(String profile, int side, int width, int mid, int bottom) {
        assertEquals(IcfdSpec.of(profile).sized(side, width, mid, bottom), IcfdSpec.of(profile));
    }

    @Test
    void aFeatureAndAPictureLieBetweenZeroAndOneWhateverIsSeen() {
        Parameters p = new Parameters(manager, 1);
        IcfdNet specific = IcfdNet.specific(p, "specific", MICRO, 1, 4);
        IcfdNet common = IcfdNet.common(p, "common", MICRO, 1);
        NDArray[] inputs = {
            manager.zeros(new Shape(2, 1, 64, 64)),
            manager.ones(new Shape(2, 1, 64, 64)),
            noise(new Shape(2, 1, 64, 64))
        };
        for (boolean training : new boolean[] {true, false}) {
            for (NDArray x : inputs) {
                IcfdNet.Out labelled = specific.apply(x, training);
                IcfdNet.Out shared = common.apply(x, training);
                assertEquals(new Shape(2, 1, 64, 64), labelled.feature().getShape());
                assertEquals(new Shape(2, 4), labelled.judged().getShape());
                assertEquals(new Shape(2, 1, 64, 64), shared.judged().getShape());
                assertShares(labelled.feature());
                assertShares(shared.feature());
                assertShares(shared.judged());
                for (float score : labelled.judged().toFloatArray()) {
                    assertTrue(Float.isFinite(score), "score " + score);
                }
            }
        }
    }

    /** 28-pixel patches need no enlarging: one halving down to 14. */
    @ParameterizedTest
    @CsvSource({"28, 14, 1", "32, 8, 2", "32, 4, 3", "224, 14, 4"})
    void thePictureIsHalvedDownToTheBottleneck(int side, int bottleneck, int levels) throws Problem {
        IcfdSpec spec = MICRO.sized(side, 8, 4, bottleneck);
        spec.check();
        assertEquals(levels, spec.levels());
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, true",
        "false, true, true, true",
        "true, false, true, true",
        "true, true, false, true",
        "true, true, true, false"
    })
    void everyPartCanBeLeftOutAndAllThatIsLeftLearns(boolean attn, boolean pyramid, boolean dilate, boolean nested) {
        IcfdSpec spec = MICRO.sized(32, 8, 4, 8).withParts(attn, pyramid, dilate, nested);
        Parameters p = new Parameters(manager, 3);
        IcfdNet net = IcfdNet.specific(p, "specific", spec, 1, 4);
        assertEquals(attn && nested, p.trained().keySet().stream().anyMatch(name -> name.contains(".attn.")));
        assertEquals(pyramid && nested, p.trained().keySet().stream().anyMatch(name -> name.contains(".pyramid.")));
        try (GradLock.Recording recording = GradLock.record()) {
            IcfdNet.Out out = net.apply(noise(new Shape(3, 1, 32, 32)), true);
            NDArray weights = noise(new Shape(3, 1, 32, 32));
            recording.backward(out.feature().mul(weights).sum().add(out.judged().sum()));
        }
        p.trained().forEach((name, array) -> {
            float size = array.getGradient().abs().max().getFloat();
            assertTrue(Float.isFinite(size), name + " has a gradient of " + size);
            // after a batch norm a shift of all values changes nothing
            assertTrue(size > 0 || name.endsWith("qkv.bias"), name + " does not learn");
        });
    }

    @Test
    void dilationChangesWhatIsSeenButNotWhatIsLearned() {
        IcfdSpec plain = MICRO.sized(32, 8, 4, 8).withParts(true, true, false, true);
        assertEquals(IcfdNet.parameterCount(MICRO.sized(32, 8, 4, 8), 1, 4), IcfdNet.parameterCount(plain, 1, 4));
        NDArray x = noise(new Shape(1, 1, 32, 32));
        NDArray wide = IcfdNet.specific(new Parameters(manager, 1), "a", MICRO.sized(32, 8, 4, 8), 1, 4)
                .apply(x, false)
                .feature();
        NDArray narrow = IcfdNet.specific(new Parameters(manager, 1), "a", plain, 1, 4)
                .apply(x, false)
                .feature();
        assertTrue(wide.sub(narrow).abs().max().getFloat() > 1e-4f);
    }

    @Test
    void foldingTheBatchNormsKeepsTheResult() {
        IcfdNet net = IcfdNet.common(new Parameters(manager, 5), "common", MICRO, 3);
        NDArray x = noise(new Shape(2, 3, 64, 64));
        for (int step = 0; step < 3; step++) {
            net.apply(x, true);
        }
        float[] before = net.apply(x, false).judged().toFloatArray();
        net.fold();
        assertArrayEquals(before, net.apply(x, false).judged().toFloatArray(), 1e-5f);
    }

    /** One head of four channels over two places, by hand: see the comments. */
    @Test
    void attentionMixesPlacesByTheirLikeness() throws Problem {
        Parameters p = new Parameters(manager, 1);
        SelfAttention attention = new SelfAttention(p, "a", 4);
        Map<String, FloatTensor> weights = new HashMap<>();
        p.trained().forEach((name, array) -> {
            float[] values = new float[Math.toIntExact(array.size())];
            if (name.equals("a.norm.weight")) {
                Arrays.fill(values, 1);
            }
            if (name.equals("a.qkv.weight")) {
                for (int row = 0; row < 12; row++) {
                    values[row * 4 + row % 4] = 1; // queries, keys and values are the normalised places
                }
            }
            if (name.equals("a.out.weight")) {
                for (int row = 0; row < 4; row++) {
                    values[row * 4 + row] = 1;
                }
            }
            weights.put(name, new FloatTensor(array.getShape().getShape(), values));
        });
        Weights.restore(p.trained(), p.buffers(), weights, "here");
        // places a = (1, −1, 1, −1) and b = (−1, 1, −1, 1) are normalised already: q·k/√4 is 2 for itself and −2 for
        // the other
        NDArray x = manager.create(new float[] {1, -1, -1, 1, 1, -1, -1, 1}, new Shape(1, 4, 1, 2));
        double own = 1 / (1 + Math.exp(-4));
        float expected = (float) (1 + own - (1 - own));
        float[] y = attention.apply(x).toFloatArray();
        float[] wanted = {expected, -expected, -expected, expected, expected, -expected, -expected, expected};
        assertArrayEquals(wanted, y, 1e-4f);
    }

    @ParameterizedTest
    @CsvSource({
        "lite, 200, 64, 16, 14, icfd.size",
        "lite, 42, 64, 16, 14, icfd.size",
        "lite, 14, 64, 16, 14, icfd.size",
        "lite, 112, 64, 16, 7, icfd.size",
        "lite, 224, 64, 10, 14, icfd.size",
        "large, 224, 64, 16, 14, icfd.profile"
    })
    void sizesThatDoNotGoTogetherAreRefusedWithWords(
            String profile, int side, int width, int mid, int bottom, String code) {
        Problem problem = assertThrows(
                Problem.class,
                () -> IcfdSpec.of(profile).sized(side, width, mid, bottom).check());
        assertEquals(code, problem.code());
        assertFalse(problem.remedy().isBlank());
    }

    @Test
    void anUnknownColourIsRefusedWithWords() {
        Problem problem =
                assertThrows(Problem.class, () -> MICRO.withColour("purple").check());
        assertEquals("icfd.colour", problem.code());
    }

    private static void assertShares(NDArray array) {
        for (float value : array.toFloatArray()) {
            assertTrue(value >= 0 && value <= 1, "value " + value);
        }
    }

    private NDArray noise(Shape shape) {
        SplittableRandom random = new SplittableRandom(11);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return manager.create(values, shape);
    }
}
