package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class AdamMomentsTest {
    /** Nine blocks and a rest, so that the work is shared and the last block is short. */
    private static final int LENGTH = 9 * 16_384 + 77;

    private static final AdamMoments.Rule RULE = new AdamMoments.Rule(0.9f, 0.999f, 0.01f, 3f, 1e-8f, 0.5f, 0.1f, 0.9f);

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    private static float[] random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[LENGTH];
        for (int at = 0; at < LENGTH; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Weights and both moments after two steps. */
    private static float[][] twoSteps(int threads) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(random(1)).duplicate();
            AdamMoments moments = new AdamMoments(ParameterMemory.of(w));
            moments.update(FloatBuffer.wrap(random(2)), RULE, threads);
            moments.update(FloatBuffer.wrap(random(3)), RULE, threads);
            return new float[][] {w.toFloatArray(), moments.first(), moments.second()};
        }
    }

    @Test
    void manyBlocksFollowTheFormulaToTheLastBit() {
        float[] w = random(1);
        float[] m = new float[LENGTH];
        float[] v = new float[LENGTH];
        for (float[] gradient : new float[][] {random(2), random(3)}) {
            for (int i = 0; i < LENGTH; i++) {
                float g = 0.5f * gradient[i] + 0.1f * w[i];
                m[i] = 0.9f * m[i] + (1 - 0.9f) * g;
                v[i] = 0.999f * v[i] + (1 - 0.999f) * g * g;
                w[i] = 0.9f * w[i] - 0.01f * m[i] / ((float) Math.sqrt(v[i]) * 3f + 1e-8f);
            }
        }
        float[][] done = twoSteps(1);
        assertArrayEquals(w, done[0]);
        assertArrayEquals(m, done[1]);
        assertArrayEquals(v, done[2]);
    }

    @Test
    void severalThreadsGiveTheSameNumbers() {
        float[][] one = twoSteps(1);
        float[][] three = twoSteps(3);
        for (int at = 0; at < one.length; at++) {
            assertArrayEquals(one[at], three[at]);
        }
        FloatBuffer gradient = FloatBuffer.wrap(random(2));
        assertEquals(AdamMoments.squares(gradient, 1), AdamMoments.squares(gradient, 3));
    }

    @Test
    void squaresAddUp() {
        double expected = 0;
        for (float g : random(2)) {
            expected += (double) g * g;
        }
        assertEquals(expected, AdamMoments.squares(FloatBuffer.wrap(random(2)), 1), 1e-9 * expected);
    }

    @Test
    void momentsComeBackFromCopies() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray w = manager.create(random(1)).duplicate();
            AdamMoments moments = new AdamMoments(ParameterMemory.of(w));
            moments.restore(random(4), random(5));
            assertArrayEquals(random(4), moments.first());
            assertArrayEquals(random(5), moments.second());
        }
    }
}
