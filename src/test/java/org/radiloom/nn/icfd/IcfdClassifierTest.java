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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Weights;
import org.radiloom.nn.attack.RobustLoss;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.nn.classify.InputNorm;
import org.radiloom.problem.Problem;

@Tag("engine")
class IcfdClassifierTest {
    private static final IcfdSpec SMALL = IcfdSpec.of("micro").sized(32, 8, 4, 8);

    private static GradingSpec around(String body) {
        ClassifierSpec spec = ClassifierSpec.micro(body, 4, 1);
        boolean vit = body.startsWith("vit");
        return new GradingSpec(vit ? spec.withPatches(32, 8, 2) : spec.withStem(ClassifierSpec.SMALL), SMALL);
    }

    private static Classifier create(GradingSpec spec) throws Problem {
        return Classifiers.create(spec, Device.cpu(), 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "se_resnet18", "cbam_resnet18", "squeezenet1_0", "vit_ti16"})
    void everyBodyWorksBehindTheDecouplers(String body) throws Problem {
        try (Classifier net = create(around(body));
                NDManager step = net.manager().newSubManager()) {
            NDArray x = noise(step, new Shape(2, 1, 32, 32));
            try (FeatureOut out = net.forward(x, null, false)) {
                assertEquals(new Shape(2, 4), out.logits().getShape());
                assertEquals(
                        new Shape(2, 4), out.extra(IcfdClassifier.CLASS_SCORES).getShape());
                assertEquals(
                        new Shape(2, 1, 32, 32),
                        out.extra(IcfdClassifier.RECONSTRUCTION).getShape());
                NDArray composed = out.extra(IcfdClassifier.COMPOSED);
                assertEquals(new Shape(2, 3, 32, 32), composed.getShape());
                for (String part : List.of(IcfdClassifier.FEAT1, IcfdClassifier.FEAT2, IcfdClassifier.COLOUR)) {
                    assertEquals(new Shape(2, 1, 32, 32), out.extra(part).getShape());
                }
                assertArrayEquals(
                        x.toFloatArray(), composed.get(":, 2:3").toFloatArray(), "the colour of a grey picture");
                assertArrayEquals(
                        out.logits().toFloatArray(),
                        ((IcfdClassifier) net)
                                .classify(composed, null, false)
                                .logits()
                                .toFloatArray(),
                        1e-5f);
            }
            assertTrue(net.camWeights().isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "squeezenet1_1"})
    void whatIsSavedGivesTheSameScoresWhenLoaded(String body) throws Problem {
        try (Classifier net = create(around(body));
                Classifier other = Classifiers.create(around(body), Device.cpu(), 8);
                NDManager step = net.manager().newSubManager()) {
            NDArray x = noise(step, new Shape(3, 1, 32, 32));
            net.forward(x, null, true).close();
            float[] scores = net.forward(x, null, false).logits().toFloatArray();
            var saved = Weights.copy(net.parameters(), net.buffers());
            Weights.restore(other.parameters(), other.buffers(), saved, "here");
            assertArrayEquals(scores, other.forward(x, null, false).logits().toFloatArray());
            other.prepareForInference();
            assertArrayEquals(scores, other.forward(x, null, false).logits().toFloatArray(), 1e-4f);
            assertThrows(IllegalStateException.class, other::parameters);
            assertThrows(IllegalStateException.class, other::buffers);
            assertThrows(IllegalStateException.class, () -> other.freeze(Set.of()));
        }
    }

    /** Joint losses on 8 pictures of 4 kinds; every part learns its own task. */
    @Test
    void allThreeLossesTogetherLearnAFewPictures() throws Problem {
        try (Classifier net = create(around("resnet18"));
                NDManager step = net.manager().newSubManager()) {
            NDArray x = kinds(step);
            NDArray truth = IcfdLosses.oneHot(step.create(new float[] {0, 1, 2, 3, 0, 1, 2, 3}, new Shape(8)), 4);
            float first = 0;
            float last = 0;
            for (int at = 0; at < 40; at++) {
                try (GradLock.Recording recording = GradLock.record();
                        NDManager inner = net.manager().newSubManager()) {
                    NDArray seen = x.duplicate();
                    seen.attach(inner);
                    FeatureOut out = net.forward(seen, null, true);
                    NDArray rebuilt = IcfdLosses.reconstruction(seen, out.extra(IcfdClassifier.RECONSTRUCTION), 1e-3);
                    first = at == 0 ? rebuilt.getFloat() : first;
                    last = rebuilt.getFloat();
                    recording.backward(RobustLoss.crossEntropy(out.logits(), truth)
                            .mean()
                            .add(IcfdLosses.labels(out.extra(IcfdClassifier.CLASS_SCORES), truth))
                            .add(rebuilt));
                }
                descend(net);
            }
            FeatureOut out = net.forward(x, null, true);
            assertEquals(1, accuracy(out.logits()));
            assertTrue(last < 0.8f * first, "reconstruction from " + first + " to " + last);
        }
    }

    private static double accuracy(NDArray logits) {
        long[] chosen = logits.argMax(1).toLongArray();
        int right = 0;
        for (int j = 0; j < chosen.length; j++) {
            right += chosen[j] == j % 4 ? 1 : 0;
        }
        return (double) right / chosen.length;
    }

    private static void descend(Classifier net) {
        net.parameters().values().forEach(p -> {
            if (p.hasGradient()) {
                p.subi(p.getGradient().mul(0.1f));
                EngineCompat.zeroGrad(p);
            }
        });
    }

    @Test
    void frozenDecouplersKeepWeightsAndStatisticsWhileTheClassifierLearns() throws Problem {
        try (Classifier net = create(around("resnet18"));
                NDManager step = net.manager().newSubManager()) {
            assertEquals(IcfdClassifier.GROUP, net.groups().getFirst());
            var before = Weights.copy(net.parameters(), net.buffers());
            net.freeze(Set.of(IcfdClassifier.GROUP));
            NDArray truth = IcfdLosses.oneHot(step.create(new float[] {0, 1, 2, 3, 0, 1, 2, 3}, new Shape(8)), 4);
            try (GradLock.Recording recording = GradLock.record()) {
                FeatureOut out = net.forward(kinds(step), null, true);
                recording.backward(RobustLoss.crossEntropy(out.logits(), truth).mean());
            }
            descend(net);
            var after = Weights.copy(net.parameters(), net.buffers());
            boolean moved = false;
            for (String name : before.keySet()) {
                boolean same = Arrays.equals(
                        Objects.requireNonNull(before.get(name)).values(),
                        Objects.requireNonNull(after.get(name)).values());
                assertTrue(same || !name.startsWith("icfd."), name + " moved");
                moved |= !same;
            }
            assertTrue(moved);
            net.freeze(Set.of());
            net.parameters().forEach((name, p) -> assertTrue(p.hasGradient(), name));
        }
    }

    @Test
    void everyParameterOfEveryPartLearnsFromTheJointLoss() throws Problem {
        try (Classifier net = create(around("resnet18"));
                NDManager step = net.manager().newSubManager()) {
            NDArray truth = IcfdLosses.oneHot(step.create(new float[] {0, 1, 2, 3, 0, 1, 2, 3}, new Shape(8)), 4);
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray x = kinds(step);
                FeatureOut out = net.forward(x, null, true);
                recording.backward(RobustLoss.crossEntropy(out.logits(), truth)
                        .mean()
                        .add(IcfdLosses.labels(out.extra(IcfdClassifier.CLASS_SCORES), truth))
                        .add(IcfdLosses.reconstruction(x, out.extra(IcfdClassifier.RECONSTRUCTION), 1e-3)));
            }
            double[] squares = {0};
            net.parameters().forEach((name, p) -> {
                float size = p.getGradient().abs().max().getFloat();
                assertTrue(Float.isFinite(size) && (size > 0 || name.endsWith("qkv.bias")), name + ": " + size);
                squares[0] += p.getGradient().mul(p.getGradient()).sum().getFloat();
            });
            // through blocks that start at full strength it would be many times that
            assertTrue(Math.sqrt(squares[0]) < 10, "gradient norm " + Math.sqrt(squares[0]));
        }
    }

