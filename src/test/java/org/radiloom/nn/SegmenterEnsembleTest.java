package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

@Tag("engine")
class SegmenterEnsembleTest {
    private static final SegmenterSpec FINE =
            new SegmenterSpec("fine", "residual", 4, 3, true, 4, List.of(8, 8, 4, 4), 2);

    @Test
    void theFineNetworkScoresEveryPixelOfAnInputOfSidesDivisibleBySixteen() throws Problem {
        try (Segmenter network = Segmenters.create(FINE, Device.cpu(), 1);
                NDManager scope = network.manager().newSubManager()) {
            NDArray scores = network.logits(scope.ones(new Shape(2, 3, 48, 16)), false);
            assertEquals(new Shape(2, 2, 48, 16), scores.getShape());
            assertThrows(
                    IllegalArgumentException.class, () -> network.logits(scope.ones(new Shape(1, 3, 24, 16)), false));
        }
    }

    @Test
    void foldingLeavesTheFineNetworksScoresAsTheyWere() throws Problem {
        try (Segmenter network = Segmenters.create(FINE, Device.cpu(), 1);
                NDManager scope = network.manager().newSubManager()) {
            NDArray x = scope.randomUniform(0, 1, new Shape(2, 3, 16, 16));
            // moves the running statistics away from 0 and 1
            network.logits(x, true).close();
            float[] before = network.logits(x, false).toFloatArray();
            network.prepareForInference();
            assertArrayEquals(before, network.logits(x, false).toFloatArray(), 1e-4f);
        }
    }

    @Test
    void anEnsemblesScoresAreTheMeanOfItsMembers() throws Problem {
        try (Segmenter one = Segmenters.create(FINE, Device.cpu(), 5);
                Segmenter two = Segmenters.create(FINE, Device.cpu(), 9);
                Segmenter both = Segmenters.create(FINE.withMembers(2), Device.cpu(), 1);
                NDManager scope = both.manager().newSubManager()) {
            Map<String, FloatTensor> all = new LinkedHashMap<>();
            Weights.copy(one).forEach((name, tensor) -> all.put(Segmenters.memberPrefix(0) + name, tensor));
            Weights.copy(two).forEach((name, tensor) -> all.put(Segmenters.memberPrefix(1) + name, tensor));
            Weights.restore(both, all, "a test");
            NDArray x = scope.randomUniform(0, 1, new Shape(1, 3, 16, 32));
            float[] a = one.logits(x, false).toFloatArray();
            float[] b = two.logits(x, false).toFloatArray();
            float[] mean = both.logits(x, false).toFloatArray();
            for (int at = 0; at < mean.length; at++) {
                assertEquals((a[at] + b[at]) / 2, mean[at], 1e-5);
            }
        }
    }
}
