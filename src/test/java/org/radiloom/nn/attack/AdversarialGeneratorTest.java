package org.radiloom.nn.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Weights;
import org.radiloom.nn.attack.AdversarialGenerator.Goal;
import org.radiloom.nn.attack.AdversarialGenerator.Norm;
import org.radiloom.nn.attack.AdversarialGenerator.Reach;
import org.radiloom.nn.attack.AdversarialGenerator.Start;
import org.radiloom.nn.attack.AdversarialGenerator.Victim;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.problem.Problem;

@Tag("engine")
class AdversarialGeneratorTest {
    private static final int BATCH = 6;
    private static final int SIDE = 12;
    private static final float[] RADII = {0.01f, 0.02f, 0.03f, 0.04f, 0.1f, 0};

    private Classifier net;
    private NDManager manager;
    private NDArray x;
    private NDArray truth;

    @BeforeEach
    void trainALittle() throws Problem {
        net = Classifiers.create(
                ClassifierSpec.micro("resnet18", 2, 1).withStem(ClassifierSpec.SMALL), Device.cpu(), 1);
        manager = net.manager().newSubManager();
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[BATCH * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            // dark and bright pictures, some pixels at the ends of the scale
            double level = i / (SIDE * SIDE) % 2 == 0 ? 0.3 : 0.7;
            values[i] = (float) Math.clamp(level + 0.3 * random.nextGaussian(), 0, 1);
        }
        x = manager.create(values, new Shape(BATCH, 1, SIDE, SIDE));
        truth = manager.create(new float[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1}, new Shape(BATCH, 2));
        for (int step = 0; step < 8; step++) {
            try (GradLock.Recording recording = GradLock.record()) {
                recording.backward(
                        RobustLoss.crossEntropy(net.forward(x, null, true).logits(), truth)
                                .mean());
            }
            net.parameters().values().forEach(p -> {
                p.subi(p.getGradient().mul(0.05f));
                EngineCompat.zeroGrad(p);
            });
        }
    }

    @AfterEach
    void close() {
        net.close();
    }

    private Victim victim() {
        return new Victim(
                at -> net.forward(at, null, false).logits(), net.parameters().values());
    }

    private NDArray attack(AdversarialGenerator generator, Reach reach, long seed) {
        try (GradLock.Recording recording = GradLock.record()) {
            return generator.attack(recording, victim(), x, truth, reach, new SplittableRandom(seed));
        }
    }