    @Test
    void severalMembersAreAveragedAsWholes() throws Problem {
        GradingSpec one = around("squeezenet1_1");
        GradingSpec two = new GradingSpec(one.classifier().withMembers(2), one.icfd());
        try (Classifier net = create(two);
                NDManager step = net.manager().newSubManager()) {
            assertTrue(net.parameters().keySet().stream().anyMatch(name -> name.startsWith("member1.icfd.")));
            assertEquals(
                    new Shape(2, 4),
                    net.forward(noise(step, new Shape(2, 1, 32, 32)), null, false)
                            .logits()
                            .getShape());
        }
    }

    @Test
    void theClassifierInsideTakesThreeChannelsAndItsOwnScale() {
        ClassifierSpec spec = ClassifierSpec.of("resnet18", 4, 1);
        assertEquals(3, IcfdClassifier.inside(spec).inputChannels());
        assertEquals(
                new InputNorm(List.of(.5, .5, .5), List.of(.25, .25, .25)),
                IcfdClassifier.inside(spec).inputNorm());
        assertEquals(
                InputNorm.IMAGENET,
                IcfdClassifier.inside(spec.withInputChannels(3).withInputNorm(InputNorm.IMAGENET))
                        .inputNorm());
    }

    @Test
    void picturesOfOtherChannelsOrSidesAreRefused() throws Problem {
        GradingSpec two = new GradingSpec(ClassifierSpec.micro("resnet18", 4, 2), SMALL);
        assertEquals(
                "icfd.channels", assertThrows(Problem.class, () -> create(two)).code());
        GradingSpec odd = new GradingSpec(ClassifierSpec.micro("resnet18", 4, 1), SMALL.sized(36, 8, 4, 8));
        assertEquals("icfd.size", assertThrows(Problem.class, () -> create(odd)).code());
        try (Classifier net = create(around("resnet18"));
                NDManager step = net.manager().newSubManager()) {
            NDArray larger = noise(step, new Shape(1, 1, 64, 64));
            assertThrows(IllegalArgumentException.class, () -> net.forward(larger, null, false));
        }
    }

    @Test
    void withoutDecouplersTheClassifierIsThePlainOne() throws Problem {
        try (Classifier net = create(GradingSpec.of(ClassifierSpec.micro("resnet18", 4, 1)))) {
            assertFalse(net instanceof IcfdClassifier);
        }
    }

    /** Horizontal and vertical stripes, fine and coarse, each twice with noise. */
    private static NDArray kinds(NDManager manager) {
        SplittableRandom random = new SplittableRandom(2);
        float[] values = new float[8 * 1024];
        for (int i = 0; i < values.length; i++) {
            int kind = i / 1024 % 4;
            int along = kind < 2 ? i % 32 : i % 1024 / 32;
            double wave = Math.sin(along * (kind % 2 == 0 ? 0.8 : 2));
            values[i] = (float) Math.clamp(0.5 + 0.3 * wave + 0.05 * random.nextGaussian(), 0, 1);
        }
        return manager.create(values, new Shape(8, 1, 32, 32));
    }

    private static NDArray noise(NDManager manager, Shape shape) {
        SplittableRandom random = new SplittableRandom(11);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return manager.create(values, shape);
    }
}
