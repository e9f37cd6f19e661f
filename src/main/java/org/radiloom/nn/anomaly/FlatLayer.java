package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * The linear layer between a map of 4×4 places and a vector: a 4×4 convolution whose only place is the whole map, or the
 * transposed one of a single pixel. Weights are ordered by place, then channel, as maps lie in memory.
 */
final class FlatLayer {
    /** Side of the map. */
    static final int SIDE = 4;

    private final NDArray weight;
    private final @Nullable NDArray bias;

    private FlatLayer(NDArray weight, @Nullable NDArray bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** (B, C, 4, 4) → (B, out). */
    static FlatLayer down(Parameters p, String name, int channels, int out, double deviation, boolean biased) {
        return new FlatLayer(
                p.weight(name + ".weight", new Shape((long) SIDE * SIDE * channels, out), deviation),
                biased ? p.vector(name + ".bias", out, 0) : null);
    }

    /**
     * (B, in) → (B, C, 4, 4).
     *
     * @param biases 0, or one for each channel (C), or one for each channel and place (16·C)
     */
    static FlatLayer up(Parameters p, String name, int in, int channels, double deviation, int biases) {
        return new FlatLayer(
                p.weight(name + ".weight", new Shape(in, (long) SIDE * SIDE * channels), deviation),
                biases > 0 ? p.vector(name + ".bias", biases, 0) : null);
    }

    /** {@code x} stays open. */
    NDArray down(NDArray x) {
        NDArray product = tangent(x);
        return bias == null ? product : Convs.after(product, product.add(bias));
    }

    /** What a tangent becomes: the same without the bias. {@code x} stays open. */
    NDArray tangent(NDArray x) {
        Shape s = x.getShape();
        try (NDArray places = x.transpose(0, 2, 3, 1);
                NDArray flat = places.reshape(s.get(0), s.size() / s.get(0))) {
            return flat.matMul(weight);
        }
    }

    /** {@code z} stays open. */
    NDArray up(NDArray z) {
        long b = z.getShape().get(0);
        long channels = weight.getShape().get(1) / (SIDE * SIDE);
        try (NDArray product = z.matMul(weight);
                NDArray grouped = bias == null
                                || bias.getShape().get(0) == weight.getShape().get(1)
                        ? product
                        : product.reshape(b, SIDE * SIDE, channels);
                NDArray shifted = bias == null ? Views.same(grouped) : grouped.add(bias);
                NDArray places = shifted.reshape(b, SIDE, SIDE, channels)) {
            return places.transpose(0, 3, 1, 2);
        }
    }
}
