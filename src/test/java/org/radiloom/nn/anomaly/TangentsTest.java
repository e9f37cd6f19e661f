package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Parameters;

@Tag("engine")
class TangentsTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static double[] gaussian(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[n];
        for (int at = 0; at < n; at++) {
            values[at] = random.nextGaussian();
        }
        return values;
    }

    @Test
    void theTangentOfANormIsItsDerivativeInDoubleArithmetic() {
        Shape shape = new Shape(2, 3, 4, 4);
        int n = Math.toIntExact(shape.size());
        double[] x = gaussian(n, 1);
        double[] t = gaussian(n, 2);
        double h = 1e-5;
        double[] ahead = x.clone();
        double[] behind = x.clone();
        for (int at = 0; at < n; at++) {
            ahead[at] += h * t[at];
            behind[at] -= h * t[at];
        }
        double[] after = Tangents.normal(manager.create(ahead, shape)).toDoubleArray();
        double[] before = Tangents.normal(manager.create(behind, shape)).toDoubleArray();
        double[] tangent = Tangents.normal(new Dual(manager.create(x, shape), manager.create(t, shape)))
                .tangent()
                .toDoubleArray();
        for (int at = 0; at < n; at++) {
            assertEquals((after[at] - before[at]) / (2 * h), tangent[at], 1e-6);
        }
    }

    /** The engine can differentiate a gradient, but never lets go of the memory: good for a comparison only. */
    @Test
    void thePenaltyHasTheSlopeOfADoubleBackwardPass() {
        Parameters arrays = new Parameters(manager, 3);
        Critic critic = new Critic(arrays, List.of(4, 8, 8));
        Shape shape = new Shape(3, 1, 16, 16);
        float[] values = new float[Math.toIntExact(shape.size())];
        double[] drawn = gaussian(values.length, 5);
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) drawn[at];
        }
        NDArray at = manager.create(values, shape);

        double penalty;
        float[] own;
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray loss = critic.penalty(at, recording);
            penalty = loss.getFloat();
            recording.backward(loss);
            own = gradients(arrays);
            arrays.trained().values().forEach(EngineCompat::zeroGrad);
        }
        float[] first;
        float[] all;
        double oracle;
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray x = at.duplicate();
            x.setRequiresGradient(true);
            NDArray sum = critic.score(x).sum();
            JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), true, true);
            first = gradients(arrays);
            NDArray gradient = x.getGradient();
            NDArray length =
                    gradient.mul(gradient).sum(new int[] {1, 2, 3}).add(1e-12f).sqrt();
            NDArray off = length.sub(1f);
            NDArray loss = off.mul(off).mean();
            oracle = loss.getFloat();
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            all = gradients(arrays);
        }
        assertEquals(oracle, penalty, 1e-6 * Math.max(1, oracle));
        double dot = 0;
        double ours = 0;
        double theirs = 0;
        for (int n = 0; n < own.length; n++) {
            double other = (double) all[n] - first[n];
            dot += own[n] * other;
            ours += (double) own[n] * own[n];
            theirs += other * other;
        }
        assertTrue(theirs > 0);
        assertTrue(dot / Math.sqrt(ours * theirs) > 0.9999, "cosine " + dot / Math.sqrt(ours * theirs));
        assertEquals(1, Math.sqrt(ours / theirs), 1e-4);
    }

    private static float[] gradients(Parameters arrays) {
        List<Float> all = new ArrayList<>();
        arrays.trained().values().forEach(array -> {
            for (float value : array.getGradient().toFloatArray()) {
                all.add(value);
            }
        });
        float[] values = new float[all.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = all.get(n);
        }
        return values;
    }
}
