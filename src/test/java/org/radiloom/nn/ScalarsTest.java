package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ScalarsTest {
    @BeforeAll
    static void startEngine() {
        EngineCompat.start();
    }

    /** With the engine's own arithmetic each of these gradients comes out as what lies in the freed memory. */
    @Test
    void gradientsOutliveTheCollector() throws InterruptedException {
        assertEquals(3, gradient(x -> Scalars.times(x, 3)), 1e-6);
        assertEquals(0.25, gradient(x -> Scalars.over(x, 4)), 1e-6);
        assertEquals(12, gradient(x -> Scalars.power(x, 3)), 1e-5);
        assertEquals(1, gradient(x -> Scalars.atLeast(x, 1)), 1e-6);
        assertEquals(0, gradient(x -> Scalars.atMost(x, 1)), 1e-6);
    }

    /** Of the sum of a function at 2, when the collector runs between forward and backward. */
    private static float gradient(UnaryOperator<NDArray> function) throws InterruptedException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = manager.full(new Shape(4), 2f);
            x.setRequiresGradient(true);
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray sum = function.apply(x).sum();
                collect();
                recording.backward(sum);
            }
            return x.getGradient().getFloat(0);
        }
    }

    private static void collect() throws InterruptedException {
        System.gc();
        Thread.sleep(5);
        List<ByteBuffer> others = new ArrayList<>();
        for (int n = 0; n < 2000; n++) {
            others.add(
                    ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(1e30f));
        }
        assertEquals(2000, others.size());
    }
}
