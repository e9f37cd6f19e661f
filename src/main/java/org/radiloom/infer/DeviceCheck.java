package org.radiloom.infer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.problem.Problem;

/** Finds devices and tests them with real kernels; runs on the engine's thread. */
final class DeviceCheck {
    private static final int SIDE = 64;
    /** Relative to the largest output; kernels add in different orders. */
    private static final double TOLERANCE = 1e-3;

    private DeviceCheck() {}

    static Device device(String id) {
        return id.startsWith("gpu:") ? Device.gpu(Integer.parseInt(id.substring(4))) : Device.cpu();
    }

    /** Graphics cards first, then the processor. */
    static List<ComputeDevice> all() throws Problem {
        float[] expected = run(Device.cpu());
        var found = new ArrayList<ComputeDevice>();
        int cards = Engine.getEngine("PyTorch").getGpuCount();
        for (int card = 0; card < cards; card++) {
            found.add(compare("gpu:" + card, expected));
        }
        found.add(processor(expected));
        return found;
    }

    private static ComputeDevice compare(String id, float[] expected) throws Problem {
        try {
            double off = difference(expected, run(device(id)));
            return off <= TOLERANCE
                    ? new ComputeDevice(id, true, "passed: differs from cpu by %.1e of the maximum".formatted(off))
                    : new ComputeDevice(id, false, "failed: differs from cpu by %.1e of the maximum".formatted(off));
        } catch (EngineException e) {
            return new ComputeDevice(id, false, "failed: " + e.getMessage());
        }
    }

    /** The processor is compared with itself, and its matrix product with one computed here. */
    private static ComputeDevice processor(float[] expected) throws Problem {
        double off = Math.max(difference(expected, run(Device.cpu())), productError());
        boolean fine = off <= TOLERANCE && largest(expected) > 0;
        return new ComputeDevice("cpu", fine, (fine ? "passed" : "failed") + ": largest error %.1e".formatted(off));
    }

    private static float[] run(Device device) throws Problem {
        float[] values = noise(2 * 3 * SIDE * SIDE, 7);
        try (Segmenter net = Segmenters.create(SegmenterSpec.mandiMicro(3), device, 1);
                NDManager scope = net.manager().newSubManager()) {
            net.prepareForInference();
            NDArray input = scope.create(values, new Shape(2, 3, SIDE, SIDE));
            try (NDArray logits = net.logits(input, false)) {
                return logits.toFloatArray();
            }
        }
    }

    private static double productError() {
        int n = 48;
        float[] a = noise(n * n, 3);
        float[] b = noise(n * n, 5);
        float[] expected = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) a[i * n + k] * b[k * n + j];
                }
                expected[i * n + j] = (float) sum;
            }
        }
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray product = scope.create(a, new Shape(n, n)).matMul(scope.create(b, new Shape(n, n)));
            return difference(expected, product.toFloatArray());
        }
    }

    /** GFLOP/s of a 1024-cubed product on the processor. */
    static double matmulGflops() {
        int n = 1024;
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray a = scope.create(noise(n * n, 3), new Shape(n, n));
            NDArray b = scope.create(noise(n * n, 5), new Shape(n, n));
            double best = 0;
            for (int round = 0; round < 6; round++) {
                long start = System.nanoTime();
                try (NDArray product = a.matMul(b)) {
                    product.getFloat(0, 0);
                }
                best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start));
            }
            return best;
        }
    }

    private static float[] noise(int length, long seed) {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int at = 0; at < length; at++) {
            values[at] = random.nextFloat();
        }
        return values;
    }

    /** Largest difference as a share of the largest expected magnitude; infinite if anything is not a number. */
    private static double difference(float[] expected, float[] actual) {
        double worst = 0;
        for (int at = 0; at < expected.length; at++) {
            double d = Math.abs(expected[at] - actual[at]);
            worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(worst, d);
        }
        return worst / Math.max(1e-12, largest(expected));
    }

    private static double largest(float[] values) {
        double most = 0;
        for (float v : values) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
    }
}
