package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

@Tag("engine")
class AdamTest {
    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void threeStepsFollowTheHandWorkedTrace() throws Problem {
        // loss = c * w, so g = c; w0 = 1, lr 0.1, g = 1, -2, 0.5 (m̂, v̂ worked with a pocket calculator's precision)
        // 1: m 0.1 v 0.001, m̂ 1 v̂ 1 -> w 0.9
        // 2: m -0.11 v 0.004999, m̂ -0.5789474 v̂ 2.5007504, root 1.5813761 -> w 0.9366103
        // 3: m -0.049 v 0.005244001, m̂ -0.1808118 v̂ 1.7497500, root 1.3227812 -> w 0.9502794
        double[] expected = {0.9, 0.9366103, 0.9502794};
        float[] gradients = {1, -2, 0.5f};
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(new float[] {1});
            w.setRequiresGradient(true);
            Adam adam = new Adam(Map.of("w", w), optim(Map.of("optim.lr", "0.1")));
            for (int step = 0; step < 3; step++) {
                backward(manager, w, new float[] {gradients[step]});
                adam.step(Map.of("w", 0.1));
                EngineCompat.zeroGrad(w);
                assertEquals(expected[step], w.getFloat(0), 1e-6);
            }
        }
    }

    @Test
    void itAgreesWithTheEnginesOwnWithAndWithoutWeightDecay() throws Problem {
        for (String decay : List.of("0", "0.01")) {
            SplittableRandom random = new SplittableRandom(1);
            float[] start = random(random, 10_000);
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                NDArray ours = manager.create(start, new Shape(10, 1000));
                NDArray theirs = manager.create(start.clone(), new Shape(10, 1000));
                ours.setRequiresGradient(true);
                Adam adam = new Adam(
                        Map.of("w", ours), optim(Map.of("optim.weightDecay", decay, "optim.decoupled", "false")));
                Optimizer engine = Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.01f))
                        .optWeightDecays(Float.parseFloat(decay))
                        .build();
                for (int step = 0; step < 3; step++) {
                    float[] g = random(random, start.length);
                    for (int at = 0; at < g.length; at++) {
                        // away from 0: there both forms of epsilon in use (beside corrected or plain v) agree
                        g[at] += Math.copySign(1, g[at]);
                    }
                    backward(manager, ours, g);
                    adam.step(Map.of("w", 0.01));
                    EngineCompat.zeroGrad(ours);
                    engine.update("w", theirs, manager.create(g, theirs.getShape()));
                }
                assertArrayEquals(theirs.toFloatArray(), ours.toFloatArray(), 1e-6f);
            }
        }
    }

    @Test
    void aLongGradientIsClippedToTheNorm() throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(new float[] {0, 0});
            w.setRequiresGradient(true);
            Adam adam = new Adam(Map.of("w", w), optim(Map.of("optim.clipNorm", "1")));
            backward(manager, w, new float[] {30, 40});
            assertEquals(50, adam.step(Map.of("w", 0.0)), 1e-4);
            // m = 0.1 * (0.6, 0.8)
            assertArrayEquals(
                    new float[] {0.06f, 0.08f},
                    java.util.Objects.requireNonNull(adam.state().get("m.w")).values(),
                    1e-6f);
        }
    }

    @Test
    void onlyTheNamedParametersMoveAndNoneByAGradientThatIsNotANumber() throws Problem {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray a = manager.create(new float[] {1});
            NDArray b = manager.create(new float[] {1});
            a.setRequiresGradient(true);
            b.setRequiresGradient(true);
            Map<String, NDArray> both = new HashMap<>(Map.of("a", a, "b", b));
            Adam adam = new Adam(both, optim(Map.of()));
            backward(manager, a, new float[] {1});
            backward(manager, b, new float[] {1});
            adam.step(Map.of("a", 0.1, "b", 0.1));
            float before = b.getFloat(0);
            adam.step(Map.of("a", 0.1));
            assertEquals(before, b.getFloat(0));
            backward(manager, b, new float[] {Float.NaN});
            assertFalse(Double.isFinite(adam.step(Map.of("b", 0.1))));
            assertEquals(before, b.getFloat(0));
        }
    }

    @Test
    void channelsLastWeightsMoveLikePlainOnes() throws Problem {
        try (Segmenter net = Segmenters.create(SegmenterSpec.mandiMicro(3), Device.cpu(), 1);
                NDManager manager = net.manager().newSubManager()) {
            String name = "encoder.conv1.weight";
            NDArray laid = java.util.Objects.requireNonNull(net.parameters().get(name));
            NDArray plain = manager.create(laid.toFloatArray(), laid.getShape());
            plain.setRequiresGradient(true);
            float[] g = random(new SplittableRandom(2), (int) laid.getShape().size());
            backward(manager, laid, g);
            backward(manager, plain, g);
            new Adam(Map.of(name, laid), optim(Map.of())).step(Map.of(name, 0.1));
            new Adam(Map.of(name, plain), optim(Map.of())).step(Map.of(name, 0.1));
            assertArrayEquals(plain.toFloatArray(), laid.toFloatArray());
        }
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

    private static OptimSettings optim(Map<String, String> changes) throws Problem {
        Map<String, String> all = new HashMap<>(Map.of("optim.clipNorm", "0", "optim.weightDecay", "0"));
        all.putAll(changes);
        return RunConfig.of("mandi/micro", all).optim();
    }
}
