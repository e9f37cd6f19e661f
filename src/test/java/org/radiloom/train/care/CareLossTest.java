package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;

@Tag("engine")
class CareLossTest {
    private static final CareLoss LOSS = new CareLoss(0.8f, 0.5f, true, true, true);

    /** Expected values: the same expressions in Python's torch. */
    @Test
    void mapAndLossAgreeWithTorch() {
        try (NDManager manager = start()) {
            NDArray a = LOSS.activation(map(manager), weights(manager), manager.create(new float[] {1}));
            assertArrayEquals(new float[] {4.7f, 1.9f, 3, 0.8f}, a.toFloatArray(), 1e-6f);
            assertEquals(-0.5571580f, loss(LOSS, a, corner(manager)), 1e-6f);
            // the hinge: an inner mean of 0.7126 is more than the 0.7 that are asked for
            assertEquals(-0.5445512f, loss(new CareLoss(0.7f, 0.5f, true, true, true), a, corner(manager)), 1e-6f);
            assertEquals(-0.7126067f, loss(new CareLoss(0.8f, 1, true, false, true), a, corner(manager)), 1e-6f);
            assertEquals(0.3108974f, loss(new CareLoss(0.8f, 1, false, true, true), a, corner(manager)), 1e-6f);
        }
    }

    @Test
    void gradientsOfTheFeaturesAgreeWithTorch() {
        try (NDManager manager = start()) {
            NDArray map = map(manager);
            NDArray weights = weights(manager);
            map.setRequiresGradient(true);
            weights.setRequiresGradient(true);
            NDArray inside = corner(manager);
            try (GradLock.Recording recording = GradLock.record()) {
                CareLoss hinged = new CareLoss(0.7f, 0.5f, true, true, true);
                NDArray a = hinged.activation(map, weights, manager.create(new float[] {1}));
                recording.backward(hinged.perSample(a, inside).sum());
            }
            assertArrayEquals(
                    new float[] {
                        -0.00668968f, 0.00576923f, 0.00897436f, -0.00805391f,
                        -0.05017259f, 0.04326922f, 0.0673077f, -0.06040433f
                    },
                    map.getGradient().toFloatArray(),
                    1e-6f);
            assertEquals(0, weights.getGradient().abs().sum().getFloat(), "detached weights do not learn from the map");
        }
    }

    @Test
    void theClassWeightsLearnTooIfTheyAreNotDetached() {
        try (NDManager manager = start()) {
            NDArray weights = weights(manager);
            weights.setRequiresGradient(true);
            NDArray map = map(manager);
            NDArray inside = corner(manager);
            try (GradLock.Recording recording = GradLock.record()) {
                CareLoss loss = new CareLoss(0.8f, 1, true, true, false);
                NDArray a = loss.activation(map, weights, manager.create(new float[] {1}));
                recording.backward(loss.perSample(a, inside).sum());
            }
            assertTrue(weights.getGradient().abs().sum().getFloat() > 0);
        }
    }

    @Test
    void aBoxAroundEverythingHasNoOutside() {
        try (NDManager manager = start()) {
            NDArray a = manager.create(new float[] {0, 1, 2, 3}, new Shape(1, 1, 2, 2));
            // inner mean of 0, 1/3, 2/3, 1
            assertEquals(-0.5f, loss(LOSS, a, manager.ones(new Shape(1, 1, 2, 2))), 1e-6f);
        }
    }

    @Test
    void aFlatMapHasNoFocusAndAFiniteGradient() {
        try (NDManager manager = start()) {
            NDArray map = manager.ones(new Shape(1, 2, 2, 2));
            map.setRequiresGradient(true);
            NDArray weights = weights(manager);
            NDArray inside = corner(manager);
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray a = LOSS.activation(map, weights, manager.create(new float[] {0}));
                NDArray loss = LOSS.perSample(a, inside).sum();
                assertEquals(0, loss.getFloat());
                recording.backward(loss);
            }
            for (float gradient : map.getGradient().toFloatArray()) {
                assertTrue(Float.isFinite(gradient));
            }
        }
    }

    @Test
    void rowsArePickedInOrder() {
        try (NDManager manager = start()) {
            NDArray all = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2));
            assertArrayEquals(
                    new float[] {1, 2, 5, 6}, CareLoss.rows(all, List.of(0, 2)).toFloatArray());
            assertArrayEquals(new float[] {3, 4}, CareLoss.rows(all, List.of(1)).toFloatArray());
        }
    }

    private static NDManager start() {
        EngineCompat.start();
        return NDManager.newBaseManager("PyTorch");
    }

    private static float loss(CareLoss loss, NDArray activation, NDArray inside) {
        return loss.perSample(activation, inside).toFloatArray()[0];
    }

    private static NDArray map(NDManager manager) {
        return manager.create(new float[] {1, 2, 0, 4, 3, 1, 2, 0}, new Shape(1, 2, 2, 2));
    }

    private static NDArray weights(NDManager manager) {
        return manager.create(new float[] {1, 0.5f, 0.2f, 1.5f, -1, 0.3f}, new Shape(3, 2));
    }

    /** The upper left 3 × 2 of 4 × 4. */
    private static NDArray corner(NDManager manager) {
        float[] inside = new float[16];
        for (int at : new int[] {0, 1, 2, 4, 5, 6}) {
            inside[at] = 1;
        }
        return manager.create(inside, new Shape(1, 1, 4, 4));
    }
}
