package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.nn.AdamMoments;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/** What changes in a classifier and what does not: learning, freezing, folding, members. */
@Tag("engine")
class ClassifierStateTest {
    private static final ClassifierSpec RESNET = ClassifierSpec.micro("resnet18", 4, 1);

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "se_resnet18", "cbam_resnet18", "squeezenet1_0", "squeezenet1_1", "vit_ti16"})
    void sixteenPicturesAreLearnedByHeart(String body) throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro(body, 4, 1).withDropout(0);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 1)) {
            learn(net, body.contains("res") ? 40 : 80, body.contains("res") ? 0.01f : 0.002f);
            assertTrue(right(net) >= 15, right(net) + " of 16");
        }
    }

    @Test
    void theSmallStemKeepsPicturesOf28PixelsLargeEnough() throws Problem {
        ClassifierSpec spec = RESNET.withStem(ClassifierSpec.SMALL);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 2);
                NDManager scope = net.manager().newSubManager()) {
            FeatureOut out = net.forward(scope.ones(new Shape(1, 1, 28, 28)), null, false);
            assertEquals(new Shape(1, 64, 4, 4), out.map().getShape());
        }
    }

    @ParameterizedTest
    @CsvSource({"resnet18, layer1", "squeezenet1_0, fire3", "vit_ti16, block1"})
    void whatIsFrozenNeitherLearnsNorMovesItsStatistics(String body, String group) throws Problem {
        try (Classifier net = Classifiers.create(ClassifierSpec.micro(body, 4, 1), Device.cpu(), 1)) {
            assertTrue(net.groups().containsAll(Set.of(group, "head")), net.groups()::toString);
            Map<String, FloatTensor> before = copy(net);
            net.freeze(Set.of("encoder"));
            learn(net, 1, 0.01f);
            assertEquals(List.of("head.weight", "head.bias"), changed(before, copy(net)));
            net.freeze(Set.of(group));
            before = copy(net);
            learn(net, 1, 0.01f);
            List<String> all = new ArrayList<>(before.keySet());
            List<String> still = new ArrayList<>(all);
            still.removeAll(changed(before, copy(net)));
            String prefix =
                    switch (group) {
                        case "layer1" -> "encoder.layer1.";
                        case "fire3" -> "encoder.features.4.";
                        default -> "encoder.blocks.0.";
                    };
            all.removeIf(name -> !name.startsWith(prefix));
            still.removeIf(name -> !name.startsWith(prefix));
            assertFalse(all.isEmpty());
            assertEquals(all, still);
            net.freeze(Set.of());
            before = copy(net);
            learn(net, 1, 0.01f);
            List<String> moved = changed(before, copy(net));
            assertTrue(moved.containsAll(List.of(all.getFirst(), "head.weight")), moved::toString);
            assertThrows(IllegalArgumentException.class, () -> net.freeze(Set.of("nothing")));
        }
    }

    @ParameterizedTest
    @MethodSource("org.radiloom.nn.classify.ClassActivationTest#linear")
    void foldedNetworksScoreTheSame(ClassifierSpec spec) throws Problem {
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 1);
                NDManager scope = net.manager().newSubManager()) {
            NDArray x = scope.randomUniform(0, 1, new Shape(2, 1, 64, 64));
            net.forward(x, null, true).close();
            FeatureOut before = net.forward(x, null, false);
            NDArray weights = net.camWeights().orElseThrow();
            net.prepareForInference();
            net.prepareForInference();
            FeatureOut after = net.forward(x, null, false);
            float scale = Math.max(1, before.logits().abs().max().getFloat());
            assertArrayEquals(before.logits().toFloatArray(), after.logits().toFloatArray(), 1e-4f * scale);
            assertArrayEquals(
                    weights.toFloatArray(), net.camWeights().orElseThrow().toFloatArray());
            assertThrows(IllegalStateException.class, () -> net.forward(x, null, true));
            assertThrows(IllegalStateException.class, net::parameters);
            assertThrows(IllegalStateException.class, net::buffers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "cbam_resnet18", "se_resnet50", "squeezenet1_0", "vit_ti16"})
    void nothingIsLeftOpen(String body) throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro(body, 4, 1).withDeclared(1).withInputNorm(InputNorm.IMAGENET);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 1)) {
            int arrays = net.manager().getManagedArrays().size();
            try (NDManager step = net.manager().newSubManager()) {
                NDArray x = step.ones(new Shape(2, 1, 64, 64));
                NDArray declared = step.ones(new Shape(2, 1));
                int alone = step.getManagedArrays().size();
                net.forward(x, declared, false).close();
                net.forward(x, declared, true).close();
                assertEquals(alone, step.getManagedArrays().size(), "an intermediate was left open");
                net.camWeights().orElseThrow().close();
            }
            assertEquals(arrays, net.manager().getManagedArrays().size());
        }
    }

    @Test
    void declaredNumbersAreAddedToTheScoresAndTheMapsStayThePictures() throws Problem {
        ClassifierSpec spec = RESNET.withDeclared(2);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 1);
                NDManager scope = net.manager().newSubManager()) {
            NDArray x = pictures(scope);
            NDArray one = scope.ones(new Shape(16, 2));
            // at first they say nothing
            assertArrayEquals(logits(net, x, one), logits(net, x, one.mul(5f)));
            NDArray second = java.util.Objects.requireNonNull(net.parameters().get("declared.fc2.weight"));
            FloatTensor some = new FloatTensor(new long[] {4, 16}, new float[64]);
            java.util.Arrays.fill(some.values(), 16, 32, 0.5f);
            Map<String, FloatTensor> all = new LinkedHashMap<>(copy(net));
            all.put("declared.fc2.weight", some);
            Weights.restore(net.parameters(), net.buffers(), all, "test");
            assertEquals(0.5f, second.getFloat(1, 0));
            FeatureOut a = net.forward(x, one, false);
            FeatureOut b = net.forward(x, one.mul(5f), false);
            assertArrayEquals(a.pooled().toFloatArray(), b.pooled().toFloatArray());
            NDArray difference = b.logits().sub(a.logits());
            assertEquals(0, difference.get(":, 0").abs().max().getFloat());
            assertTrue(difference.get(":, 1").min().getFloat() > 0);
            assertThrows(IllegalArgumentException.class, () -> net.forward(x, null, false));
            assertThrows(IllegalArgumentException.class, () -> net.forward(x, scope.ones(new Shape(16, 1)), false));
        }
    }

    // (x − 0.5) / 0.25 by the network itself, or before
    @Test
    void anInputNormMovesAndStretchesThePicture() throws Problem {
        InputNorm norm = new InputNorm(List.of(0.5), List.of(0.25));
        try (Classifier plain = Classifiers.create(RESNET, Device.cpu(), 1);
                Classifier normed = Classifiers.create(RESNET.withInputNorm(norm), Device.cpu(), 1);
                NDManager scope = plain.manager().newSubManager()) {
            NDArray x = pictures(scope);
            assertArrayEquals(logits(plain, x.sub(0.5f).mul(4f), null), logits(normed, x, null), 1e-5f);
        }
        assertEquals(
                List.of(0.449, 0.449), rounded(InputNorm.IMAGENET.forChannels(2).mean()));
        assertThrows(IllegalArgumentException.class, () -> new InputNorm(List.of(0.5), List.of(0.0)));
    }

    private static List<Double> rounded(List<Double> values) {
        return values.stream().map(v -> Math.round(1000 * v) / 1000.0).toList();
    }

    @Test
    void membersScoresAreAveragedAndTheirAttentionStaysClosedForm() throws Problem {
        ClassifierSpec spec = RESNET.withHead(ClassifierSpec.BN_GAP);
        try (Classifier one = Classifiers.create(spec, Device.cpu(), 1);
                Classifier two = Classifiers.create(spec, Device.cpu(), 2);
                Classifier both = Classifiers.create(spec.withMembers(2), Device.cpu(), 1);
                NDManager scope = both.manager().newSubManager()) {
            NDArray x = pictures(scope);
            NDArray mean = one.forward(x, null, false)
                    .logits()
                    .add(two.forward(x, null, false).logits())
                    .div(2);
            FeatureOut out = both.forward(x, null, false);
            assertArrayEquals(mean.toFloatArray(), out.logits().toFloatArray(), 1e-5f);
            assertEquals(128, out.map().getShape().get(1));
            // fresh biases and statistics are zero, so that the constant beside W_eff·pooled is zero as well
            NDArray weights = both.camWeights().orElseThrow();
            assertArrayEquals(
                    out.logits().toFloatArray(),
                    out.pooled().matMul(weights.transpose()).toFloatArray(),
                    1e-4f);
            assertTrue(both.parameters().containsKey("member1.head.weight"));
            assertEquals(2 * Classifiers.parameterCount(spec), count(both));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alexnet, gap, imagenet, nn.body",
        "resnet18, cls, imagenet, nn.head",
        "squeezenet1_0, bn-gap, imagenet, nn.head",
        "vit_ti16, gap, small, nn.stem",
        "resnet18, gap, large, nn.stem"
    })
    void whatDoesNotGoTogetherIsRefused(String body, String head, String stem, String code) {
        ClassifierSpec spec = ClassifierSpec.of(body, 4, 1).withHead(head).withStem(stem);
        Problem problem = assertThrows(Problem.class, () -> Classifiers.create(spec, Device.cpu(), 1));
        assertEquals(code, problem.code());
    }

    @Test
    void blocksThatAreNotFourStagesAreRefused() {
        ClassifierSpec spec = RESNET.withBlocks(List.of(1, 1));
        Problem problem = assertThrows(Problem.class, () -> Classifiers.create(spec, Device.cpu(), 1));
        assertEquals("nn.blocks", problem.code());
        ClassifierSpec vit = ClassifierSpec.micro("vit_s16", 4, 1).withPatches(64, 12, 2);
        assertEquals(
                "nn.vit",
                assertThrows(Problem.class, () -> Classifiers.create(vit, Device.cpu(), 1))
                        .code());
    }

    private static float[] logits(Classifier net, NDArray x, @org.jspecify.annotations.Nullable NDArray declared) {
        try (FeatureOut out = net.forward(x, declared, false)) {
            return out.logits().toFloatArray();
        }
    }

    /** Adam on all sixteen pictures at once. */
    private static void learn(Classifier net, int steps, float rate) {
        // by identity: two arrays of the engine with the same numbers are equal
        Map<NDArray, AdamMoments> moments = new java.util.IdentityHashMap<>();
        net.parameters().values().stream()
                .filter(NDArray::hasGradient)
                .forEach(p -> moments.put(p, new AdamMoments(ParameterMemory.of(p))));
        for (int s = 1; s <= steps; s++) {
            try (NDManager step = net.manager().newSubManager()) {
                NDArray x = pictures(step);
                NDArray target = labels(step).oneHot(4);
                try (GradLock.Recording recording = GradLock.record()) {
                    FeatureOut out = net.forward(x, null, true);
                    recording.backward(
                            out.logits().logSoftmax(1).mul(target).sum().mul(-1f / 16));
                }
                float correction1 = (float) (1 - Math.pow(0.9, s));
                float correction2 = (float) (1 / Math.sqrt(1 - Math.pow(0.999, s)));
                moments.forEach((p, m) -> {
                    var rule = new AdamMoments.Rule(0.9f, 0.999f, rate / correction1, correction2, 1e-8f, 1, 0, 1);
                    m.update(ParameterMemory.of(p).gradient(step), rule, 1);
                    EngineCompat.zeroGrad(p);
                });
            }
        }
    }

    private static long right(Classifier net) {
        try (NDManager scope = net.manager().newSubManager();
                FeatureOut out = net.forward(pictures(scope), null, false)) {
            return out.logits()
                    .argMax(1)
                    .eq(labels(scope))
                    .toType(ai.djl.ndarray.types.DataType.INT64, false)
                    .sum()
                    .getLong();
        }
    }

    private static NDArray labels(NDManager scope) {
        return scope.arange(16).mod(4).toType(ai.djl.ndarray.types.DataType.INT64, false);
    }

    /** Sixteen noisy pictures of 64 pixels; picture n has a bright square in quarter n mod 4. */
    private static NDArray pictures(NDManager scope) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        float[] values = new float[16 * 4096];
        for (int n = 0; n < 16; n++) {
            int top = n % 4 / 2 * 32 + 4 + n / 4;
            int left = n % 2 * 32 + 8 - n / 4;
            for (int at = 0; at < 4096; at++) {
                boolean inside = at / 64 >= top && at / 64 < top + 20 && at % 64 >= left && at % 64 < left + 20;
                values[n * 4096 + at] = (float) (0.3 * random.nextDouble() + (inside ? 0.6 : 0));
            }
        }
        return scope.create(values, new Shape(16, 1, 64, 64));
    }

    private static Map<String, FloatTensor> copy(Classifier net) {
        return Weights.copy(net.parameters(), net.buffers());
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

    private static long count(Classifier net) {
        return net.parameters().values().stream()
                .mapToLong(p -> p.getShape().size())
                .sum();
    }
}
