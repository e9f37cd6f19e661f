package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A parameter's numbers where they lie in memory, read and written without the engine.
 *
 * <p>The engine's own ways of filling an array ({@code set}, {@code copyTo}) do not copy: they make the array point to
 * the memory of the source, which changes its layout and may belong to a Java buffer that is collected later. Writing in
 * place keeps layout, place and owner.
 *
 * <p>Convolution weights may lie channels-last: their shape is (out, in, h, w) while memory runs (out, h, w, in). Which of
 * the two orders holds is found by writing to memory and reading from the array. The array must stay open as long as this is used, and belong to the calling thread.
 */
public final class ParameterMemory {
    private final NDArray parameter;
    private final boolean channelsLast;
    /** Borrowed from the parameter. */
    private final FloatBuffer memory;

    private ParameterMemory(NDArray parameter, boolean channelsLast, FloatBuffer memory) {
        this.parameter = parameter;
        this.channelsLast = channelsLast;
        this.memory = memory;
    }

    /** @throws IllegalStateException if the array lies in memory in neither of the two orders */
    public static ParameterMemory of(NDArray parameter) {
        // the engine attaches hidden copies of arrays that are not contiguous to their manager: give them a short-lived
        // one
        try (NDManager scope = parameter.getManager().newSubManager()) {
            NDArray plain = parameter.reshape(parameter.getShape());
            plain.attach(scope);
            if (writesThrough(plain)) {
                return new ParameterMemory(parameter, false, buffer(plain));
            }
            if (parameter.getShape().dimension() == 4) {
                NDArray turned = parameter.transpose(0, 2, 3, 1);
                turned.attach(scope);
                if (writesThrough(turned)) {
                    return new ParameterMemory(parameter, true, buffer(turned));
                }
            }
        }
        throw new IllegalStateException("cannot write to the memory of " + parameter.getShape());
    }

    /** An array's numbers as the engine hands them out without copying. */
    static FloatBuffer buffer(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /**
     * Whether the array's buffer is its memory, in its own order: a number written to the buffer is read from the array
     * at the first place and one step along each axis. Memory runs evenly along an axis, so these places tell for all.
     */
    private static boolean writesThrough(NDArray array) {
        FloatBuffer memory = buffer(array);
        long[] sides = array.getShape().getShape();
        int step = 1;
        boolean through = isAt(memory, array, 0, new long[sides.length]);
        for (int axis = sides.length - 1; axis >= 0 && through; axis--) {
            if (sides[axis] > 1) {
                long[] place = new long[sides.length];
                place[axis] = 1;
                through = isAt(memory, array, step, place);
            }
            step *= Math.toIntExact(sides[axis]);
        }
        return through;
    }

    private static boolean isAt(FloatBuffer memory, NDArray array, int at, long[] place) {
        float saved = memory.get(at);
        float mark = saved == 7654321 ? 1234567 : 7654321;
        memory.put(at, mark);
        float seen = place.length == 0 ? array.getFloat() : array.getFloat(place);
        memory.put(at, saved);
        return seen == mark;
    }

    /** The numbers where they lie; what is written is the parameter's new value. */
    FloatBuffer memory() {
        return memory;
    }

    /** How many numbers there are. */
    public int length() {
        return memory.capacity();
    }

    /** Whether it has more than one axis: a weight, not a bias or a batch-norm vector. */
    public boolean isMatrix() {
        return parameter.getShape().dimension() > 1;
    }

    /**
     * The gradient's numbers in memory order of the parameter; where they lie so in memory too, nothing is copied.
     *
     * @param scope owns what is made for it; the buffer must not be used after it was closed
     */
    public FloatBuffer gradient(NDManager scope) {
        NDArray gradient = parameter.getGradient();
        gradient.attach(scope);
        if (!channelsLast) {
            return buffer(gradient);
        }
        NDArray turned = gradient.transpose(0, 2, 3, 1);
        turned.attach(scope);
        return buffer(turned);
    }

    /** Reads {@code n} numbers in memory order. */
    public void get(int from, float[] into, int n) {
        memory.get(from, into, 0, n);
    }

    /** Writes {@code n} numbers in memory order, in place. */
    public void put(int from, float[] values, int n) {
        memory.put(from, values, 0, n);
    }

    /** A copy of all numbers, row-major in the order of the shape. */
    float[] read() {
        float[] values = new float[length()];
        memory.get(0, values);
        Shape s = parameter.getShape();
        // (out, h, w, in) read as (out, in = h·w places, ...) and turned back
        return channelsLast
                ? Layout.toChannelsLast(values, side(s, 0), side(s, 2) * side(s, 3), 1, side(s, 1))
                : values;
    }

    /** Writes all numbers, given row-major in the order of the shape. */
    void write(float[] values) {
        if (values.length != length()) {
            throw new IllegalArgumentException(values.length + " values for " + parameter.getShape());
        }
        Shape s = parameter.getShape();
        memory.put(
                0,
                channelsLast ? Layout.toChannelsLast(values, side(s, 0), side(s, 1), side(s, 2), side(s, 3)) : values);
    }

    private static int side(Shape shape, int axis) {
        return Math.toIntExact(shape.get(axis));
    }
}
