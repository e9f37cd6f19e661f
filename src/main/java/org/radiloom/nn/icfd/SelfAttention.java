package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;

/**
 * Every place of a map looks at every other: x + W_o·softmax(q·kᵀ/√d)·v over the layer-normalised places, in several heads
 * (Vaswani et al. 2017, arXiv:1706.03762; normalised before, as in Xiong et al. 2020, arXiv:2002.04745).
 */
final class SelfAttention {
    private static final float EPSILON = 1e-5f;
    private static final int HEAD = 4;

    private final int channels;
    private final int heads;
    private final NDArray gamma;
    private final NDArray beta;
    private final BiasConv queriesKeysValues;
    private final BiasConv out;

    /** @param channels a multiple of 4; every 4 of them are a head */
    SelfAttention(Parameters p, String name, int channels) {
        this.channels = channels;
        heads = Math.max(1, channels / HEAD);
        gamma = p.vector(name + ".norm.weight", channels, 1);
        beta = p.vector(name + ".norm.bias", channels, 0);
        queriesKeysValues = new BiasConv(p, name + ".qkv", channels, 3 * channels, 1, 1);
        out = new BiasConv(p, name + ".out", channels, channels, 1, 1);
    }

    /** (B, C, h, w) → the same shape, a new array; {@code x} stays open. */
    NDArray apply(NDArray x) {
        Shape s = x.getShape();
        long b = s.get(0);
        long places = s.get(2) * s.get(3);
        try (NDArray last = x.transpose(0, 2, 3, 1);
                NDArray tokens = LayerNorm.layerNorm(last, new Shape(channels), gamma, beta, EPSILON)
                        .singletonOrThrow();
                NDArray map = tokens.transpose(0, 3, 1, 2);
                NDArray projected = queriesKeysValues.apply(map);
                NDArray projectedLast = projected.transpose(0, 2, 3, 1);
                NDArray split = projectedLast.reshape(b, places, 3, heads, channels / heads);
                NDArray parts = split.transpose(2, 0, 3, 1, 4);
                NDArray attended = attend(parts);
                NDArray byPlace = attended.transpose(0, 2, 1, 3);
                NDArray joined = byPlace.reshape(b, s.get(2), s.get(3), channels);
                NDArray joinedMap = joined.transpose(0, 3, 1, 2);
                NDArray change = out.apply(joinedMap)) {
            return x.add(change);
        }
    }

    /** (3, B, heads, places, d) → (B, heads, places, d). */
    private NDArray attend(NDArray parts) {
        float scale = (float) (1 / Math.sqrt((double) channels / heads));
        try (NDArray q = parts.get(0);
                NDArray k = parts.get(1);
                NDArray v = parts.get(2);
                NDArray scaled = Scalars.times(q, scale);
                NDArray turned = k.transpose(0, 1, 3, 2);
                NDArray scores = scaled.matMul(turned);
                NDArray weights = scores.softmax(-1)) {
            return weights.matMul(v);
        }
    }
}
