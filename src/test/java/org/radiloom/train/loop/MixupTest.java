package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;

@Tag("engine")
class MixupTest {
    private static final StepContext.Moment MOMENT = new StepContext.Moment(1, 0, 0, 0);
    private static final Batch BATCH = Batch.of(
            new FloatTensor(new long[] {3, 2}, new float[] {0, 1, 10, 11, 20, 21}),
            "y",
            new FloatTensor(new long[] {3}, new float[] {1, 2, 4}));

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void picturesAreBlendedAndTheLossIsSharedBetweenBothTargets() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            StepContext context = new StepContext(BATCH, manager, MOMENT, new Mixup(0.75, new int[] {1, 0, 2}));
            assertArrayEquals(
                    new float[] {2.5f, 3.5f, 7.5f, 8.5f, 20, 21},
                    context.input().toFloatArray(),
                    1e-5f);
            // 1 · y0 + 2 · y1 + 3 · y2: 17 with the own targets, 16 with those of the partners
            LossTerm term = LossTerm.of("t", 1, c -> c.target("y")
                    .mul(c.manager().create(new float[] {1, 2, 3}))
                    .sum());
            assertEquals(0.75 * 17 + 0.25 * 16, context.loss(term).getFloat(), 1e-5);
            assertTrue(context.isMixed(0));
            assertFalse(context.isMixed(2));
        }
    }

    @Test
    void sharesFollowTheBetaDistribution() {
        // Beta(a, a): mean 1/2, variance 1 / (4 (2a + 1))
        for (double a : new double[] {0.2, 1, 3}) {
            SplittableRandom random = new SplittableRandom(1);
            int n = 20_000;
            double sum = 0;
            double squares = 0;
            for (int at = 0; at < n; at++) {
                double share = Mixup.draw(a, 2, random).share();
                sum += share;
                squares += (share - 0.5) * (share - 0.5);
            }
            assertEquals(0.5, sum / n, 0.01);
            assertEquals(1 / (4 * (2 * a + 1)), squares / n, 0.004);
        }
    }
}
