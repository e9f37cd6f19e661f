package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/** Adam has its own test. Traces start at w = 1 with a rate of 0.1 and see the gradients 1, -2, 0.5. */
@Tag("engine")
class OptimisersTest {
    private static final float[] GRADIENTS = {1, -2, 0.5f};

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void momentumFollowsTheHandWorkedTrace() throws Problem {
        // m: 1, 0.9 - 2 = -1.1, -0.99 + 0.5 = -0.49
        assertTrace(new double[] {0.9, 1.01, 1.059}, Map.of("optim.name", "sgd"));
    }

    @Test
    void plainDescentFollowsTheHandWorkedTrace() throws Problem {
        assertTrace(new double[] {0.9, 1.1, 1.05}, Map.of("optim.name", "sgd", "optim.sgd.momentum", "0"));
    }

    @Test
    void rmsPropFollowsTheHandWorkedTrace() throws Problem {
        // v: 0.1, 0.49, 0.466; roots 0.31622777, 0.7, 0.68264193
        // steps: -0.31622777, +0.28571429, -0.07324484
        assertTrace(new double[] {0.68377223, 0.96948652, 0.89624168}, Map.of("optim.name", "rmsprop"));
    }

    @Test
    void momentumAgreesWithTheEnginesOwn() throws Problem {
        for (String decay : new String[] {"0", "0.01"}) {
            SplittableRandom random = new SplittableRandom(3);
            float[] start = random(random, 10_000);
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                NDArray ours = manager.create(start, new Shape(10, 1000));
                NDArray theirs = manager.create(start.clone(), new Shape(10, 1000));
                ours.setRequiresGradient(true);
                Optimiser sgd = optimiser(
                        ours, Map.of("optim.name", "sgd", "optim.weightDecay", decay, "optim.decoupled", "false"));
                Optimizer engine = Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.01f))
                        .optMomentum(0.9f)
                        .optWeightDecays(Float.parseFloat(decay))
                        .build();
                for (int step = 0; step < 5; step++) {
                    float[] g = random(random, start.length);
                    backward(manager, ours, g);
                    sgd.step(Map.of("w", 0.01));
                    EngineCompat.zeroGrad(ours);
                    engine.update("w", theirs, manager.create(g, theirs.getShape()));
                }
                assertArrayEquals(theirs.toFloatArray(), ours.toFloatArray(), 1e-6f);
            }
        }
    }

    @Test
    void decayBesideTheStepShrinksMatricesAndLeavesVectors() throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray matrix = manager.create(new float[] {2}, new Shape(1, 1));
            NDArray vector = manager.create(new float[] {2});
            for (NDArray w : new NDArray[] {matrix, vector}) {
                w.setRequiresGradient(true);
                backward(manager, w, new float[] {1});
                optimiser(w, Map.of("optim.name", "sgd", "optim.weightDecay", "0.5", "optim.decoupled", "true"))
                        .step(Map.of("w", 0.1));
            }
            // 2 * (1 - 0.1 * 0.5) - 0.1
            assertEquals(1.8f, matrix.getFloat(0, 0), 1e-6);
            assertEquals(1.9f, vector.getFloat(0), 1e-6);
        }
    }

    @Test
    void aLongGradientIsClippedOverAllParametersTogether() throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray a = manager.create(new float[] {0});
            NDArray b = manager.create(new float[] {0});
            a.setRequiresGradient(true);
            b.setRequiresGradient(true);
            Optimiser sgd =
                    Optimisers.of(Map.of("a", a, "b", b), settings(Map.of("optim.name", "sgd", "optim.clipNorm", "5")));
            backward(manager, a, new float[] {30});
            backward(manager, b, new float[] {40});
            // a group with a rate of its own moves by it
            assertEquals(50, sgd.step(Map.of("a", 1.0, "b", 0.1)), 1e-4);
            assertEquals(-3, a.getFloat(0), 1e-5);
            assertEquals(-0.4, b.getFloat(0), 1e-5);
        }
    }

    @Test
    void stateOfAnotherOptimiserIsRefusedWithEveryDifference() throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(new float[] {0});
            Optimiser sgd = optimiser(w, Map.of("optim.name", "sgd"));
            Problem problem = assertThrows(
                    Problem.class,
                    () -> sgd.restore(Map.of("square.w", new FloatTensor(new long[] {1}, new float[] {1}))));
            assertEquals("checkpoint.optimiser", problem.code());
            assertTrue(
                    problem.sentence().contains("momentum.w is missing")
                            && problem.sentence().contains("square.w is unknown"),
                    problem.sentence());
        }
    }

    private static void assertTrace(double[] expected, Map<String, String> changes) throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(new float[] {1});
            w.setRequiresGradient(true);
            Optimiser optimiser = optimiser(w, changes);
            for (int step = 0; step < expected.length; step++) {
                backward(manager, w, new float[] {GRADIENTS[step]});
                optimiser.step(Map.of("w", 0.1));
                EngineCompat.zeroGrad(w);
                assertEquals(expected[step], w.getFloat(0), 1e-6);
            }
        }
    }

    private static Optimiser optimiser(NDArray w, Map<String, String> changes) throws Problem {
        return Optimisers.of(Map.of("w", w), settings(changes));
    }

    private static OptimSettings settings(Map<String, String> changes) throws Problem {
        Map<String, String> all = new HashMap<>(Map.of("optim.clipNorm", "0", "optim.weightDecay", "0"));
        all.putAll(changes);
        return RunConfig.of("mandi/micro", all).optim();
    }

    /** Gives {@code w} the gradient {@code g}. */
    private static void backward(NDManager manager, NDArray w, float[] g) {
        NDArray factor = manager.create(g, w.getShape());
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(factor.mul(w).sum());
        }
    }

    private static float[] random(SplittableRandom random, int n) {
        float[] values = new float[n];
        for (int at = 0; at < n; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return values;
    }
}
