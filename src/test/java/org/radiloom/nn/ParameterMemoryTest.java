package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

@Tag("engine")
class ParameterMemoryTest {
    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void bothLayoutsAreReadAndWrittenInTheOrderOfTheShape() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float[] values = new float[2 * 3 * 2 * 5];
            for (int at = 0; at < values.length; at++) {
                values[at] = at * at;
            }
            NDArray plain = manager.zeros(new Shape(2, 3, 2, 5));
            NDArray last = manager.zeros(new Shape(2, 2, 5, 3)).transpose(0, 3, 1, 2);
            for (NDArray array : new NDArray[] {plain, last}) {
                ParameterMemory memory = ParameterMemory.of(array);
                memory.write(values);
                assertArrayEquals(values, array.toFloatArray());
                assertArrayEquals(values, memory.read());
            }
        }
    }

    @Test
    void fillingANetworkKeepsWhereItsNumbersLieAndLeavesNoArraysBehind() throws Problem {
        try (Segmenter net = Segmenters.create(SegmenterSpec.mandiMicro(3), Device.cpu(), 1)) {
            NDArray weight = java.util.Objects.requireNonNull(net.parameters().get("encoder.conv1.weight"));
            ParameterMemory before = ParameterMemory.of(weight);
            int arrays = net.manager().getManagedArrays().size();
            Map<String, FloatTensor> doubled = new LinkedHashMap<>();
            Weights.copy(net).forEach((name, tensor) -> {
                float[] values = tensor.values().clone();
                for (int at = 0; at < values.length; at++) {
                    values[at] *= 2;
                }
                doubled.put(name, new FloatTensor(tensor.shape(), values));
            });
            Weights.restore(net, doubled, "test");
            assertEquals(doubled, Weights.copy(net));
            assertArrayEquals(weight.toFloatArray(), before.read());
            assertTrue(weight.hasGradient());
            // weight.toFloatArray() above is what leaves one
            assertEquals(arrays + 1, net.manager().getManagedArrays().size());
        }
    }
}
