package org.radiloom.train.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.train.RunConfig;

@Tag("engine")
class ClassificationLossTest {
    @BeforeAll
    static void startEngine() {
        EngineCompat.start();
    }

    private static RunConfig.Imbalance method(String name) {
        return new RunConfig.Imbalance(name, "inverse", 0.999, 2, 1, 0.5);
    }

    /** Two classes; the true one has p = 0.9, 0.5, 0.1. */
    private static float[] losses(ClassificationLoss loss) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float logit = (float) Math.log(9);
            NDArray logits = manager.create(new float[] {logit, 0, 0, 0, logit, 0}, new Shape(3, 2));
            return loss.perSample(logits, manager.create(new float[] {0, 0, 1})).toFloatArray();
        }
    }

    @Test
    void crossEntropyIsMinusTheLogarithm() {
        assertArrayEquals(new float[] {0.1053605f, 0.6931472f, 2.3025851f}, losses(ClassificationLoss.plain(2)), 1e-5f);
    }

    /** The golden values of the focal loss. */
    @Test
    void focalLossForgetsWhatIsKnown() {
        assertArrayEquals(
                new float[] {0.001053605f, 0.1732868f, 1.865094f},
                losses(ClassificationLoss.of(method("focal"), List.of(5L, 5L))),
                1e-5f);
    }

    /** Inverse frequency of 9 and 1: raw 10/18 and 10/2, mean 25/9, so 0.2 and 1.8. */
    @Test
    void classWeightsMultiplyTheLossOfTheirClass() {
        ClassificationLoss loss = ClassificationLoss.of(method("classWeights"), List.of(9L, 1L));
        assertArrayEquals(new float[] {0.2f * 0.1053605f, 0.2f * 0.6931472f, 1.8f * 2.3025851f}, losses(loss), 1e-5f);
    }

    /** Scores move by log 0.9 and log 0.1: odds 9 become 81, 1 become 9, 1/9 become 1/81. */
    @Test
    void logitAdjustmentAddsTheLogarithmOfTheShares() {
        ClassificationLoss loss = ClassificationLoss.of(method("logitAdjustment"), List.of(9L, 1L));
        assertArrayEquals(
                new float[] {(float) Math.log(82 / 81.0), (float) Math.log(10 / 9.0), (float) Math.log(82)},
                losses(loss),
                1e-5f);
    }

    /** The two of three that cost most, each times 3/2. */
    @Test
    void theHardestSamplesStandForAll() {
        ClassificationLoss loss = ClassificationLoss.of(method("ohem"), List.of(5L, 5L));
        assertArrayEquals(new float[] {0, 1.5f * 0.6931472f, 1.5f * 2.3025851f}, losses(loss), 1e-5f);
    }

    @Test
    void aClassWithoutSamplesHasNoWeight() {
        ClassificationLoss loss = ClassificationLoss.of(method("classWeights"), List.of(4L, 0L, 4L));
        assertEquals(List.of(1), loss.untrained());
        assertEquals(List.of(1.0, 0.0, 1.0), loss.weights());
        // never seen, never shifted to infinity either
        double shift = ClassificationLoss.of(method("logitAdjustment"), List.of(4L, 0L, 4L))
                .offsets()
                .get(1);
        assertEquals(Math.log(1e-6), shift, 1e-9);
    }
}
