package org.radiloom.train.danil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.classify.DistractorEvidence;

/** Two pictures, two channels, 1 × 2 places, three classes. Expected values: the same expressions in Python's torch. */
@Tag("engine")
class DistractorLossTest {
    private static final DistractorLoss LOSS = new DistractorLoss(true, true, 0.7f, 0.05f);
    private static final float[] MAP = {1, 2, 3, 1, 0.5f, 0, 1, 4};

    @Test
    void theMaskIsTheEvidenceAsSharesOfItsLargest() {
        try (NDManager manager = start()) {
            assertArrayEquals(
                    new float[] {0, 0, 1, 1 / 3f, 1, 0, 0, 0},
                    DistractorLoss.mask(evidence(manager, map(manager)), 1).toFloatArray(),
                    1e-6f);
        }
    }

    @Test
    void withoutEvidenceTheMaskIsEmpty() {
        try (NDManager manager = start()) {
            NDArray mask = DistractorLoss.mask(manager.zeros(new Shape(1, 2, 1, 2)), 0.5);
            assertArrayEquals(new float[4], mask.toFloatArray());
        }
    }

    @Test
    void onlyTheStrongestNeuronsAreKept() {
        try (NDManager manager = start()) {
            NDArray evidence = manager.create(new float[] {1, 4, 2, 8}, new Shape(1, 2, 1, 2));
            assertArrayEquals(
                    new float[] {0, 0.5f, 0, 1},
                    DistractorLoss.mask(evidence, 0.5).toFloatArray());
            assertArrayEquals(
                    new float[] {0, 0, 0, 1},
                    DistractorLoss.mask(evidence, 0.01).toFloatArray());
        }
    }

    @Test
    void distancesAndLossAgreeWithTorch() {
        try (NDManager manager = start()) {
            NDArray map = map(manager);
            map.setRequiresGradient(true);
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray features = DistractorLoss.features(map);
                NDArray masked = DistractorLoss.features(map.mul(DistractorLoss.mask(evidence(manager, map), 1)));
                assertArrayEquals(
                        new float[] {0.2f, 0.9004962f},
                        LOSS.distance(features, masked).toFloatArray(),
                        1e-6f);
                DistractorLoss lengths = new DistractorLoss(false, false, 0.7f, 0.05f);
                assertArrayEquals(
                        new float[] {0.6324555f, 1.3420106f},
                        lengths.distance(features, masked).toFloatArray(),
                        1e-6f);
                NDArray probability = manager.create(new float[] {0.61302525f, 0.11314284f});
                NDArray all = manager.ones(new Shape(2));
                assertEquals(
                        0.03377223f,
                        lengths.compute(features, masked, probability, all).getFloat(),
                        1e-6f);
                NDArray loss = LOSS.compute(features, masked, probability, all);
                assertEquals(0.1532563f, loss.getFloat(), 1e-6f);
                recording.backward(loss);
            }
            assertArrayEquals(
                    new float[] {-0.02942521f, -0.02942521f, 0.0220689f, 0.0220689f, 0, 0, 0, 0},
                    map.getGradient().toFloatArray(),
                    1e-6f);
        }
    }

    @Test
    void withoutAProbableDistractorThereIsNoLoss() {
        try (NDManager manager = start()) {
            NDArray features = manager.ones(new Shape(2, 2));
            NDArray loss = LOSS.compute(
                    features, features, manager.create(new float[] {0.04f, 0.05f}), manager.ones(new Shape(2)));
            assertEquals(0, loss.getFloat());
        }
    }

    @Test
    void aDeadMapCountsNothingAndItsGradientIsFinite() {
        for (boolean cosine : new boolean[] {true, false}) {
            try (NDManager manager = start()) {
                NDArray map = manager.zeros(new Shape(1, 2, 1, 2));
                map.setRequiresGradient(true);
                try (GradLock.Recording recording = GradLock.record()) {
                    NDArray features = DistractorLoss.features(map);
                    NDArray loss = new DistractorLoss(cosine, true, 0.7f, 0.05f)
                            .compute(
                                    features, features, manager.create(new float[] {0.5f}), manager.ones(new Shape(1)));
                    assertEquals(0, loss.getFloat());
                    recording.backward(loss);
                }
                for (float gradient : map.getGradient().toFloatArray()) {
                    assertTrue(Float.isFinite(gradient));
                }
            }
        }
    }

    private static NDManager start() {
        EngineCompat.start();
        return NDManager.newBaseManager("PyTorch");
    }

    private static NDArray map(NDManager manager) {
        return manager.create(MAP, new Shape(2, 2, 1, 2));
    }

    private static NDArray evidence(NDManager manager, NDArray map) {
        NDArray logits = manager.create(new float[] {2.6f, 3.1f, -0.6f, 1.6f, 3.6f, 0.8f}, new Shape(2, 3));
        NDArray labels = manager.create(new float[] {0, 1});
        NDArray weights = manager.create(new float[] {1, 0.5f, 0.2f, 1.5f, -1, 0.3f}, new Shape(3, 2));
        return DistractorEvidence.of(
                map.stopGradient(), weights, labels, DistractorEvidence.distractors(logits, labels));
    }
}
