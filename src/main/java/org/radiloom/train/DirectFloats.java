package org.radiloom.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A parameter's numbers in the order in which they lie in memory, read and written without the engine.
 *
 * <p>Convolution weights may lie channels-last: their shape is (out, in, h, w) while memory runs (out, h, w, in). Which
 * of the two orders holds is found by writing a ramp and reading it back, so no assumption about the engine's strides is
 * needed.
 */
final class DirectFloats {
    private static final int BLOCK = 8192;

    private final NDArray parameter;
    private final boolean channelsLast;
    /** Borrowed from the parameter, which must stay open as long as this is used. */
    private final FloatBuffer memory;

    /** Changes a block of numbers in place. */
    interface Edit {
        /**
         * @param values the block; only the first {@code n} count
         * @param from place of the block's first number in memory order
         */
        void apply(float[] values, int from, int n);
    }

    private DirectFloats(NDArray parameter, boolean channelsLast, FloatBuffer memory) {
        this.parameter = parameter;
        this.channelsLast = channelsLast;
        this.memory = memory;
    }

    /** @throws IllegalStateException if the array lies in memory in neither of the two orders */
    static DirectFloats of(NDArray parameter) {
        if (writesThrough(parameter)) {
            return new DirectFloats(parameter, false, memory(parameter));
        }
        if (parameter.getShape().dimension() == 4) {
            try (NDArray turned = lastAxisFirst(parameter)) {
                // the buffer points at the parameter's own memory, which lives as long as the parameter
                if (writesThrough(turned)) {
                    return new DirectFloats(parameter, true, memory(turned));
                }
            }
        }
        throw new IllegalStateException("cannot write to the memory of " + parameter.getShape());
    }

    private static FloatBuffer memory(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Whether what is written to the array's buffer, in its own order, can be read from the array. */
    private static boolean writesThrough(NDArray array) {
        FloatBuffer memory = memory(array);
        float[] saved = new float[memory.remaining()];
        memory.get(0, saved);
        float[] ramp = new float[saved.length];
        for (int at = 0; at < ramp.length; at++) {
            ramp[at] = at;
        }
        memory.put(0, ramp);
        boolean through = Arrays.equals(ramp, array.toFloatArray());
        memory.put(0, saved);
        return through;
    }

    int length() {
        return memory.capacity();
    }

    /** Whether it has more than one axis: a weight, not a bias or a batch-norm vector. */
    boolean isMatrix() {
        return parameter.getShape().dimension() > 1;
    }

    /** A copy of the gradient, in memory order of the parameter. */
    float[] gradient() {
        try (NDArray gradient = parameter.getGradient()) {
            if (!channelsLast) {
                return gradient.toFloatArray();
            }
            try (NDArray turned = lastAxisFirst(gradient)) {
                return turned.toFloatArray();
            }
        }
    }

    /** Runs over all numbers in blocks that stay in the processor's cache. */
    void edit(Edit edit) {
        float[] block = new float[Math.min(BLOCK, length())];
        for (int from = 0; from < length(); from += BLOCK) {
            int n = Math.min(BLOCK, length() - from);
            memory.get(from, block, 0, n);
            edit.apply(block, from, n);
            memory.put(from, block, 0, n);
        }
    }

    private static NDArray lastAxisFirst(NDArray array) {
        return array.transpose(0, 2, 3, 1);
    }
}