    private static AdversarialGenerator linf(int steps) {
        return new AdversarialGenerator(Norm.LINF, Start.UNIFORM, Goal.DIVERGENCE, steps);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void noIntensityMovesFurtherThanItsSamplesRadiusAndNoneLeavesTheScale(Start start) {
        NDArray attacked =
                attack(new AdversarialGenerator(Norm.LINF, start, Goal.DIVERGENCE, 5), Reach.of(RADII, 0.25), 1);
        float[] before = x.toFloatArray();
        float[] after = attacked.toFloatArray();
        float[] furthest = new float[BATCH];
        for (int i = 0; i < after.length; i++) {
            int sample = i / (SIDE * SIDE);
            furthest[sample] = Math.max(furthest[sample], Math.abs(after[i] - before[i]));
            assertTrue(after[i] >= 0 && after[i] <= 1, "intensity " + after[i]);
        }
        for (int sample = 0; sample < BATCH; sample++) {
            assertTrue(furthest[sample] <= RADII[sample] + 1e-6, sample + " moved by " + furthest[sample]);
            assertTrue(furthest[sample] >= 0.9f * RADII[sample], sample + " moved by only " + furthest[sample]);
        }
    }

    @ParameterizedTest
    @EnumSource(Goal.class)
    void inTheOtherNormTheWholeSampleStaysWithinItsRadius(Goal goal) {
        float[] radii = {0.1f, 0.2f, 0.5f, 1, 2, 0};
        NDArray attacked = attack(new AdversarialGenerator(Norm.L2, Start.UNIFORM, goal, 5), Reach.of(radii, 0.25), 1);
        float[] before = x.toFloatArray();
        float[] after = attacked.toFloatArray();
        double[] squares = new double[BATCH];
        for (int i = 0; i < after.length; i++) {
            squares[i / (SIDE * SIDE)] += (after[i] - before[i]) * (double) (after[i] - before[i]);
            assertTrue(after[i] >= 0 && after[i] <= 1, "intensity " + after[i]);
        }
        for (int sample = 0; sample < BATCH; sample++) {
            assertTrue(Math.sqrt(squares[sample]) <= radii[sample] + 1e-5, "moved by " + Math.sqrt(squares[sample]));
            assertTrue(Math.sqrt(squares[sample]) >= 0.5 * radii[sample], "moved by " + Math.sqrt(squares[sample]));
        }
    }

    /** The start is what one step of length 0 leaves. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void theDivergenceGrowsFromItsRandomStart(Norm norm) {
        float[] radii = norm == Norm.LINF ? new float[] {.1f, .1f, .1f, .1f, .1f, .1f} : new float[] {2, 2, 2, 2, 2, 2};
        AdversarialGenerator generator = new AdversarialGenerator(norm, Start.UNIFORM, Goal.DIVERGENCE, 5);
        for (long seed = 1; seed <= 5; seed++) {
            NDArray start = attack(generator, new Reach(radii, new float[BATCH]), seed);
            NDArray end = attack(generator, Reach.of(radii, 0.25), seed);
            double before = divergence(start);
            double after = divergence(end);
            assertTrue(after > before && after > 1e-4, before + " to " + after);
        }
    }

    @Test
    void crossEntropyOfTheTruthGrows() {
        AdversarialGenerator generator = new AdversarialGenerator(Norm.LINF, Start.UNIFORM, Goal.CROSS_ENTROPY, 5);
        float[] radii = {.1f, .1f, .1f, .1f, .1f, .1f};
        NDArray attacked = attack(generator, Reach.of(radii, 0.25), 1);
        float clean = RobustLoss.crossEntropy(net.forward(x, null, false).logits(), truth)
                .mean()
                .getFloat();
        float worse = RobustLoss.crossEntropy(net.forward(attacked, null, false).logits(), truth)
                .mean()
                .getFloat();
        assertTrue(worse > clean, clean + " to " + worse);
    }

    private double divergence(NDArray attacked) {
        return RobustLoss.divergence(
                        net.forward(x, null, false).logits(),
                        net.forward(attacked, null, false).logits())
                .mean()
                .getFloat();
    }

    @Test
    void nothingOfTheNetworkChangesAndNoGradientStays() {
        var before = Weights.copy(net.parameters(), net.buffers());
        List<Boolean> asked = new ArrayList<>();
        net.freeze(java.util.Set.of("layer1"));
        net.parameters().values().forEach(p -> asked.add(p.hasGradient()));
        attack(linf(3), Reach.of(RADII, 0.25), 1);
        List<Boolean> asks = new ArrayList<>();
        net.parameters().values().forEach(p -> asks.add(p.hasGradient()));
        assertEquals(asked, asks);
        assertTrue(asked.contains(true) && asked.contains(false));
        net.freeze(java.util.Set.of());
        net.parameters()
                .forEach(
                        (name, p) -> assertEquals(0, p.getGradient().abs().sum().getFloat(), name));
        var after = Weights.copy(net.parameters(), net.buffers());
        for (String name : before.keySet()) {
            FloatTensor tensor = before.get(name);
            assertArrayEquals(
                    tensor.values(), Objects.requireNonNull(after.get(name)).values(), name);
        }
    }

    /** In one recording: a clean forward before the attack, the attack, then backward on the clean loss. */
    @Test
    void anAttackBetweenAForwardAndItsBackwardLeavesTheGradientsAlone() {
        float[] plain = gradients(false);
        float[] between = gradients(true);
        assertArrayEquals(plain, between);
    }

    private float[] gradients(boolean attacking) {
        NDArray stem = net.parameters().firstEntry().getValue();
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray loss = RobustLoss.crossEntropy(net.forward(x, null, false).logits(), truth)
                    .mean();
            if (attacking) {
                linf(2).attack(recording, victim(), x, null, Reach.of(RADII, 0.25), new SplittableRandom(1));
                assertTrue(EngineCompat.gradMode());
            }
            recording.backward(loss);
        }
        float[] gradient = stem.getGradient().toFloatArray();
        net.parameters().values().forEach(EngineCompat::zeroGrad);
        return gradient;
    }

