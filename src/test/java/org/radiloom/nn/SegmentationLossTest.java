package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.problem.Problem;

@Tag("engine")
class SegmentationLossTest {
    private NDManager manager;

    @BeforeEach
    void openAManager() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    /** −(1−p)²·ln p by hand: 0.01·0.1053605, 0.81·2.302585, 0.25·0.6931472. */
    @ParameterizedTest
    @CsvSource({"0.9, 0.001053605", "0.1, 1.865094", "0.5, 0.1732868"})
    void focalLossCountsEasyPixelsLess(double p, double expected) throws Problem {
        assertEquals(expected, loss("focal", p, 1), 1e-6 * Math.max(1, expected));
        assertEquals(expected, loss("focal", 1 - p, 0), 1e-6 * Math.max(1, expected));
    }

    @Test
    void crossEntropyIsTheLogarithm() throws Problem {
        assertEquals(Math.log(4), loss("ce", 0.25, 1), 1e-6);
    }

    /** Two pixels, p = 0.8 and 0.8, g = 1 and 0: 1 − (2·0.8 + 1)/(1.6 + 1 + 1). */
    @Test
    void diceLossIsOneMinusTheSmoothedOverlap() throws Problem {
        float s = (float) Math.log(4);
        NDArray logits = manager.create(new float[] {0, 0, s, s}, new Shape(1, 2, 1, 2));
        NDArray target = manager.create(new float[] {1, 0}, new Shape(1, 1, 1, 2));
        assertEquals(
                1 - 2.6 / 3.6,
                SegmentationLoss.of("dice").compute(logits, target).getFloat(),
                1e-6);
    }

    /** |0.3 − 0.5|²·ln 2 by hand, and 1 − (0.5 + 0.3 + 1 − 0.2) / (0.5 + 0.3 + 1). */
    @Test
    void targetsBetweenTheClassesHaveTheirOwnValue() throws Problem {
        assertEquals(0.04 * Math.log(2), loss("focal", 0.5, 0.3f), 1e-6);
        assertEquals(0.2 / 1.8, loss("dice", 0.5, 0.3f), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"focal", "ce", "dice", "focal+dice", "ce+dice"})
    void theLossIsLeastWhereTheProbabilityIsTheShare(String name) throws Problem {
        for (float share : new float[] {0, 0.2f, 0.5f, 0.9f, 1}) {
            double best = loss(name, Math.clamp(share, 1e-6, 1 - 1e-6), share);
            for (double p = 0.05; p < 1; p += 0.1) {
                assertTrue(loss(name, p, share) >= best - 1e-6, name + " of " + p + " for " + share);
            }
        }
    }

    /** One pixel of each class with p = 0.5: (0.5·ln 2 + 1.5·ln 2) / 2, and with γ = 2 a quarter of that. */
    @Test
    void classWeightsMultiplyThePixelsOfTheirClass() throws Problem {
        NDArray logits = manager.zeros(new Shape(1, 2, 1, 2));
        NDArray target = manager.create(new float[] {0, 1}, new Shape(1, 1, 1, 2));
        NDArray first = manager.create(new float[] {0, 0}, new Shape(1, 1, 1, 2));
        SegmentationLoss ce = SegmentationLoss.of("ce", 0.5f, 1.5f);
        assertEquals(Math.log(2), ce.compute(logits, target).getFloat(), 1e-6);
        assertEquals(0.5 * Math.log(2), ce.compute(logits, first).getFloat(), 1e-6);
        assertEquals(
                0.25 * Math.log(2),
                SegmentationLoss.of("focal", 0.5f, 1.5f).compute(logits, target).getFloat(),
                1e-6);
    }

    @Test
    void aCombinedLossIsTheSum() throws Problem {
        assertEquals(loss("focal", 0.3, 1) + loss("dice", 0.3, 1), loss("focal+dice", 0.3, 1), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"focal", "ce", "dice", "focal+dice", "ce+dice"})
    void extremeScoresGiveFiniteLossAndGradient(String name) throws Problem {
        SegmentationLoss criterion = SegmentationLoss.of(name);
        assertEquals(name, criterion.name());
        NDArray logits = manager.create(new float[] {1000, -1000, -1000, 1000}, new Shape(1, 2, 1, 2));
        NDArray target = manager.create(new float[] {1, 1}, new Shape(1, 1, 1, 2));
        logits.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray loss = criterion.compute(logits, target);
            recording.backward(loss);
            assertTrue(Float.isFinite(loss.getFloat()));
        }
        for (float g : logits.getGradient().toFloatArray()) {
            assertTrue(Float.isFinite(g));
        }
    }

    @Test
    void anUnknownNameIsAProblem() {
        assertThrows(Problem.class, () -> SegmentationLoss.of("hinge"));
    }

    /** The loss of one pixel with foreground probability {@code p} and truth {@code g}. */
    private double loss(String name, double p, float g) throws Problem {
        float score = (float) Math.log(p / (1 - p));
        NDArray logits = manager.create(new float[] {0, score}, new Shape(1, 2, 1, 1));
        NDArray target = manager.create(new float[] {g}, new Shape(1, 1, 1, 1));
        return SegmentationLoss.of(name).compute(logits, target).getFloat();
    }
}
