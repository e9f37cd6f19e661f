package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
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
}
