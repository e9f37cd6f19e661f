package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;
import org.radiloom.nn.Parameters;

/** What evens out the channels of a map; γ and β by channel. */
sealed interface MapNorm permits MapNorm.Batch, MapNorm.Layer {
    /** (B, C, h, w), a new array; {@code x} stays open. */
    NDArray apply(NDArray x, boolean training);

    /** Over the batch: {@code NAME.weight|bias|running_mean|running_var}. */
    final class Batch implements MapNorm {
        private static final float EPSILON = 1e-5f;
        private static final float KEEP = 0.9f;

        private final NDArray gamma;
        private final NDArray beta;
        private final NDArray mean;
        private final NDArray variance;

        /** @param deviation of γ around 1 at the start */
        Batch(Parameters p, String name, int channels, double deviation) {
            gamma = deviation == 0
                    ? p.vector(name + ".weight", channels, 1)
                    : p.vector(name + ".weight", channels, 1, deviation);
            beta = p.vector(name + ".bias", channels, 0);
            mean = p.buffer(name + ".running_mean", channels, 0);
            variance = p.buffer(name + ".running_var", channels, 1);
        }

        @Override
        public NDArray apply(NDArray x, boolean training) {
            return BatchNorm.batchNorm(x, mean, variance, gamma, beta, 1, KEEP, EPSILON, training)
                    .singletonOrThrow();
        }
    }

    /** Over channels and places of each sample: {@code NAME.weight|bias}; samples know nothing of each other. */
    final class Layer implements MapNorm {
        private final NDArray gamma;
        private final NDArray beta;

        Layer(Parameters p, String name, int channels) {
            gamma = p.vector(name + ".weight", channels, 1);
            beta = p.vector(name + ".bias", channels, 0);
        }

        @Override
        public NDArray apply(NDArray x, boolean training) {
            try (NDArray normal = Tangents.normal(x)) {
                return affine(normal);
            }
        }

        private NDArray affine(NDArray normal) {
            long channels = gamma.getShape().get(0);
            try (NDArray factor = gamma.reshape(1, channels, 1, 1);
                    NDArray shift = beta.reshape(1, channels, 1, 1);
                    NDArray scaled = normal.mul(factor)) {
                return scaled.add(shift);
            }
        }

        /** Of value and tangent; {@code x} is closed. */
        Dual apply(Dual x) {
            long channels = gamma.getShape().get(0);
            try (x;
                    NDArray factor = gamma.reshape(1, channels, 1, 1)) {
                Dual normal = Tangents.normal(x);
                try (normal) {
                    return new Dual(affine(normal.value()), normal.tangent().mul(factor));
                }
            }
        }
    }
}
