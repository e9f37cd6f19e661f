package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;

/** One layer of a ViT: x + attention(norm(x)), then x + W2·GELU(W1·norm(x)), the hidden layer four times as long. */
final class VitLayer {
    private static final float EPSILON = 1e-6f;

    /** Layer normalisation over a token's numbers. */
    record Norm(NDArray gamma, NDArray beta) {
        Norm(Parameters p, String name, int width) {
            this(p.vector(name + ".weight", width, 1), p.vector(name + ".bias", width, 0));
        }

        /** A new array; {@code x} stays open. */
        NDArray apply(NDArray x) {
            return LayerNorm.layerNorm(x, gamma.getShape(), gamma, beta, EPSILON)
                    .singletonOrThrow();
        }
    }

    private record Dense(NDArray weight, NDArray bias) {
        Dense(Parameters p, String name, int in, int out, double deviation) {
            this(p.weight(name + ".weight", new Shape(out, in), deviation), p.vector(name + ".bias", out, 0));
        }

        /** A new array; {@code x} is closed. */
        NDArray apply(NDArray x) {
            return Convs.after(x, Linear.linear(x, weight, bias).singletonOrThrow());
        }
    }

    private final int width;
    private final int heads;
    private final Norm first;
    private final Dense triple;
    private final Dense mix;
    private final Norm second;
    private final Dense longer;
    private final Dense back;

    VitLayer(Parameters p, String name, int width, int heads, double deviation) {
        this.width = width;
        this.heads = heads;
        first = new Norm(p, name + ".norm1", width);
        triple = new Dense(p, name + ".attn.qkv", width, 3 * width, deviation);
        mix = new Dense(p, name + ".attn.proj", width, width, deviation);
        second = new Norm(p, name + ".norm2", width);
        longer = new Dense(p, name + ".mlp.fc1", width, 4 * width, deviation);
        back = new Dense(p, name + ".mlp.fc2", 4 * width, width, deviation);
    }

    /** (B, T, d) → (B, T, d), a new array; {@code x} stays open. */
    NDArray apply(NDArray x) {
        try (NDArray attended = mix.apply(attention(triple.apply(first.apply(x))));
                NDArray between = x.add(attended);
                NDArray hidden = longer.apply(second.apply(between));
                NDArray more = back.apply(Activation.gelu(hidden))) {
            return between.add(more);
        }
    }

    /** softmax(q·kᵀ/√(d/heads))·v of each head, side by side; {@code x} (B, T, 3d) is closed. */
    private NDArray attention(NDArray x) {
        long b = x.getShape().get(0);
        long tokens = x.getShape().get(1);
        long share = width / heads;
        try (x;
                NDArray split = x.reshape(b, tokens, 3, heads, share);
                NDArray turned = split.transpose(2, 0, 3, 1, 4);
                NDArray query = turned.get(0);
                NDArray key = turned.get(1);
                NDArray value = turned.get(2);
                NDArray scaled = Scalars.times(query, 1 / Math.sqrt(share));
                NDArray columns = key.swapAxes(2, 3);
                NDArray scores = scaled.matMul(columns);
                NDArray weights = scores.softmax(3);
                NDArray mixed = weights.matMul(value);
                NDArray together = mixed.transpose(0, 2, 1, 3)) {
            return together.reshape(b, tokens, width);
        }
    }
}
