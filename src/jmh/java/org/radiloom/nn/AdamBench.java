package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Adam on 44 million parameters in arrays of a million: 28 bytes move for each parameter. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 10)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx2g", "--enable-native-access=ALL-UNNAMED"})
public class AdamBench {
    private static final int ARRAYS = 44;
    private static final int LENGTH = 1_000_000;
    private static final AdamMoments.Rule RULE = new AdamMoments.Rule(0.9f, 0.999f, 1e-4f, 1, 1e-8f, 1, 0, 1);

    @Param({"1", "2"})
    private int threads;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final List<AdamMoments> parameters = new ArrayList<>();
    private final List<FloatBuffer> gradients = new ArrayList<>();

    @Setup
    public void arrays() {
        for (int n = 0; n < ARRAYS; n++) {
            parameters.add(new AdamMoments(ParameterMemory.of(array(n))));
            gradients.add(ParameterMemory.buffer(array(ARRAYS + n)));
        }
    }

    private NDArray array(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NDArray array = manager.zeros(new Shape(LENGTH));
        FloatBuffer numbers = ParameterMemory.buffer(array);
        for (int at = 0; at < LENGTH; at++) {
            numbers.put(at, (float) random.nextDouble() - 0.5f);
        }
        return array;
    }

    @TearDown
    public void close() {
        manager.close();
    }

    @Benchmark
    public void update() {
        for (int n = 0; n < ARRAYS; n++) {
            parameters.get(n).update(gradients.get(n), RULE, threads);
        }
    }

    @Benchmark
    public double gradientNorm() {
        double sum = 0;
        for (FloatBuffer gradient : gradients) {
            sum += AdamMoments.squares(gradient, threads);
        }
        return Math.sqrt(sum);
    }
}
