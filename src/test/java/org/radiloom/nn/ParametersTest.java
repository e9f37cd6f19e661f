package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ParametersTest {
    @Test
    void aWeightKeepsItsNumbersAfterTheJavaBufferItWasMadeFromIsCollected() {
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            var weight = new Parameters(manager, 1).convWeight("w", 64, 64, 3);
            float[] before = weight.toFloatArray();
            List<ByteBuffer> others = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                System.gc();
                for (int n = 0; n < 20; n++) {
                    ByteBuffer other = ByteBuffer.allocateDirect(4 * 64 * 64 * 9);
                    while (other.hasRemaining()) {
                        other.put((byte) 0xFF);
                    }
                    others.add(other);
                }
            }
            assertArrayEquals(before, weight.toFloatArray());
        }
    }

    @Test
    void fillingAWeightKeepsItsMemory() {
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray weight = new Parameters(manager, 1).convWeight("w", 1, 2, 2);
            NDArray vector = new Parameters(manager, 1).vector("v", 2, 0);
            ByteBuffer weightMemory = weight.transpose(0, 2, 3, 1).toByteBuffer(true);
            ByteBuffer vectorMemory = vector.toByteBuffer(true);
            Weights.fill(weight, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
            Weights.fill(vector, new float[] {9, Float.NaN});
            Weights.fill(vector, new float[] {9, 10});
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, weight.toFloatArray());
            assertArrayEquals(new float[] {1, 5, 2, 6, 3, 7, 4, 8}, floats(weightMemory, 8));
            assertArrayEquals(new float[] {9, 10}, floats(vectorMemory, 2));
            assertTrue(weight.hasGradient());
        }
    }

    private static float[] floats(ByteBuffer memory, int n) {
        float[] values = new float[n];
        memory.order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
        return values;
    }
}