    @Test
    void noGradientFlowsBackThroughTheAttackedPicture() {
        x.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray attacked =
                    linf(2).attack(recording, victim(), x, null, Reach.of(RADII, 0.25), new SplittableRandom(1));
            assertFalse(attacked.hasGradient());
            recording.backward(net.forward(attacked, null, false).logits().sum());
        }
        assertEquals(0, x.getGradient().abs().sum().getFloat());
    }

    @Test
    void aRadiusOfZeroForAllSkipsTheAttack() {
        int[] calls = {0};
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray same = linf(5).attack(
                            recording,
                            new Victim(
                                    at -> {
                                        calls[0]++;
                                        return net.forward(at, null, false).logits();
                                    },
                                    List.of()),
                            x,
                            null,
                            Reach.of(new float[BATCH], 0.25),
                            new SplittableRandom(1));
            assertArrayEquals(x.toFloatArray(), same.toFloatArray());
            assertNotSame(x, same);
        }
        assertEquals(0, calls[0]);
    }

    /** √ has an infinite slope at 0: the pixel whose slope is not finite stays where the start put it. */
    @Test
    void slopesThatAreNotFiniteCountAsNone() {
        NDArray zero = manager.zeros(new Shape(1, 2));
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray attacked = new AdversarialGenerator(Norm.LINF, Start.UNIFORM, Goal.DIVERGENCE, 2, -1, 1)
                    .attack(
                            recording,
                            new Victim(at -> at.sub(at).abs().sqrt().mul(3f).add(at.get(":, 0:1")), List.of()),
                            zero,
                            null,
                            new Reach(new float[] {0.5f}, new float[] {0.1f}),
                            new SplittableRandom(3));
            for (float value : attacked.toFloatArray()) {
                assertTrue(Math.abs(value) <= 0.5f, "value " + value);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameAttack() {
        float[] first = attack(linf(3), Reach.of(RADII, 0.25), 7).toFloatArray();
        assertArrayEquals(first, attack(linf(3), Reach.of(RADII, 0.25), 7).toFloatArray());
        assertFalse(java.util.Arrays.equals(
                first, attack(linf(3), Reach.of(RADII, 0.25), 8).toFloatArray()));
    }

    @Test
    void radiiMustBeAsManyAsSamples() {
        assertThrows(IllegalArgumentException.class, () -> attack(linf(1), Reach.of(new float[] {0.1f}, 0.25), 1));
    }

    /** KL((.7, .3) ‖ (.5, .5)) = .7·log 1.4 + .3·log .6 = .0822830. */
    @Test
    void theDivergenceIsThatOfTheBook() {
        NDArray p = manager.create(new float[] {(float) Math.log(.7), (float) Math.log(.3)}, new Shape(1, 2));
        NDArray q = manager.zeros(new Shape(1, 2));
        assertEquals(.0822830f, RobustLoss.divergence(p, q).getFloat(), 1e-6f);
        assertEquals(0, RobustLoss.divergence(p, p).getFloat(), 1e-7f);
    }

    @Test
    void hugeScoresGiveFiniteLosses() {
        NDArray p = manager.create(new float[] {1000, -1000}, new Shape(1, 2));
        NDArray q = manager.create(new float[] {-1000, 1000}, new Shape(1, 2));
        assertEquals(2000, RobustLoss.divergence(p, q).getFloat(), 1e-3f);
        NDArray sure = manager.create(new float[] {1, 0}, new Shape(1, 2));
        assertEquals(0, RobustLoss.crossEntropy(p, sure).getFloat(), 1e-6f);
    }
}
