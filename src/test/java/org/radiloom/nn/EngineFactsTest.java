package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What this program relies on in the engine and DJL promises nowhere; a new version must pass here first. */
@Tag("engine")
class EngineFactsTest {
    private NDManager manager;

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    @BeforeEach
    void openAManager() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    @Test
    void transposedConvolutionIsMissing() {
        NDArray x = manager.ones(new Shape(1, 1, 4, 4));
        NDArray w = manager.ones(new Shape(1, 1, 2, 2));
        Shape two = new Shape(2, 2);
        Shape none = new Shape(0, 0);
        assertThrows(UnsupportedOperationException.class, () -> x.getNDArrayInternal()
                .deconvolution(x, w, null, two, none, none, new Shape(1, 1), 1));
    }

    /** A view is not: what must stay differentiable is handed on as one. */
    @Test
    void aDuplicateIsCutOffFromTheGraph() {
        NDArray x = manager.create(new float[] {1, 2});
        x.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(
                    x.duplicate().mul(5).add(x.reshape(x.getShape()).mul(3)).sum());
        }
        assertArrayEquals(new float[] {3, 3}, x.getGradient().toFloatArray());
    }

    /** Half-pixel centres: the row 0, 4 becomes 0, 1, 3, 4; with aligned corners it would be 0, 4/3, 8/3, 4. */
    @Test
    void resizingInModeOneIsBilinearWithHalfPixelCentres() {
        NDArray x = manager.create(new float[] {0, 4, 0, 4}, new Shape(1, 1, 2, 2));
        float[] row = EngineCompat.resizeBilinear(x, 2, 4).toFloatArray();
        assertArrayEquals(new float[] {0, 1, 3, 4, 0, 1, 3, 4}, row, 1e-6f);
        float[] wished =
                x.getNDArrayInternal().interpolation(new long[] {2, 4}, 1, true).toFloatArray();
        assertArrayEquals(row, wished, 1e-6f, "the align-corners wish is heard now");
    }

    @Test
    void doublingIsTheSameAsResizingForwardAndBackward() {
        float[] values = new float[2 * 3 * 5 * 4];
        for (int at = 0; at < values.length; at++) {
            values[at] = at * 37 % 101;
        }
        try (NDArray x = Layout.channelsLast(manager.create(values, new Shape(2, 3, 5, 4)));
                NDArray weights = manager.arange(2f * 3 * 10 * 8).reshape(2, 3, 10, 8)) {
            x.setRequiresGradient(true);
            float[][] results = new float[2][];
            float[][] gradients = new float[2][];
            for (int way = 0; way < 2; way++) {
                EngineCompat.zeroGrad(x);
                try (GradLock.Recording recording = GradLock.record()) {
                    NDArray y = way == 0 ? EngineCompat.resizeBilinear(x, 10, 8) : EngineCompat.doubleBilinear(x);
                    recording.backward(y.mul(weights).sum());
                    results[way] = y.toFloatArray();
                }
                gradients[way] = x.getGradient().toFloatArray();
            }
            assertArrayEquals(results[0], results[1], 1e-4f);
            assertArrayEquals(gradients[0], gradients[1], 1e-2f, "gradients are up to 1000");
        }
    }

    @Test
    void resizingInModeZeroRepeatsPixels() {
        NDArray x = manager.create(new float[] {0, 4}, new Shape(1, 1, 1, 2));
        float[] row = x.getNDArrayInternal()
                .interpolation(new long[] {1, 4}, 0, false)
                .toFloatArray();
        assertArrayEquals(new float[] {0, 0, 4, 4}, row);
    }

    @Test
    void aSecondGradientCollectorIsRefused() {
        try (GradLock.Recording first = GradLock.record()) {
            assertThrows(
                    RuntimeException.class, () -> Engine.getEngine("PyTorch").newGradientCollector());
            assertThrows(IllegalStateException.class, GradLock::record);
        }
        assertFalse(EngineCompat.gradMode());
    }

    @Test
    void aPlainThreadRecordsGradientsAndAnEngineThreadDoesNot() throws Exception {
        FutureTask<Boolean> plain = new FutureTask<>(EngineCompat::gradMode);
        Thread thread = new Thread(plain);
        thread.start();
        assertTrue(plain.get());
        try (ExecutorService engine =
                Executors.newSingleThreadExecutor(work -> EngineThreads.newThread("test", work))) {
            assertFalse(engine.submit(EngineCompat::gradMode).get());
        }
    }

    @Test
    void gradientsAddUpUntilTheyAreZeroed() {
        NDArray w = manager.create(new float[] {3});
        w.setRequiresGradient(true);
        backwardOfSquare(w);
        backwardOfSquare(w);
        assertEquals(12, w.getGradient().getFloat(0)); // 2·3 twice
        EngineCompat.zeroGrad(w);
        assertEquals(0, w.getGradient().getFloat(0));
    }

    private static void backwardOfSquare(NDArray w) {
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(w.mul(w).sum());
        }
    }

    @Test
    void aGradientThatNeverArrivedReadsAsZero() {
        NDArray w = manager.create(new float[] {3});
        w.setRequiresGradient(true);
        assertEquals(0, w.getGradient().getFloat(0));
    }

    @Test
    void aReductionTakesOneAxisOnlyExceptTheSum() {
        NDArray x = manager.ones(new Shape(2, 3));
        assertThrows(RuntimeException.class, () -> x.mean(new int[] {0, 1}));
        assertThrows(RuntimeException.class, () -> x.max(new int[] {0, 1}));
        assertEquals(6, x.sum(new int[] {0, 1}).getFloat());
    }

    /** Batch 0, 2: mean 1, unbiased variance 2; kept 0.9 of the old 0 and 1. */
    @Test
    void batchNormKeepsNineTenthsOfItsRunningStatistics() {
        NDArray x = manager.create(new float[] {0, 2}, new Shape(2, 1, 1, 1));
        NDArray mean = manager.zeros(new Shape(1));
        NDArray variance = manager.ones(new Shape(1));
        NDArray one = manager.ones(new Shape(1));
        NDArray zero = manager.zeros(new Shape(1));
        BatchNorm.batchNorm(x, mean, variance, one, zero, 1, 0.9f, 1e-5f, true);
        assertEquals(0.1f, mean.getFloat(0), 1e-6f);
        assertEquals(1.1f, variance.getFloat(0), 1e-6f);
    }

    @Test
    void batchNormOfOneValuePerChannelThrowsInTraining() {
        NDArray x = manager.ones(new Shape(1, 1, 1, 1));
        NDArray v = manager.ones(new Shape(1));
        assertThrows(RuntimeException.class, () -> BatchNorm.batchNorm(x, v, v, v, v, 1, 0.9f, 1e-5f, true));
    }

    @Test
    void anArrayWithPermutedStridesIsReadAndWrittenInItsLogicalOrder() {
        NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 2, 1, 3));
        NDArray last = Layout.channelsLast(x);
        assertArrayEquals(x.toFloatArray(), last.toFloatArray());
        Weights.fill(last, new float[] {6, 5, 4, 3, 2, 1});
        assertArrayEquals(new float[] {6, 5, 4, 3, 2, 1}, last.toFloatArray());
    }

    @Test
    void aConvolutionDoesNotDependOnTheMemoryLayout() {
        NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, 9, 8));
        NDArray w = manager.randomUniform(-1, 1, new Shape(4, 3, 3, 3));
        Shape one = new Shape(1, 1);
        NDArray plain = Conv2d.conv2d(x, w, null, one, one, one, 1).singletonOrThrow();
        NDArray last = Conv2d.conv2d(Layout.channelsLast(x), Layout.channelsLast(w), null, one, one, one, 1)
                .singletonOrThrow();
        assertArrayEquals(plain.toFloatArray(), last.toFloatArray(), 1e-5f);
    }

    @Test
    void resizingInModeTwoTakesTheMeanOfAnArea() {
        NDArray x = manager.create(new float[] {0, 4, 1, 3}, new Shape(1, 1, 1, 4));
        float[] row = x.getNDArrayInternal()
                .interpolation(new long[] {1, 2}, 2, false)
                .toFloatArray();
        assertArrayEquals(new float[] {2, 2}, row);
    }

    /**
     * By hand with the kernel's a = -0.5, pixels beyond the edge left out and the others' shares made to add up to 1: at
     * a quarter .22656 / 1.09375 of 4, a quarter before the edge -.07031 / .79688 of 4.
     */
    @Test
    void resizingInModeThreeIsBicubicWithSmoothing() {
        NDArray x = manager.create(new float[] {0, 4}, new Shape(1, 1, 1, 2));
        float[] row = x.getNDArrayInternal()
                .interpolation(new long[] {1, 4}, 3, false)
                .toFloatArray();
        assertArrayEquals(new float[] {-0.352941f, 0.828571f, 3.171429f, 4.352941f}, row, 1e-5f);
    }

    /** Tap distance 2: a lone 1 in the middle is seen from the corners, edges and centre of a 5 by 5 square. */
    @Test
    void aConvolutionCanBeDilated() {
        float[] dot = new float[25];
        dot[12] = 1;
        NDArray x = manager.create(dot, new Shape(1, 1, 5, 5));
        NDArray w = manager.arange(1f, 10f).reshape(1, 1, 3, 3);
        Shape two = new Shape(2, 2);
        float[] y = Conv2d.conv2d(x, w, null, new Shape(1, 1), two, two, 1)
                .singletonOrThrow()
                .toFloatArray();
        assertArrayEquals(new float[] {9, 0, 8, 0, 7, 0, 0, 0, 0, 0, 6, 0, 5, 0, 4, 0, 0, 0, 0, 0, 3, 0, 2, 0, 1}, y);
    }

    @Test
    void aGraphCanBeFollowedBackOnlyOnce() {
        NDArray w = manager.create(new float[] {3});
        w.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray loss = w.mul(w).sum();
            recording.backward(loss);
            assertThrows(RuntimeException.class, () -> recording.backward(loss));
        }
    }

    @Test
    void gradientsOfTwoGraphsInOneRecordingAddUp() {
        NDArray w = manager.create(new float[] {3});
        w.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(w.mul(w).sum());
            recording.backward(w.mul(5).sum());
        }
        assertEquals(11, w.getGradient().getFloat(0)); // 2·3 + 5
    }

    /** Frozen weights still pass the gradient on; frozen norms still move their statistics when told to train. */
    @Test
    void freezingIsAboutGradientsOnly() {
        NDArray x = manager.create(new float[] {0, 2}, new Shape(2, 1, 1, 1));
        x.setRequiresGradient(true);
        NDArray mean = manager.zeros(new Shape(1));
        NDArray variance = manager.ones(new Shape(1));
        NDArray scale = manager.ones(new Shape(1));
        NDArray shift = manager.zeros(new Shape(1));
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray y = BatchNorm.batchNorm(x, mean, variance, scale, shift, 1, 0.9f, 1e-5f, true)
                    .singletonOrThrow();
            recording.backward(y.mul(manager.create(new float[] {1, 2}, y.getShape()))
                    .square()
                    .sum());
        }
        assertFalse(scale.hasGradient());
        assertTrue(Math.abs(x.getGradient().toFloatArray()[0]) > 0);
        assertEquals(0.1f, mean.getFloat(0), 1e-6f);
    }

    @Test
    void theRootOfZeroHasNoUsableGradient() {
        NDArray w = manager.create(new float[] {0});
        w.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(w.square().sqrt().sum());
        }
        assertTrue(Float.isNaN(w.getGradient().getFloat(0)));
    }

    @Test
    void whatDropoutDropsFollowsFromTheSeed() {
        NDArray x = manager.ones(new Shape(64));
        EngineCompat.seed(5);
        float[] first = Convs.dropout(x.duplicate(), true).toFloatArray();
        float[] second = Convs.dropout(x.duplicate(), true).toFloatArray();
        EngineCompat.seed(5);
        assertArrayEquals(first, Convs.dropout(x.duplicate(), true).toFloatArray());
        assertFalse(java.util.Arrays.equals(first, second));
        for (float v : first) {
            assertTrue(v == 0 || v == 2);
        }
    }
}
