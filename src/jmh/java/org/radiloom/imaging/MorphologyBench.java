package org.radiloom.imaging;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Post-processing of a mask of 512 x 512 x 200 voxels: ellipsoids and specks, about 11 % on, spacing 0.7 x 0.7 x 1.5 mm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx3g"})
public class MorphologyBench {
    private Mask mask = Mask.of(Geometry.axial(1, 1, 1, 1, 1, 1), new byte[1]);

    @Setup
    public void phantom() {
        Geometry g = Geometry.axial(512, 512, 200, 0.7, 0.7, 1.5);
        byte[] v = new byte[(int) g.voxels()];
        double[][] bodies = {
            {180, 200, 80, 90, 70, 50}, {350, 300, 120, 80, 110, 60}, {256, 420, 60, 120, 50, 40}, {120, 400, 150, 60, 60, 40},
            {400, 120, 60, 70, 80, 45}, {256, 250, 170, 100, 90, 25}
        };
        Random random = new Random(5);
        for (int k = 0; k < 200; k++) {
            for (int j = 0; j < 512; j++) {
                for (int i = 0; i < 512; i++) {
                    boolean on = random.nextInt(1000) < 2;
                    for (double[] b : bodies) {
                        double x = (i - b[0]) / b[3];
                        double y = (j - b[1]) / b[4];
                        double z = (k - b[2]) / b[5];
                        on |= x * x + y * y + z * z < 1;
                    }
                    v[i + 512 * (j + 512 * k)] = (byte) (on ? 1 : 0);
                }
            }
        }
        mask = Mask.of(g, v);
        System.out.printf(
                "%.1f %% on, %d runs%n", 100.0 * mask.count() / v.length, new Runs(mask, true).count);
    }

    @Benchmark
    public Mask largestPart() {
        return Components.of(mask, Neighbours.SIX).largest();
    }

    @Benchmark
    public int partsOfTwentySix() {
        return Components.of(mask, Neighbours.TWENTY_SIX).count();
    }

    @Benchmark
    public float[] distances() {
        return DistanceTransform.toMask(mask);
    }

    @Benchmark
    public Mask holesSliceBySlice() {
        return HoleFill.slices(mask);
    }
}
