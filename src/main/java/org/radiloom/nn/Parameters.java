package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Makes and names the arrays of a network while it is built.
 *
 * <p>Start values depend on the seed and the array's name alone, so a network with one more block starts with the same
 * values elsewhere. Convolution weights are laid out channels-last (see {@link Layout}).
 */
public final class Parameters {
    private final NDManager manager;
    private final long seed;
    private final @Nullable NDArray stand;
    private final LinkedHashMap<String, Shape> shapes = new LinkedHashMap<>();
    private final LinkedHashMap<String, NDArray> trained = new LinkedHashMap<>();
    private final LinkedHashMap<String, NDArray> buffers = new LinkedHashMap<>();

    /** Arrays that live in {@code manager}. */
    public Parameters(NDManager manager, long seed) {
        this(manager, seed, null);
    }

    private Parameters(NDManager manager, long seed, @Nullable NDArray stand) {
        this.manager = manager;
        this.seed = seed;
        this.stand = stand;
    }

    /** Only notes names and shapes, and hands out one and the same number instead of arrays. */
    public static Parameters namesOnly(NDManager manager) {
        return new Parameters(manager, 0, manager.create(0f));
    }

    /** A weight (out, in, k, k) drawn from N(0, 2/(in·k·k)): He et al. 2015, fan-in. */
    public NDArray convWeight(String name, int out, int in, int k) {
        return convWeight(name, out, in, k, Math.sqrt(2.0 / ((double) in * k * k)));
    }

    /** A weight (out, in, k, k) drawn from N(0, deviation²). */
    public NDArray convWeight(String name, int out, int in, int k, double deviation) {
        note(name, new Shape(out, in, k, k));
        if (stand != null) {
            return stand;
        }
        return trained(name, channelsLast(gaussian(name, out * in * k * k, deviation), out, in, k));
    }

    /** A trained vector drawn from N(mean, deviation²). */
    public NDArray vector(String name, int n, double mean, double deviation) {
        note(name, new Shape(n));
        if (stand != null) {
            return stand;
        }
        float[] values = gaussian(name, n, deviation);
        for (int i = 0; i < n; i++) {
            values[i] += (float) mean;
        }
        return trained(name, owned(values, new Shape(n)));
    }

    /** A weight of any shape drawn evenly from [-reach, reach]. */
    public NDArray even(String name, Shape shape, double reach) {
        note(name, shape);
        if (stand != null) {
            return stand;
        }
        SplittableRandom random = random(name);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-reach, reach);
        }
        return trained(name, owned(values, shape));
    }

    /** A weight of any shape drawn from N(0, deviation²). */
    public NDArray weight(String name, Shape shape, double deviation) {
        note(name, shape);
        if (stand != null) {
            return stand;
        }
        return trained(name, owned(gaussian(name, Math.toIntExact(shape.size()), deviation), shape));
    }

    /** A trained vector of one value. */
    public NDArray vector(String name, int n, float value) {
        note(name, new Shape(n));
        if (stand != null) {
            return stand;
        }
        return trained(name, filled(n, value));
    }

    /** A vector that is kept with the weights but not trained. */
    public NDArray buffer(String name, int n, float value) {
        if (stand != null) {
            return stand;
        }
        NDArray array = filled(n, value);
        if (buffers.put(name, array) != null) {
            throw new IllegalArgumentException("two buffers named " + name);
        }
        return array;
    }

    /** Shapes of the trained arrays. */
    public SequencedMap<String, Shape> shapes() {
        return Collections.unmodifiableSequencedMap(shapes);
    }

    /** What is trained, by name, in the order it was made. */
    public SequencedMap<String, NDArray> trained() {
        return Collections.unmodifiableSequencedMap(trained);
    }

    /** What is kept but not trained, by name. */
    public SequencedMap<String, NDArray> buffers() {
        return Collections.unmodifiableSequencedMap(buffers);
    }

    private NDArray trained(String name, NDArray array) {
        array.setName(name);
        array.setRequiresGradient(true);
        trained.put(name, array);
        return array;
    }

    private void note(String name, Shape shape) {
        if (shapes.put(name, shape) != null) {
            throw new IllegalArgumentException("two parameters named " + name);
        }
    }

    private NDArray channelsLast(float[] values, int out, int in, int k) {
        float[] last = Layout.toChannelsLast(values, out, in, k, k);
        try (NDArray base = owned(last, new Shape(out, k, k, in))) {
            return base.transpose(0, 3, 1, 2);
        }
    }

    /**
     * An array in the engine's own memory. What {@code create} gives borrows a Java buffer, which the collector frees
     * when that array is closed, views or not, and whose alignment changes from run to run: results then differ in the
     * last bits. Until it is collected it also takes as much memory again.
     */
    private NDArray owned(float[] values, Shape shape) {
        NDArray array = manager.zeros(shape);
        ParameterMemory.buffer(array).put(0, values);
        return array;
    }

    private NDArray filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return owned(values, new Shape(n));
    }

    private SplittableRandom random(String name) {
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + crc.getValue());
    }

    private float[] gaussian(String name, int n, double deviation) {
        SplittableRandom random = random(name);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }
}
